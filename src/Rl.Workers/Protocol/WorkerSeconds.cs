using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>What a worker's acting thread spent its time on, in seconds. What is missing from the whole went into its own bookkeeping.</summary>
[MessagePackObject]
public readonly record struct WorkerSeconds
{
    /// <summary>In the policy: a forward pass over all environments' frames.</summary>
    [Key(0)]
    public double Policy { get; init; }

    /// <summary>In the environments: steps, resets, and drawing the actions.</summary>
    [Key(1)]
    public double Environments { get; init; }

    /// <summary>Taking over new weights.</summary>
    [Key(2)]
    public double Transfer { get; init; }

    /// <summary>Waiting for the learner: to take a fragment, or for its next policy.</summary>
    [Key(3)]
    public double Waiting { get; init; }

    /// <summary>Sums of two.</summary>
    public static WorkerSeconds operator +(WorkerSeconds left, WorkerSeconds right) => new()
    {
        Policy = left.Policy + right.Policy,
        Environments = left.Environments + right.Environments,
        Transfer = left.Transfer + right.Transfer,
        Waiting = left.Waiting + right.Waiting,
    };

    /// <summary>Differences of two.</summary>
    public static WorkerSeconds operator -(WorkerSeconds left, WorkerSeconds right) => new()
    {
        Policy = left.Policy - right.Policy,
        Environments = left.Environments - right.Environments,
        Transfer = left.Transfer - right.Transfer,
        Waiting = left.Waiting - right.Waiting,
    };
}

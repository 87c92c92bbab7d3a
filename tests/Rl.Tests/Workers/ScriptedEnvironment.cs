using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Tests.Workers;

/// <summary>Counts its steps: step n of an episode answers frames full of n and the reward n. It ends, and fails, when the script says so.</summary>
internal sealed class ScriptedEnvironment(FrameSize size) : IEnvironment
{
    private readonly byte[] _frame = new byte[size.ByteCount];
    private int _step;

    public FrameSize FrameSize => size;

    /// <summary>The step that ends an episode; 0 for none.</summary>
    public int TerminatesAt { get; init; }

    /// <summary>Asked before each step, with the steps of all episodes so far; true makes the step fail.</summary>
    public Func<int, bool> Fails { get; init; } = _ => false;

    public List<long> Seeds { get; } = [];

    public int StepsOfAllEpisodes { get; private set; }

    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        Seeds.Add(seed);
        _step = 0;
        Array.Fill(_frame, (byte)0);
        return ValueTask.FromResult(EnvStep.Restart(_frame));
    }

    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        if (Fails(StepsOfAllEpisodes++))
        {
            throw new EnvironmentFaultException("The script says so.");
        }

        _step++;
        Array.Fill(_frame, (byte)_step);
        return ValueTask.FromResult(_step == TerminatesAt ? EnvStep.Termination(_frame, _step) : EnvStep.Transition(_frame, _step));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

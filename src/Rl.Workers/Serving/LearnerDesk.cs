using System.Threading.Channels;
using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/// <summary>What the learner lays out for its service: the run's description, the policy to hand out, and the queue for fragments.</summary>
/// <param name="ConfigJson">The run's settings as workers get them.</param>
/// <param name="Spaces">The shapes every fragment must have.</param>
/// <param name="Workers">How many workers there may be.</param>
/// <param name="Sessions">Who serves.</param>
/// <param name="Policies">The policy to hand out.</param>
public sealed record LearnerDesk(string ConfigJson, Spaces Spaces, int Workers, WorkerSessions Sessions, PolicyBroadcast Policies)
{
    /// <summary>Where fragments go. A full queue is back-pressure: streams wait, fragments are never dropped.</summary>
    public required ChannelWriter<Fragment> Fragments { get; init; }

    /// <summary>True once workers should exit; their next heartbeat tells them.</summary>
    public Func<bool> IsOver { get; init; } = () => false;

    /// <summary>How long a stream may stand still while the other end should read.</summary>
    public TimeSpan StreamTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest message that is received.</summary>
    public int MaxMessageBytes => Spaces.Layout.ByteCount + WireProtocol.HeaderAllowanceBytes;
}

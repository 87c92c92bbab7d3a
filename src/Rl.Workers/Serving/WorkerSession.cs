using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/// <summary>One life of one worker as the learner sees it. Changed only under the lock of <see cref="WorkerSessions"/>.</summary>
internal sealed class WorkerSession(int worker, ulong incarnation, int life, long now) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    public int Worker => worker;

    public ulong Incarnation => incarnation;

    public int Life => life;

    /// <summary>When the worker was last heard of.</summary>
    public long Heard { get; set; } = now;

    public Heartbeat LastBeat { get; set; } = new();

    public bool IsOver => _ended.IsCancellationRequested;

    /// <summary>Cancelled when the session ends; its streams end with it.</summary>
    public CancellationToken Ended => _ended.Token;

    public void End() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();
}

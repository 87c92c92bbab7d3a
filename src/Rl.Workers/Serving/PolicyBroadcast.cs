using System.Security.Cryptography;

namespace Rl.Workers.Serving;

/* PolicyBroadcast must
 * - let one learner publish and many streams read without a lock on the acting path
 * - never show half-written weights (hence a snapshot per version, swapped by reference)
 * - let late workers skip versions (latest wins), but never go back
 */

/// <summary>Hands the newest policy to whoever waits for one newer than theirs.</summary>
public sealed class PolicyBroadcast
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<PolicySnapshot> _next = NewSource();
    private PolicySnapshot? _latest;

    /// <summary>The newest policy; null before the first was published.</summary>
    public PolicySnapshot? Latest => Volatile.Read(ref _latest);

    /// <summary>Publishes a version. The bytes pass over to the broadcast and must not change any more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is not newer than the last.</exception>
    public void Publish(long version, ReadOnlyMemory<byte> file)
    {
        var snapshot = new PolicySnapshot(version, file, SHA256.HashData(file.Span));
        TaskCompletionSource<PolicySnapshot> waiting;

        lock (_gate)
        {
            if (_latest is not null)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(version, _latest.Version);
            }

            Volatile.Write(ref _latest, snapshot);
            waiting = _next;
            _next = NewSource();
        }

        waiting.SetResult(snapshot);
    }

    /// <summary>Waits for a version newer than <paramref name="have"/> and answers the newest there is then.</summary>
    public async Task<PolicySnapshot> NewerThanAsync(long have, CancellationToken cancellation)
    {
        while (true)
        {
            Task<PolicySnapshot> next;

            lock (_gate)
            {
                if (_latest is { } latest && latest.Version > have)
                {
                    return latest;
                }

                next = _next.Task;
            }

            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource<PolicySnapshot> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

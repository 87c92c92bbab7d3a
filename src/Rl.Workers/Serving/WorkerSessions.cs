using Grpc.Core;
using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/* WorkerSessions must
 * - let the service's calls and the supervisor change it from any thread, and the learner read its totals
 * - know at most one living session a worker: a newer hello ends the older, whose streams are cancelled
 * - count what was open in a lost worker exactly once, whoever noticed first
 */

/// <summary>Which workers serve, since when, and what was lost with those that do no more.</summary>
public sealed class WorkerSessions : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly int _environmentsPerWorker;
    private readonly WorkerSession?[] _sessions;
    private readonly int[] _lives;
    private long _discarded;
    private long _timeouts;
    private WorkerSeconds _secondsBefore;

    /// <summary>Prepares for a number of workers.</summary>
    /// <param name="workers">How many there may be; a worker's number lies below.</param>
    /// <param name="environmentsPerWorker">Open fragments of a worker at any moment.</param>
    /// <param name="lives">How often each worker was taken on before a resume; null for a new run.</param>
    /// <param name="time">The clock.</param>
    public WorkerSessions(int workers, int environmentsPerWorker, IReadOnlyList<int>? lives, TimeProvider time)
    {
        _environmentsPerWorker = environmentsPerWorker;
        _time = time;
        _sessions = new WorkerSession?[workers];
        _lives = new int[workers];
        lives?.Take(workers).ToArray().CopyTo(_lives, 0);
    }

    /// <summary>How often each worker was taken on.</summary>
    public IReadOnlyList<int> Lives
    {
        get
        {
            lock (_gate)
            {
                return [.. _lives];
            }
        }
    }

    /// <summary>Workers whose session lives.</summary>
    public int Alive => Total(_ => 1);

    /// <summary>Environment faults and timeouts so far, of all lives.</summary>
    public long Timeouts => Interlocked.Read(ref _timeouts) + Total(session => session.LastBeat.Timeouts);

    /// <summary>Fragments thrown away so far: open ones of lost workers and faulty environments, and refused ones.</summary>
    public long FragmentsDiscarded => Interlocked.Read(ref _discarded) + Total(session => session.LastBeat.FragmentsDiscarded);

    /// <summary>Slots filled so far by the living sessions.</summary>
    public long Steps => Total(session => session.LastBeat.Steps);

    /// <summary>What the workers' time went into so far, of all lives.</summary>
    public WorkerSeconds Seconds
    {
        get
        {
            lock (_gate)
            {
                return _sessions.OfType<WorkerSession>().Aggregate(_secondsBefore, (sum, session) => sum + session.LastBeat.Seconds);
            }
        }
    }

    /// <summary>Mean frames in one call of a worker's policy.</summary>
    public double InferenceBatch
    {
        get
        {
            lock (_gate)
            {
                return _sessions.OfType<WorkerSession>().Select(session => session.LastBeat.InferenceBatch).DefaultIfEmpty().Average();
            }
        }
    }

    /// <summary>A worker showed that it works: it said hello, or its steps grew, or it waits for the learner.</summary>
    public event Action<int>? Progressed;

    /// <summary>Takes a worker on and answers how often it was taken on before.</summary>
    public int Admit(int worker, ulong incarnation)
    {
        int life;

        lock (_gate)
        {
            EndSession(worker);
            life = _lives[worker]++;
            _sessions[worker] = new WorkerSession(worker, incarnation, life, _time.GetTimestamp());
        }

        Progressed?.Invoke(worker);
        return life;
    }

    /// <summary>Notes a sign of life, and answers how many faults of environments are new in it.</summary>
    public long Beat(Heartbeat beat)
    {
        bool hasProgressed;
        long faults;

        lock (_gate)
        {
            var session = Require(beat.Worker, beat.Incarnation);
            hasProgressed = beat.Waiting || beat.Steps > session.LastBeat.Steps;
            faults = beat.Timeouts - session.LastBeat.Timeouts;
            session.LastBeat = beat;
            session.Heard = _time.GetTimestamp();
        }

        if (hasProgressed)
        {
            Progressed?.Invoke(beat.Worker);
        }

        return faults;
    }

    /// <summary>The worker's process is gone: its open fragments are counted as discarded.</summary>
    public void Lose(int worker)
    {
        lock (_gate)
        {
            EndSession(worker);
        }
    }

    /// <summary>Ends the sessions of workers that were not heard of for so long.</summary>
    public void LoseSilent(TimeSpan silence)
    {
        lock (_gate)
        {
            foreach (var session in _sessions)
            {
                if (session is not null && _time.GetElapsedTime(session.Heard) >= silence)
                {
                    EndSession(session.Worker);
                }
            }
        }
    }

    /// <summary>Counts a fragment that was refused.</summary>
    public void CountDiscarded() => Interlocked.Increment(ref _discarded);

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var session in _sessions)
            {
                session?.End();
            }
        }
    }

    /// <summary>The token that ends with the worker's session.</summary>
    /// <exception cref="RpcException">The worker has no session of this incarnation.</exception>
    internal CancellationToken EndOf(int worker, ulong incarnation)
    {
        lock (_gate)
        {
            return Require(worker, incarnation).Ended;
        }
    }

    private WorkerSession Require(int worker, ulong incarnation)
    {
        var session = (uint)worker < (uint)_sessions.Length ? _sessions[worker] : null;

        return session?.Incarnation == incarnation
            ? session
            : throw new RpcException(new Status(
                StatusCode.FailedPrecondition,
                $"Worker {worker} (incarnation {incarnation:x16}) is not taken on: it never said hello, was lost, or a newer one took its place. "
                + "It should exit and be started again."));
    }

    private void EndSession(int worker)
    {
        if (_sessions[worker] is { } session)
        {
            Interlocked.Add(ref _timeouts, session.LastBeat.Timeouts);
            Interlocked.Add(ref _discarded, session.LastBeat.FragmentsDiscarded + _environmentsPerWorker);
            _secondsBefore += session.LastBeat.Seconds;
            _sessions[worker] = null;
            session.End();
        }
    }

    private int Total(Func<WorkerSession, int> count)
    {
        lock (_gate)
        {
            return _sessions.OfType<WorkerSession>().Sum(count);
        }
    }

    private long Total(Func<WorkerSession, long> count)
    {
        lock (_gate)
        {
            return _sessions.OfType<WorkerSession>().Sum(count);
        }
    }
}

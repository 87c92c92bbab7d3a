using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Workers.Acting;

namespace Rl.Workers.Evaluation;

/* Evaluator must
 * - play the same episodes in the same worlds, with actions drawn from a stream of each episode, whatever the batches and threads
 * - keep the policy's batches full until few episodes are left
 * - run a policy on one thread only (hence each thread plays with a copy)
 */

/// <summary>Plays a task with a policy in the worlds kept for evaluation.</summary>
/// <param name="config">How much is played, and how.</param>
/// <param name="createWorld">Makes a world that shows frames of the policy's size; the evaluator disposes it.</param>
/// <param name="policy">Plays; stays the caller's.</param>
/// <param name="clock">Tells the time for progress reports.</param>
public sealed class Evaluator(EvaluationConfig config, Func<IEnvironment> createWorld, VptPolicy policy, TimeProvider clock)
{
    private const ulong SamplingStream = 0x6576616C;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly EvaluationConfig _config = config.Validated();
    private readonly Lock _gate = new();
    private readonly EpisodeResult?[] _results = new EpisodeResult?[config.Episodes];
    private long _started;
    private long _reported;
    private long _steps;
    private int _next;
    private readonly List<string> _faults = [];

    /// <summary>The stream that the actions of an episode are drawn from.</summary>
    /// <param name="seed"><see cref="EvaluationConfig.Seed"/>.</param>
    /// <param name="worldSeed">The episode's world.</param>
    /// <param name="repeat">Episodes played before it in that world.</param>
    public static SeededRandom SamplingStreamOf(ulong seed, long worldSeed, int repeat = 0)
    {
        return new(SeedRule.Derive(seed, repeat == 0 ? [SamplingStream, (ulong)worldSeed] : [SamplingStream, (ulong)worldSeed, (ulong)repeat]));
    }

    /// <summary>Plays all episodes.</summary>
    public async Task<EvaluationResult> RunAsync(IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        _started = _reported = clock.GetTimestamp();
        (_steps, _next) = (0, 0);
        _faults.Clear();
        Array.Clear(_results);

        // Few episodes are spread over the threads rather than played as one large batch by the first.
        var worlds = Math.Min(_config.WorldsPerThread, (_config.Episodes + _config.Threads - 1) / _config.Threads);
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var players = Enumerable.Range(0, _config.Threads).Select(_ => Task.Run(() => PlayBatchesAsync(worlds, progress, failure), CancellationToken.None));
        await Task.WhenAll(players).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return new EvaluationResult(_config.Task.EpisodeSteps, [.. _results.OfType<EpisodeResult>()]) { Faults = [.. _faults] };
    }

    private async Task PlayBatchesAsync(int worlds, IProgress<EvaluationProgress>? progress, CancellationTokenSource failure)
    {
        var isWhole = false;
        var seats = new List<Seat>();
        try
        {
            await FillSeatsAsync(seats, worlds, failure.Token).ConfigureAwait(false);
            if (seats.Count > 0)
            {
                TorchRuntime.SetThreads(1);
                using var copy = new VptPolicy(policy.Config, seed: 0) { ComputeType = Precision.Of(_config.Compute, policy.Config) };
                copy.CopyFrom(policy);
                using var player = new PolicyPlayer(copy, seats.Count, _config.Deterministic);
                await PlayAsync(player, seats, progress, failure.Token).ConfigureAwait(false);
            }

            isWhole = true;
        }
        finally
        {
            foreach (var seat in seats)
            {
                await seat.Environment.DisposeAsync().ConfigureAwait(false);
            }

            if (!isWhole)
            {
                // One thread's failure ends the others, whose episodes nobody would read.
                await failure.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task FillSeatsAsync(List<Seat> seats, int worlds, CancellationToken cancellation)
    {
        while (seats.Count < worlds && TakeEpisode() is { } episode)
        {
            var seat = new Seat(new TaskEnvironment(createWorld(), _config.Task));
            seats.Add(seat);
            await BeginAsync(seat, episode, cancellation).ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(PolicyPlayer player, List<Seat> seats, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        var actions = new JointAction[seats.Count];
        var pending = new Task<bool>[seats.Count];
        while (seats.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            Decide(player, seats, actions);
            for (var i = 0; i < seats.Count; i++)
            {
                pending[i] = PlayOnAsync(seats[i], actions[i], cancellation).AsTask();
            }

            // Games behind the bridge play at the same time; embedded worlds are done already.
            var goOn = await Task.WhenAll(pending.AsSpan(0, seats.Count)).ConfigureAwait(false);

            CountSteps(seats.Count, progress);
            if (goOn.Contains(false))
            {
                await CloseAsync(player, seats).ConfigureAwait(false);
            }
        }
    }

    private static void Decide(PolicyPlayer player, List<Seat> seats, JointAction[] actions)
    {
        for (var i = 0; i < seats.Count; i++)
        {
            player.See(i, seats[i].Step.Frame.Span, seats[i].Step.Kind == StepKind.First);
        }

        player.Act([.. seats.Select(seat => seat.Random)], actions);
    }

    /// <summary>Carries an action out; false if the episode has ended and there is none left to begin.</summary>
    private async ValueTask<bool> PlayOnAsync(Seat seat, JointAction action, CancellationToken cancellation)
    {
        try
        {
            seat.Step = await seat.Environment.StepAsync(JointActionCodec.Decode(action), cancellation).ConfigureAwait(false);
        }
        catch (EnvironmentFaultException fault)
        {
            // The game is lost, and the episode with it: it is played anew, from its beginning.
            Note(fault);
            await BeginAsync(seat, seat.Episode, cancellation).ConfigureAwait(false);
            return true;
        }

        return seat.Step.Kind != StepKind.Last || await EndAsync(seat, cancellation).ConfigureAwait(false);
    }

    /// <summary>Notes the episode down and begins another; false if there is none left.</summary>
    private async ValueTask<bool> EndAsync(Seat seat, CancellationToken cancellation)
    {
        var environment = seat.Environment;
        lock (_gate)
        {
            _results[seat.Episode] = new EpisodeResult(
                WorldOf(seat.Episode), environment.Return, environment.StepsTaken, environment.Obtained.ToArray());
        }

        if (TakeEpisode() is not { } episode)
        {
            return false;
        }

        await BeginAsync(seat, episode, cancellation).ConfigureAwait(false);
        return true;
    }

    private async ValueTask BeginAsync(Seat seat, int episode, CancellationToken cancellation)
    {
        seat.Episode = episode;
        seat.Random = SamplingStreamOf(_config.Seed, WorldOf(episode), episode % _config.EpisodesPerWorld);
        for (var faults = 0; ; faults++)
        {
            try
            {
                await FaultPatience.WaitAsync(faults, clock, cancellation).ConfigureAwait(false);
                seat.Step = await seat.Environment.ResetAsync(WorldOf(episode), cancellation).ConfigureAwait(false);
                return;
            }
            catch (EnvironmentFaultException fault) when (faults < FaultPatience.MaxFaultsInRow)
            {
                Note(fault);
            }
        }
    }

    private void Note(EnvironmentFaultException fault)
    {
        lock (_gate)
        {
            _faults.Add(fault.Message);
        }
    }

    private long WorldOf(int episode) => _config.FirstWorld + (episode / _config.EpisodesPerWorld);

    /// <summary>Takes away the worlds whose episodes are over when there are no more to begin.</summary>
    private static async Task CloseAsync(PolicyPlayer player, List<Seat> seats)
    {
        var open = Enumerable.Range(0, seats.Count).Where(i => seats[i].Step.Kind != StepKind.Last).ToArray();
        if (open.Length > 0)
        {
            player.Keep(open);
        }

        foreach (var seat in seats.Where(seat => seat.Step.Kind == StepKind.Last))
        {
            await seat.Environment.DisposeAsync().ConfigureAwait(false);
        }

        seats.RemoveAll(seat => seat.Step.Kind == StepKind.Last);
    }

    private int? TakeEpisode()
    {
        var episode = Interlocked.Increment(ref _next) - 1;
        return episode < _config.Episodes ? episode : null;
    }

    private void CountSteps(int steps, IProgress<EvaluationProgress>? progress)
    {
        lock (_gate)
        {
            _steps += steps;
            var finished = _results.Count(result => result is not null);
            if (progress is null || (clock.GetElapsedTime(_reported) < ReportInterval && finished < _config.Episodes))
            {
                return;
            }

            _reported = clock.GetTimestamp();
            var elapsed = clock.GetElapsedTime(_started);
            var mean = _results.OfType<EpisodeResult>().Select(result => result.Return).DefaultIfEmpty().Average();
            progress.Report(new EvaluationProgress(finished, _config.Episodes, _steps, _steps / Math.Max(1e-9, elapsed.TotalSeconds), mean, elapsed));
        }
    }

    /// <summary>One world of a batch, and the episode played in it.</summary>
    private sealed class Seat(TaskEnvironment environment)
    {
        public TaskEnvironment Environment => environment;

        public int Episode { get; set; }

        public SeededRandom Random { get; set; } = new(0);

        public EnvStep Step { get; set; }
    }
}

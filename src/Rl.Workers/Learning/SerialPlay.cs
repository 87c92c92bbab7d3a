using Microsoft.Extensions.Logging;
using Rl.Env.Seeds;
using Rl.Workers.Acting;
using Rl.Workers.Protocol;

namespace Rl.Workers.Learning;

/// <summary>The actors of a serial run. They act with the learner's own policy, so that its weights are theirs the moment they change.</summary>
internal sealed partial class SerialPlay : IAsyncDisposable
{
    private const string FileName = "serial.msgpack";
    private const ulong WorkerStream = 0x73657269616C;

    private readonly TrainingConfig _config;
    private readonly LearnerCore _learner;
    private readonly Actor[] _actors;
    private readonly List<Fragment> _completed = [];
    private readonly ILogger<SerialPlay> _logger;
    private int _turn;

    public SerialPlay(TrainingJob job, LearnerCore learner, EnvironmentFactory environments, ILogger<SerialPlay> logger)
    {
        _logger = logger;
        _config = job.Config;
        _learner = learner;
        _actors = [.. Enumerable.Range(0, _config.Workers).Select(worker =>
        {
            var incarnation = SeedRule.Derive(_config.Seed, [WorkerStream, (ulong)worker]);
            return new Actor(_config, new ActorIdentity(worker, Life: 0, incarnation), learner.Policy, environments, job.Time, fault => LogFault(worker, fault));
        })];
        PassWeights();
    }

    public WorkerTotals Totals => new()
    {
        Alive = _actors.Length,
        Timeouts = _actors.Sum(actor => actor.Counters.Timeouts),
        FragmentsDiscarded = _actors.Sum(actor => actor.Counters.FragmentsDiscarded),
        InferenceBatch = _config.EnvironmentsPerWorker,
        QueueDepth = _completed.Count,
        Seconds = _actors.Aggregate(default(WorkerSeconds), (sum, actor) => sum + actor.Seconds),
    };

    /// <summary>Plays until there are enough fragments; false if cancelled before.</summary>
    public async Task<bool> CollectAsync(Action show, CancellationToken cancellation)
    {
        while (Usable() < _config.FragmentsPerIteration)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            // A slot is finished once begun: the state between slots is what a checkpoint holds.
            var actor = _actors[_turn];
            await actor.AdvanceAsync(_completed, CancellationToken.None).ConfigureAwait(false);
            _turn = (_turn + 1) % _actors.Length;
            show();
        }

        return true;
    }

    /// <summary>Learns from the oldest fragments; those beyond an iteration's number wait for the next.</summary>
    public Dictionary<string, double> Learn()
    {
        while (_learner.Ready < _config.FragmentsPerIteration)
        {
            var missing = _config.FragmentsPerIteration - _learner.Ready;
            _learner.Offer(_completed.Take(missing), isAlone: true);
            _completed.RemoveRange(0, missing);
        }

        var metrics = _learner.Update();
        PassWeights();
        return metrics;
    }

    public void Save(string path)
    {
        var state = new SerialState
        {
            Actors = [.. _actors.Select(actor => actor.Save())],
            Headers = [.. _completed.Select(fragment => fragment.Header)],
            Bodies = [.. _completed.Select(fragment => fragment.Body.ToArray())],
            Turn = _turn,
        };
        File.WriteAllBytes(Path.Combine(path, FileName), Messages.Pack(state));
        _learner.SaveIntake(path);
    }

    /// <summary>Goes on where a serial run left off. A distributed run's checkpoint has no worlds; from such a one episodes begin anew.</summary>
    public async Task RestoreAsync(string path, CancellationToken cancellation)
    {
        var file = Path.Combine(path, FileName);

        if (!File.Exists(file))
        {
            return;
        }

        var state = Messages.Unpack<SerialState>(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false));

        if (state.Actors.Count != _actors.Length)
        {
            throw new RunRefusedException($"The checkpoint has {state.Actors.Count} workers, the settings say {_actors.Length}. Resume with the run's own settings.");
        }

        for (var i = 0; i < _actors.Length; i++)
        {
            await _actors[i].RestoreAsync(state.Actors[i], cancellation).ConfigureAwait(false);
        }

        foreach (var (header, body) in state.Headers.Zip(state.Bodies))
        {
            var fragment = new Fragment(Actor.SpacesOf(_config).Layout) { Header = header };
            body.CopyTo(fragment.Body);
            _completed.Add(fragment);
        }

        _turn = state.Turn;
        _learner.LoadIntake(path);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var actor in _actors)
        {
            await actor.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var fragment in _completed)
        {
            fragment.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An environment of worker {Worker} failed, lost its open fragment and began anew; it said: {Fault}")]
    private partial void LogFault(int worker, string fault);

    private int Usable() => _learner.Ready + _completed.Count(fragment => !_learner.IsStale(fragment));

    private void PassWeights()
    {
        foreach (var actor in _actors)
        {
            actor.ChangeWeights(_learner.Iteration, null);
        }
    }
}

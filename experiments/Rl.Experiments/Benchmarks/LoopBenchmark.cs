using System.Text.Json;
using Rl.Models;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Runs;

namespace Rl.Experiments.Benchmarks;

/// <summary>
/// Where the time of fine-tuning goes. The same iterations twice: in one process that plays and learns in turns on one thread, which tells what each part
/// costs alone; and as a run with worker processes. Policy and prior are as they start, which costs the same as trained ones.
/// </summary>
/// <param name="config">The run's settings; limits and starts are left out.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LoopBenchmark(TrainingConfig config, TimeProvider clock)
{
    private static readonly string[] Stages =
    [
        StageNames.Policy, StageNames.Environments, StageNames.Transfer, StageNames.WorkerWaiting, StageNames.Prior, StageNames.Wake, StageNames.Sleep,
        StageNames.Publish, StageNames.LearnerWaiting,
    ];

    /// <summary>Measures.</summary>
    /// <param name="iterations">That count, in either way.</param>
    /// <param name="warmUp">Before them, that do not.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public async Task<LoopBenchmarkResult> RunAsync(int iterations, int warmUp, CancellationToken cancellation)
    {
        var settings = config with
        {
            Iterations = iterations + warmUp,
            Minutes = 0,
            Frames = 0,
            Init = null,
            Prior = null,
            CheckpointEveryIterations = 0,
            CheckpointEveryMinutes = 0,

            // The first iterations of a run may teach only the values, which costs less than what the others do.
            Learner = config.Learner with { Wake = config.Learner.Wake with { ValueWarmupIterations = 0 } },
        };
        var alone = await MeasureAsync("alone", settings with { TorchThreads = 1, UpdateTorchThreads = null }, job =>
            SerialRun.RunAsync(job, CatalogEnvironments.Of(job.Config), cancellation)).ConfigureAwait(false);
        var together = await MeasureAsync("together", settings, job =>
            LearnerHost.RunAsync(job, WorkerProcess.Start, null, cancellation)).ConfigureAwait(false);

        // A serial run has all workers' environments on one thread: the sum over workers is what their parts cost.
        double Cost(string stage) => stage is StageNames.Policy or StageNames.Environments or StageNames.Transfer ? alone[stage] * config.Workers
            : stage is StageNames.WorkerWaiting or StageNames.LearnerWaiting ? 0
            : alone[stage];

        var whole = together[StageNames.Iteration];
        var frames = config.FragmentsPerIteration * config.SlotsPerFragment;
        return new LoopBenchmarkResult(
            [.. Stages.Select(stage => new LoopStage(stage[(stage.IndexOf('/', StringComparison.Ordinal) + 1)..], Cost(stage), together[stage], together[stage] / whole))],
            Environment.ProcessorCount,
            frames,
            frames / whole,
            Environment.ProcessorCount * frames / Stages.Sum(Cost));

        async Task<Dictionary<string, double>> MeasureAsync(string name, TrainingConfig run, Func<TrainingJob, Task<RunOutcome>> train)
        {
            var root = Directory.CreateTempSubdirectory("rl-bench-");
            try
            {
                using var folder = RunFolder.Open(root.FullName, name, RunReuse.Refuse);
                var outcome = await train(new TrainingJob(run, folder)
                {
                    Policy = new VptPolicy(run.Policy, (long)run.Seed),
                    Prior = new VptPolicy(run.Policy with { AuxiliaryValueHead = false }, (long)run.Seed),
                    Time = clock,
                }).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                return outcome == RunOutcome.Finished
                    ? MeansAfter(folder.MetricsFile, warmUp)
                    : throw new OperationCanceledException("The measurement was interrupted.");
            }
            finally
            {
                root.Delete(recursive: true);
            }
        }
    }

    private static Dictionary<string, double> MeansAfter(string metrics, int warmUp)
    {
        var rows = File.ReadLines(metrics).Skip(warmUp).Select(line => JsonDocument.Parse(line)).ToList();
        try
        {
            return Stages.Append(StageNames.Iteration).ToDictionary(stage => stage, stage => rows.Average(row => row.RootElement.GetProperty(stage).GetDouble()));
        }
        finally
        {
            rows.ForEach(row => row.Dispose());
        }
    }
}

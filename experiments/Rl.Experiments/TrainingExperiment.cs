using System.Globalization;
using Rl.Env.Seeds;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Evaluation;
using Rl.Workers.Runs;

namespace Rl.Experiments;

/// <summary>One run from its prior to its verdict: makes the prior where asked, fine-tunes, evaluates prior and result, films the result.</summary>
public sealed class TrainingExperiment(ExperimentConfig config, RunFolder folder, TimeProvider clock)
{
    private const string Clone = "clone";

    private string PriorFolder => Path.Combine(folder.Path, "prior");

    /// <summary>Fine-tunes until a limit of the run, or until cancelled, which saves a checkpoint.</summary>
    public async Task<RunOutcome> TrainAsync(TrainingManner manner, CancellationToken cancellation)
    {
        await MakePriorAsync(cancellation).ConfigureAwait(false);
        var training = config.Training with { Init = InitSource(), Prior = PriorSource() };
        var policy = PolicyOf(training);
        Console.WriteLine($"computes in {Precision.Describe(training.Compute, policy, training.Device)}");
        var job = new TrainingJob(training with { Policy = policy }, folder) { Output = Console.Error, IsTerminal = !Console.IsErrorRedirected, Time = clock };
        var outcome = manner == TrainingManner.Serial
            ? await SerialRun.RunAsync(job, CatalogEnvironments.Of(job.Config), cancellation).ConfigureAwait(false)
            : await LearnerHost.RunAsync(job, manner == TrainingManner.OwnWorkers ? WorkerProcess.Start : null, Announce, cancellation).ConfigureAwait(false);
        if (GpuMemory.Describe(ModelDevice.Parse(training.Device)) is { } memory)
        {
            Console.WriteLine(memory);
        }

        return outcome;

        void Announce(Uri address)
        {
            if (manner == TrainingManner.ExternalWorkers)
            {
                Console.WriteLine($"waiting for workers: ./rl worker --learner {address} --worker 0 … {training.Workers - 1}");
            }
        }
    }

    /// <summary>Evaluates the prior and the result in the same worlds, prints the comparison, and films the result.</summary>
    public async Task JudgeAsync(CancellationToken cancellation)
    {
        var evaluations = new Evaluations(config.Training.Bridge, clock);
        var directory = Path.Combine(folder.Path, "eval");
        Directory.CreateDirectory(directory);
        using var trained = PolicyCheckpoint.Load(PolicyOptions.CheckpointFolder(folder.Path, "last"));
        var result = await JudgeOneAsync("result", trained).ConfigureAwait(false);
        if ((PriorSource() ?? InitSource()) is { } start)
        {
            using var prior = ModelSource.Parse(start).LoadPolicy();
            var before = await JudgeOneAsync("prior", prior).ConfigureAwait(false);
            Console.WriteLine();
            ReportTables.Print(Console.Out, EvalComparison.Between(before, result), "prior", "result");
        }
        else
        {
            Console.WriteLine();
            ReportTables.Print(Console.Out, result);
        }

        for (var i = 0; i < config.Videos; i++)
        {
            var world = SeedRule.EvaluationWorld(i);
            var path = Path.Combine(folder.Path, "videos", $"result-{world}.mp4");
            var (episode, output) = await evaluations.FilmAsync(config.Training.Environment, config.Evaluation, trained, world, path, cancellation).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"video of world {world} (return {episode.Return:F3}): {output}"));
        }

        async Task<EvaluationResult> JudgeOneAsync(string name, VptPolicy policy)
        {
            var evaluation = await evaluations.RunAsync(name, config.Training.Environment, config.Evaluation, policy, cancellation).ConfigureAwait(false);
            WholeFile.Write(Path.Combine(directory, name + ".csv"), evaluation.ToCsv());
            WholeFile.Write(Path.Combine(directory, name + ".json"), evaluation.ToJson().ToJsonString(ConfigLoader.Json));
            return evaluation;
        }
    }

    private async Task MakePriorAsync(CancellationToken cancellation)
    {
        if (config.Training.Init != Clone || Directory.Exists(PriorFolder))
        {
            return;
        }

        var maker = new PriorMaker(Console.Out, clock);
        var recording = await maker.RecordAsync(config.Recording, Path.Combine(folder.Path, "data"), cancellation).ConfigureAwait(false);
        var rollouts = Rollouts.Of(config.Cloning, config.Training.Environment, config.Training.Bridge, config.Evaluation, clock);
        await maker.CloneAsync(config.Cloning, PolicyConfig.ByName(config.Model), recording, PriorFolder, cancellation, rollouts: rollouts).ConfigureAwait(false);
    }

    private string? InitSource() => config.Training.Init switch
    {
        Clone => PriorFolder,
        var init when TrainCommand.IsNone(init) => null,
        var init => RequirePolicy(init!),
    };

    private string? PriorSource() => config.Training.Prior switch
    {
        null or Clone => InitSource(),
        var prior when TrainCommand.IsNone(prior) => null,
        var prior => RequirePolicy(prior),
    };

    private static string RequirePolicy(string source)
    {
        var kind = ReadKind(source);
        return kind == ModelKind.Policy ? source : throw new WrongModelKindException(source, kind);
    }

    private static ModelKind ReadKind(string source)
    {
        try
        {
            return ModelSource.Parse(source).ReadKind();
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new UsageException($"There is no policy in '{source}'. Make one with: ./rl bc train --data DIR --out {source}", missing);
        }
    }

    /// <summary>The sizes of the policy that is trained: those of its start where it has one, and PPG's auxiliary head besides.</summary>
    private PolicyConfig PolicyOf(TrainingConfig training)
    {
        var sizes = PolicyConfig.ByName(config.Model);
        if (training.Init is { } init)
        {
            using var policy = ModelSource.Parse(init).LoadPolicy();
            sizes = policy.Config;
        }

        return sizes with { AuxiliaryValueHead = true };
    }
}

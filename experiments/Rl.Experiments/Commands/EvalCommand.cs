using System.CommandLine;
using System.Globalization;
using Rl.Env.Seeds;
using Rl.Experiments.Configuration;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Commands;

/// <summary><c>rl eval</c>: success rates with intervals on evaluation's worlds; <c>rl eval compare</c>: are two results distinguishable.</summary>
public static class EvalCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create()
    {
        var policies = new PolicyOptions();
        var environment = CommonOptions.Environment();
        var episodes = new Option<int?>("--episodes") { Description = "Episodes; the i-th is played in world 1,000,000 + i / (episodes per world)." };
        var perWorld = new Option<int?>("--episodes-per-world") { Description = "Episodes in each world, with other actions drawn (default 1)." };
        var steps = new Option<int?>("--steps") { Description = "Steps of an episode (default 12,000, or the run's own task, or what is set)." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the sampled actions." };
        var deterministic = new Option<bool>("--deterministic") { Description = "Take the likeliest action instead of sampling." };
        var threads = new Option<int?>("--threads") { Description = "Threads, each with its own copy of the policy." };
        var video = new Option<int>("--video") { Description = "Videos of the first N worlds." };
        var csv = new Option<string?>("--csv") { Description = "Write one line an episode to this file." };
        var json = CommonOptions.Json();
        var (preset, settings, set) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set());
        var command = new Command("eval", "Judge a policy on worlds that training never draws.")
        {
            environment, episodes, perWorld, steps, seed, deterministic, threads, video, csv, json, preset, settings, set,
        };
        policies.AddTo(command);
        command.Subcommands.Add(Compare());
        command.SetAction(async (parsed, cancellation) =>
        {
            using var policy = policies.Load(parsed);
            var run = policies.RunFolderOf(parsed);
            var (named, file, single) = (parsed.GetValue(preset), parsed.GetValue(settings), parsed.GetValue(set) ?? []);
            var isGiven = named is not null || file is not null || single.Length > 0;
            named = ExperimentConfig.PresetFor(named, parsed.GetValue(environment));
            var defaults = isGiven || run is null ? ExperimentConfig.Load(named, file, single) : RunConfig.Read(run);
            var config = defaults.Evaluation;
            config = (config with
            {
                Episodes = parsed.GetValue(episodes) ?? config.Episodes,
                EpisodesPerWorld = parsed.GetValue(perWorld) ?? config.EpisodesPerWorld,
                Task = config.Task with { EpisodeSteps = parsed.GetValue(steps) ?? config.Task.EpisodeSteps },
                Seed = parsed.GetValue(seed) ?? config.Seed,
                Deterministic = parsed.GetValue(deterministic) || config.Deterministic,
                Threads = parsed.GetValue(threads) ?? config.Threads,
            }).Validated();
            var world = parsed.GetValue(environment) ?? defaults.Training.Environment;
            var evaluations = new Evaluations(defaults.Training.Bridge, TimeProvider.System);
            var result = await evaluations.RunAsync(policies.NameOf(parsed), world, config, policy, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(csv) is { } table)
            {
                WholeFile.Write(table, result.ToCsv());
            }

            for (var i = 0; i < parsed.GetValue(video); i++)
            {
                var worldSeed = SeedRule.EvaluationWorld(i);
                var path = Path.Combine(run ?? ".", "videos", $"eval-{worldSeed}.mp4");
                var (episode, output) = await evaluations.FilmAsync(world, config, policy, worldSeed, path, cancellation).ConfigureAwait(false);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"world {worldSeed}: return {episode.Return:F3}, {output}"));
            }

            ReportTables.Print(Console.Out, result);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(result.ToJson().ToJsonString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Compare()
    {
        var first = new Argument<string>("first") { Description = "Table of episodes (--csv) of the first policy." };
        var second = new Argument<string[]>("second")
        {
            Description = "Table of episodes of the second policy, over the same worlds; several, as of several training seeds, are pooled world by world.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = CommonOptions.Json();
        var command = new Command("compare", "Differences second − first with 95 % intervals, paired by world.") { first, second, json };
        command.SetAction(parsed =>
        {
            var before = Read(parsed.GetRequiredValue(first));
            var comparison = EvalComparison.Pooled([.. parsed.GetRequiredValue(second).Select(path => (before, Read(path)))]);
            ReportTables.Print(Console.Out, comparison, "first", "second");
            if (parsed.GetValue(json))
            {
                Console.WriteLine(comparison.ToJson().ToJsonString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static EvaluationResult Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no table '{path}'; rl eval --csv writes one.");
        }

        try
        {
            return EvaluationResult.FromCsv(File.ReadAllText(path));
        }
        catch (FormatException error)
        {
            throw new UsageException($"'{path}': {error.Message}", error);
        }
    }
}

using System.CommandLine;
using System.Globalization;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Recordings;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Commands;

/// <summary><c>rl play</c>: a policy, the expert or a random player, to a video.</summary>
public static class PlayCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var policies = new PolicyOptions();
        var expert = new Option<bool>("--expert") { Description = "The scripted expert plays." };
        var random = new Option<bool>("--random") { Description = "A random player plays." };
        var environment = CommonOptions.Environment();
        var seed = new Option<long>("--seed") { Description = "Seed of the world.", DefaultValueFactory = _ => 1 };
        var steps = new Option<int>("--steps") { Description = "Steps to play; 20 are a second.", DefaultValueFactory = _ => 1200 };
        var output = new Option<string?>("--out") { Description = "The mp4 to write (a folder of PNG pictures where ffmpeg is absent)." };
        var deterministic = new Option<bool>("--deterministic") { Description = "The policy takes its likeliest action instead of sampling." };
        var command = new Command("play", "Watch an episode: writes a video.") { expert, random, environment, seed, steps, output, deterministic };
        policies.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isPolicy = policies.IsGiven(parsed);
            if (new[] { parsed.GetValue(expert), parsed.GetValue(random), isPolicy }.Count(chosen => chosen) != 1)
            {
                throw new UsageException("Who plays? Give one of --expert, --random, --run ID, --policy DIR, or --model with --weights.");
            }

            var task = new TaskConfig { EpisodeSteps = parsed.GetValue(steps) }.Validated();
            var world = parsed.GetValue(environment) ?? "meadow";
            var worldSeed = parsed.GetValue(seed);
            var who = parsed.GetValue(expert) ? "expert" : parsed.GetValue(random) ? "random" : "policy";
            var path = parsed.GetValue(output) ?? Path.Combine("runs", "videos", $"{who}-{world}-{worldSeed}.mp4");
            var started = TimeProvider.System.GetTimestamp();
            var (episode, written) = who switch
            {
                "expert" => await PlayExpertAsync(world, task, worldSeed, path, cancellation).ConfigureAwait(false),
                "random" => await Films.ShootAsync(
                    EnvironmentCatalog.Create(world, FrameSize.Native), task, worldSeed, Players.Random((ulong)worldSeed), path, cancellation).ConfigureAwait(false),
                _ => await PlayPolicyAsync(policies, parsed, world, new EvaluationConfig { Task = task, Deterministic = parsed.GetValue(deterministic) }, worldSeed, path, cancellation)
                    .ConfigureAwait(false),
            };
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{who} in '{world}', world {worldSeed}: {episode.Steps} steps, return {episode.Return:F3}, logs {episode.Obtained[Ladder.IndexOf("log")]}, {episode.Steps / seconds:F0} steps/s"));
            Console.WriteLine($"wrote {written}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<(EpisodeResult Episode, string Path)> PlayExpertAsync(
        string world, TaskConfig task, long worldSeed, string path, CancellationToken cancellation)
    {
        var play = ExpertPlay.Create(world, "lumberjack", FrameSize.Native, task);
        MinecraftAction Act(ReadOnlySpan<byte> frame, bool isFirst)
        {
            if (isFirst)
            {
                play.Reset(worldSeed);
            }

            return play.Act();
        }

        return await Films.ShootAsync(((TaskEnvironment)play.Environment).Inner, task, worldSeed, Act, path, cancellation).ConfigureAwait(false);
    }

    private static async Task<(EpisodeResult Episode, string Path)> PlayPolicyAsync(
        PolicyOptions policies, ParseResult parsed, string world, EvaluationConfig config, long worldSeed, string path, CancellationToken cancellation)
    {
        using var policy = policies.Load(parsed);
        return await Evaluations.FilmAsync(world, config, policy, worldSeed, path, cancellation).ConfigureAwait(false);
    }
}

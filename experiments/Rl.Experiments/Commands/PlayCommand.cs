using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Bridge;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Recordings;
using Rl.Workers.Evaluation;

namespace Rl.Experiments.Commands;

/// <summary><c>rl play</c>: one episode on video, played by an expert, at random, or by a policy; or, with <c>--json</c>, its milestones.</summary>
public static class PlayCommand
{
    private const int DefaultSteps = 1200;

    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var policies = new PolicyOptions();
        var expert = new Option<bool>("--expert") { Description = "The scripted expert of the world plays." };
        var random = new Option<bool>("--random") { Description = "Random actions." };
        var environment = CommonOptions.Environment();
        var goal = new Option<string?>("--task") { Description = "The rung to reach, such as diamond_pickaxe: the first unit of it ends the episode as a success." };
        var seed = new Option<long>("--seed") { Description = "Seed of the world.", DefaultValueFactory = _ => 1 };
        var steps = new Option<int?>("--steps") { Description = "Steps to play at most; 20 are a second (default 1,200; with --task 6,000 in compact, else 24,000)." };
        var output = new Option<string?>("--out") { Description = "The mp4 to write (a folder of PNG pictures where ffmpeg is absent)." };
        var deterministic = new Option<bool>("--deterministic") { Description = "The policy takes its likeliest action instead of sampling." };
        var json = new Option<bool>("--json") { Description = "Print success, steps and milestones as one JSON object; films only with --out." };
        var (settings, set) = (CommonOptions.Config(), CommonOptions.Set());
        var command = new Command("play", "Watch an episode: writes a video.")
        {
            expert, random, environment, goal, seed, steps, output, deterministic, json, settings, set,
        };
        policies.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isPolicy = policies.IsGiven(parsed);
            if (new[] { parsed.GetValue(expert), parsed.GetValue(random), isPolicy }.Count(chosen => chosen) != 1)
            {
                throw new UsageException("Who plays? Give one of --expert, --random, --run ID, --policy DIR, or --model with --weights.");
            }

            var world = parsed.GetValue(environment) ?? "meadow";
            var worldSeed = parsed.GetValue(seed);
            var task = new TaskConfig { Goal = parsed.GetValue(goal), EpisodeSteps = parsed.GetValue(steps) ?? StepsFor(world, parsed.GetValue(goal)) }.Validated();
            var who = parsed.GetValue(expert) ? "expert" : parsed.GetValue(random) ? "random" : "policy";
            var isFilmed = !parsed.GetValue(json) || parsed.GetValue(output) is not null;
            if (!isFilmed && isPolicy)
            {
                throw new UsageException("A policy is judged without a film by: ./rl eval --json");
            }

            var path = parsed.GetValue(output) ?? Path.Combine("runs", "videos", $"{who}-{world}-{worldSeed}.mp4");
            var bridge = ExperimentConfig.Load(null, parsed.GetValue(settings), parsed.GetValue(set) ?? []).Training.Bridge;
            var started = TimeProvider.System.GetTimestamp();
            var (episode, written) = who switch
            {
                "policy" => await PlayPolicyAsync(policies, parsed, bridge, world, new EvaluationConfig { Task = task, Deterministic = parsed.GetValue(deterministic) }, worldSeed, path, cancellation)
                    .ConfigureAwait(false),
                _ => await PlayAsync(who, bridge, world, task, worldSeed, isFilmed ? path : null, cancellation).ConfigureAwait(false),
            };
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{who} in '{world}', world {worldSeed}: {episode.Steps} steps, return {episode.Return:F3}, reached {Reached(episode)}, {episode.Steps / seconds:F0} steps/s"));
            if (written is not null)
            {
                Console.WriteLine($"wrote {written}");
            }

            if (parsed.GetValue(json))
            {
                var milestones = Ladder.Rungs.Select((rung, i) => (rung.Key, Step: episode.FirstSteps[i])).Where(rung => rung.Step > 0);
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    success = task.Goal is { } wanted && episode.Reached(wanted),
                    steps = episode.Steps,
                    milestones = milestones.ToDictionary(rung => rung.Key, rung => rung.Step),
                }));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static int StepsFor(string world, string? goal) => goal is null ? DefaultSteps : world == "compact" ? 6_000 : 24_000;

    private static string Reached(EpisodeResult episode)
    {
        var reached = Ladder.Rungs.Where(rung => episode.Reached(rung.Key)).Select(rung => rung.Key).ToArray();
        return reached.Length == 0 ? "nothing" : string.Join(", ", reached);
    }

    private static async Task<(EpisodeResult Episode, string? Path)> PlayAsync(
        string who, BridgeConfig bridge, string world, TaskConfig task, long worldSeed, string? path, CancellationToken cancellation)
    {
        Player player;
        IEnvironment environment;
        if (who == "expert")
        {
            var play = ExpertPlay.Create(world, ExpertPlay.For(world), FrameSize.Native, task);
            environment = ((TaskEnvironment)play.Environment).Inner;
            player = (_, isFirst) => ActAs(play, worldSeed, isFirst);
        }
        else
        {
            environment = EnvironmentCatalog.Create(world, FrameSize.Native, bridge);
            player = Players.Random((ulong)worldSeed);
        }

        if (path is not null)
        {
            return await Films.ShootAsync(environment, task, worldSeed, player, path, cancellation).ConfigureAwait(false);
        }

        if (environment is VoxelWorld unseen)
        {
            unseen.RenderEnabled = false;
        }

        var played = new TaskEnvironment(environment, task);
        await using var _ = played.ConfigureAwait(false);
        return (await EpisodePlayer.PlayAsync(played, worldSeed, player, (_, _) => ValueTask.CompletedTask, cancellation).ConfigureAwait(false), null);
    }

    private static MinecraftAction ActAs(ExpertPlay play, long worldSeed, bool isFirst)
    {
        if (isFirst)
        {
            play.Reset(worldSeed);
        }

        return play.Act();
    }

    private static async Task<(EpisodeResult Episode, string? Path)> PlayPolicyAsync(
        PolicyOptions policies, ParseResult parsed, BridgeConfig bridge, string world, EvaluationConfig config, long worldSeed, string path, CancellationToken cancellation)
    {
        using var policy = policies.Load(parsed);
        return await new Evaluations(bridge, TimeProvider.System).FilmAsync(world, config, policy, worldSeed, path, cancellation).ConfigureAwait(false);
    }
}

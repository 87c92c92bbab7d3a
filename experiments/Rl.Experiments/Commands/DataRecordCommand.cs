using System.CommandLine;
using Rl.Experiments.Configuration;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Commands;

/// <summary><c>rl data record</c>: the expert's play, written down for cloning.</summary>
public static class DataRecordCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var directory = new Option<string>("--out") { Description = "Folder of the recording.", Required = true };
        var environment = CommonOptions.Environment();
        var expert = new Option<string?>("--expert") { Description = $"Who plays: {string.Join(", ", ExpertPlay.Experts)}; with --env, the one who knows that world." };
        var episodes = new Option<int?>("--episodes") { Description = "Episodes to record." };
        var steps = new Option<int?>("--steps") { Description = "Steps of an episode." };
        var size = new Option<int?>("--frame-size") { Description = "Side of the square frames, in pixels." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed from which the worlds are drawn; never evaluation's." };
        var threads = new Option<int?>("--threads") { Description = "Episodes played at the same time." };
        var (preset, config, set, print) = (CommonOptions.Preset(), CommonOptions.Config(), CommonOptions.Set(), CommonOptions.PrintConfig());
        var record = new Command("record", "Let the scripted expert play and write it down.")
        {
            directory, environment, expert, episodes, steps, size, seed, threads, preset, config, set, print,
        };
        record.SetAction(async (parsed, cancellation) =>
        {
            var settings = ExperimentConfig.Load(parsed.GetValue(preset), parsed.GetValue(config), parsed.GetValue(set) ?? []).Recording;
            settings = settings with
            {
                Environment = parsed.GetValue(environment) ?? settings.Environment,
                Expert = parsed.GetValue(expert) ?? (parsed.GetValue(environment) is { } world ? ExpertPlay.For(world) : settings.Expert),
                Episodes = parsed.GetValue(episodes) ?? settings.Episodes,
                EpisodeSteps = parsed.GetValue(steps) ?? settings.EpisodeSteps,
                FramePixels = parsed.GetValue(size) ?? settings.FramePixels,
                Seed = parsed.GetValue(seed) ?? settings.Seed,
                Threads = parsed.GetValue(threads) ?? settings.Threads,
            };
            if (parsed.GetValue(print))
            {
                Console.WriteLine(ConfigLoader.Print(settings));
                return ExitCode.Done;
            }

            await new PriorMaker(Console.Out, TimeProvider.System).RecordAsync(settings.Validated(), parsed.GetRequiredValue(directory), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return record;
    }
}

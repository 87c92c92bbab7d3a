using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Pretrain.Filming;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain.Filming;

/// <summary>Short filmed play in the flat world: a walk, then a window over which the cursor moves.</summary>
internal static class FilmedPlay
{
    public static FrameSize Small => new(36, 64);

    public static FilmingConfig Config => new()
    {
        Play = new RecordingConfig { Environment = "flat", Expert = "walker", Episodes = 2, EpisodeSteps = 20, Threads = 1, Seed = 7 },
        Video = new VideoWriterConfig { Height = Small.Height, Width = Small.Width, Codec = VideoCodec.H264 },
        SegmentFrames = 8,
    };

    /// <summary>What the walker does on a tick; the window opens with tick 6.</summary>
    public static MinecraftAction ActAt(int tick) => tick switch
    {
        0 => MinecraftAction.Idle,
        < 6 => new MinecraftAction(Buttons.Forward | Buttons.Sprint, 0, CameraQuantizer.Default.ToDegrees(tick)),
        6 => new MinecraftAction(Buttons.Inventory, 0, 0),
        _ => new MinecraftAction(tick % 4 == 0 ? Buttons.Attack : Buttons.None, CameraQuantizer.Default.ToDegrees(3 + (tick % 3)), CameraQuantizer.Default.ToDegrees(8)),
    };

    public static ExpertPlay Open(FilmingConfig config, Action? acts = null)
    {
        var tick = 0;
        var world = new VoxelWorld(new FrameSize(config.Video.Height, config.Video.Width), WorldConfig.Flat);
        return new ExpertPlay(new TaskEnvironment(world, new TaskConfig { EpisodeSteps = config.Play.EpisodeSteps }), _ => tick = 0, () =>
        {
            acts?.Invoke();
            return ActAt(tick++);
        });
    }

    public static Task<FilmingManifest> RecordAsync(string directory, FilmingConfig config, Action? acts = null) =>
        new PlayFilmer(config, () => Open(config, acts), TimeProvider.System).RecordAsync(directory, null, CancellationToken.None);

    /// <summary>All files of a folder, relative to it, in order.</summary>
    public static string[] FilesIn(string directory) =>
        [.. Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(directory, file)).Order(StringComparer.Ordinal)];
}

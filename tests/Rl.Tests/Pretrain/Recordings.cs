using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

/// <summary>Small recordings of <see cref="CountingWorld"/>, whose player attacks, turns, or does nothing by the number of the step.</summary>
internal static class Recordings
{
    public static RecordingConfig Config => new() { Environment = "counting", Expert = "counter", FramePixels = 8, Episodes = 3, EpisodeSteps = 25, Seed = 5 };

    /// <summary>Every third step does nothing, every third attacks, every third turns and walks.</summary>
    public static MinecraftAction ActAt(int step) => (step % 3) switch
    {
        0 => MinecraftAction.Idle,
        1 => new MinecraftAction(Buttons.Attack, 0, 0),
        _ => new MinecraftAction(Buttons.Forward, 0, CameraQuantizer.Default.ToDegrees(8)),
    };

    public static ExpertPlay Open(RecordingConfig config, int lifetime = int.MaxValue)
    {
        var world = new CountingWorld(FrameSize.Square(config.FramePixels), lifetime);
        return new ExpertPlay(new TaskEnvironment(world, new TaskConfig { EpisodeSteps = config.EpisodeSteps }), _ => { }, () => ActAt(world.Steps));
    }

    public static Task<RecordingStore> RecordAsync(string directory, RecordingConfig config, int lifetime = int.MaxValue) =>
        new DataRecorder(config, () => Open(config, lifetime), TimeProvider.System).RecordAsync(directory, null, CancellationToken.None);
}

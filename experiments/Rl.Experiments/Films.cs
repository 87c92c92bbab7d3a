using Rl.Env;
using Rl.Env.Tasks;
using Rl.Pretrain.Video;
using Rl.Workers.Evaluation;

namespace Rl.Experiments;

/// <summary>Episodes on video.</summary>
public static class Films
{
    /// <summary>Plays one episode into a video, or into a folder of pictures where there is no encoder.</summary>
    /// <param name="world">The world at the size of the picture; disposed afterwards.</param>
    /// <param name="task">What is rewarded, and for how long is played.</param>
    /// <param name="worldSeed">The world's seed.</param>
    /// <param name="player">Decides on each frame.</param>
    /// <param name="path">The mp4 to write.</param>
    /// <param name="cancellation">Ends the episode; nothing is left then.</param>
    public static async Task<(EpisodeResult Episode, string Path)> ShootAsync(
        IEnvironment world, TaskConfig task, long worldSeed, Player player, string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(world);
        var environment = new TaskEnvironment(world, task);
        await using var _ = environment.ConfigureAwait(false);
        var size = world.FrameSize;
        var config = new VideoWriterConfig { Height = size.Height, Width = size.Width, AllowsPictures = true };
        var video = await VideoWriter.OpenAsync(path, config, cancellation).ConfigureAwait(false);
        await using var __ = video.ConfigureAwait(false);
        var episode = await EpisodePlayer.PlayAsync(environment, worldSeed, player, video.WriteAsync, cancellation).ConfigureAwait(false);
        await video.CompleteAsync(cancellation).ConfigureAwait(false);
        return (episode, video.OutputPath);
    }
}

using System.Reflection;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Filming;

/* PlayFilmer must
 * - play the same episodes as DataRecorder does for the same seed, for any number of threads
 * - leave an episode's files only when all of them are finished, and the table of contents only when all episodes are
 * - go on where it was interrupted: an episode whose files are there, whole, is not played again
 */

/// <summary>
/// Lets an expert play in the embedded world and writes it down as the contractors' recordings are: segments of an mp4 and a jsonl, frame t before
/// action t, the cursor left out.
/// </summary>
/// <param name="config">What is played and how it is written.</param>
/// <param name="open">Makes a world with a player in it; called once a thread.</param>
/// <param name="clock">Tells the time for progress reports.</param>
public sealed class PlayFilmer(FilmingConfig config, Func<ExpertPlay> open, TimeProvider clock)
{
    private readonly FilmingConfig _config = config.Validated();

    private RecordingConfig Play => _config.Play;

    /// <summary>Plays and records into a folder, or goes on recording.</summary>
    /// <exception cref="IOException">
    /// The folder holds an episode that was recorded with other settings; the disk is full; or the encoder gave up. What was finished stays.
    /// </exception>
    /// <exception cref="Video.FfmpegMissingException">ffmpeg is not installed.</exception>
    public async Task<FilmingManifest> RecordAsync(string directory, IProgress<RecordingProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var tally = new RecordingTally(Play.Episodes, progress, clock);
        var episodes = new FilmedEpisode[Play.Episodes];
        await PlayCrew.RunAsync(Play.Threads, Play.Episodes, Open, PlayAsync, cancellation).ConfigureAwait(false);
        var manifest = Describe(episodes);
        manifest.Write(directory);
        return manifest;

        async Task PlayAsync(ExpertPlay play, int episode, CancellationToken token)
        {
            episodes[episode] = Finished(directory, episode) ?? await FilmAsync(directory, play, episode, token).ConfigureAwait(false);
            tally.Count(episodes[episode].Steps, episodes[episode].NullSteps, episodes[episode].Return);
        }
    }

    private static string Version() =>
        typeof(PlayFilmer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static VoxelWorld WorldOf(ExpertPlay play) => (VoxelWorld)((TaskEnvironment)play.Environment).Inner;

    private ExpertPlay Open()
    {
        var play = open();
        if (play.Environment is not TaskEnvironment { Inner: VoxelWorld world })
        {
            throw new ArgumentException($"'{Play.Environment}' is not the embedded world, which alone tells the recorder of windows, cursor and inventory.");
        }

        if (world.FrameSize != _config.FrameSize)
        {
            throw new ArgumentException($"The world's frames are {world.FrameSize}, expected the video's {_config.FrameSize}.");
        }

        world.DrawsCursor = false;
        return play;
    }

    /// <summary>The name of an episode's files, without ending.</summary>
    private string NameOf(int episode) => $"part-{episode / _config.EpisodesPerFolder:D4}/episode-{episode:D6}";

    /// <summary>An episode that an earlier call has recorded; null if it did not, or if one of its files is not what it was.</summary>
    private FilmedEpisode? Finished(string directory, int episode)
    {
        var path = Path.Combine(directory, NameOf(episode) + ".json");
        if (!File.Exists(path))
        {
            return null;
        }

        FilmedEpisode? found;
        try
        {
            found = JsonSerializer.Deserialize<FilmedEpisode>(File.ReadAllBytes(path), ShardLayout.Json);
        }
        catch (JsonException)
        {
            return null;
        }

        if (found is null)
        {
            return null;
        }

        if (found.Settings != SettingsHash() || found.Episode != episode)
        {
            throw new IOException($"'{path}' is of play recorded with other settings. Choose another folder, or delete that one.");
        }

        return found.Segments.Select((segment, i) => IsWhole(directory, segment, SegmentId(episode, i))).All(whole => whole) ? found : null;
    }

    private static bool IsWhole(string directory, FilmedSegment segment, string id)
    {
        var (video, actions) = SegmentWriter.Paths(directory, id);
        return segment.Id == id && File.Exists(video) && File.Exists(actions)
            && ShardLayout.Sha256Of(video) == segment.VideoSha256 && ShardLayout.Sha256Of(actions) == segment.ActionsSha256;
    }

    private string SegmentId(int episode, int segment) => $"{NameOf(episode)}-{segment:D2}";

    private async Task<FilmedEpisode> FilmAsync(string directory, ExpertPlay play, int episode, CancellationToken cancellation)
    {
        var segments = new List<FilmedSegment>();
        var isWhole = false;
        try
        {
            var filmed = await PlayAsync(directory, play, episode, segments, cancellation).ConfigureAwait(false);
            JsonFile.Write(Path.Combine(directory, NameOf(episode) + ".json"), filmed);
            isWhole = true;
            return filmed;
        }
        finally
        {
            if (!isWhole)
            {
                // The beginning of an episode could not be told from a whole one, and would be played again in any case.
                foreach (var (video, actions) in segments.Select(segment => SegmentWriter.Paths(directory, segment.Id)))
                {
                    File.Delete(video);
                    File.Delete(actions);
                }
            }
        }
    }

    private async Task<FilmedEpisode> PlayAsync(string directory, ExpertPlay play, int episode, List<FilmedSegment> segments, CancellationToken cancellation)
    {
        var worldSeed = DataRecorder.WorldSeed(Play.Seed, episode);
        var task = (TaskEnvironment)play.Environment;
        var (steps, nullSteps) = (0, 0);
        var step = await task.ResetAsync(worldSeed, cancellation).ConfigureAwait(false);
        play.Reset(worldSeed);
        while (step.Kind != StepKind.Last && steps < Play.EpisodeSteps)
        {
            var segment = await SegmentWriter.OpenAsync(
                directory, SegmentId(episode, segments.Count), _config.Video, WorldOf(play).Observe(), cancellation).ConfigureAwait(false);
            await using var _ = segment.ConfigureAwait(false);
            while (step.Kind != StepKind.Last && segment.Steps < _config.SegmentFrames && steps < Play.EpisodeSteps)
            {
                await segment.AddFrameAsync(step.Frame, cancellation).ConfigureAwait(false);

                // Carried out is what the joint action space holds, as in recordings for cloning.
                var label = JointActionCodec.Encode(play.Act());
                var action = JointActionCodec.Decode(label);
                step = await task.StepAsync(action, cancellation).ConfigureAwait(false);
                segment.AddAction(action, WorldOf(play).Observe());
                nullSteps += label == JointAction.Idle ? 1 : 0;
                steps++;
            }

            segments.Add(await segment.CompleteAsync(cancellation).ConfigureAwait(false));
        }

        return new FilmedEpisode
        {
            Episode = episode,
            Settings = SettingsHash(),
            WorldSeed = worldSeed,
            Persona = play.DescribePersona(),
            Steps = steps,
            NullSteps = nullSteps,
            Return = task.Return,
            Milestones = Milestones(task),
            Segments = segments,
        };
    }

    private static Dictionary<string, int> Milestones(TaskEnvironment task)
    {
        var milestones = new Dictionary<string, int>();
        for (var rung = 0; rung < Ladder.Rungs.Count; rung++)
        {
            if (task.FirstSteps[rung] > 0)
            {
                milestones.Add(Ladder.Rungs[rung].Key, task.FirstSteps[rung]);
            }
        }

        return milestones;
    }

    /// <summary>Changes with whatever would make other files; neither with the number of episodes nor with threads.</summary>
    private string SettingsHash()
    {
        var video = _config.Video;
        var text = string.Join(
            '\n',
            [Play.Environment, Play.Expert, Play.Seed, Play.EpisodeSteps, _config.SegmentFrames, video.Height, video.Width, video.FramesPerSecond, video.Codec, video.Quality, video.Preset, video.X264Parameters]);
        return ShardLayout.ShortHash(text);
    }

    private FilmingManifest Describe(IReadOnlyList<FilmedEpisode> episodes) => new()
    {
        Recorder = Version(),
        Environment = Play.Environment,
        Expert = Play.Expert,
        Seed = Play.Seed,
        FrameHeight = _config.Video.Height,
        FrameWidth = _config.Video.Width,
        FramesPerSecond = _config.Video.FramesPerSecond,
        Steps = episodes.Sum(episode => (long)episode.Steps),
        Episodes = episodes,
    };
}

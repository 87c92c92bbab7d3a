using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Pretrain.Recordings;

/* DataRecorder must
 * - give the same recording for the same seed, however many threads play (hence worlds and noise are drawn by episode number)
 * - never play a world that evaluation uses
 * - leave nothing that looks like a finished recording when it is interrupted (hence the manifest comes last)
 */

/// <summary>Lets a player play and writes down what it sees and does: row t is the frame before action t.</summary>
/// <param name="config">How much is played, and of which worlds.</param>
/// <param name="open">Makes a world with a player in it; called once a thread.</param>
/// <param name="clock">Tells the time for progress reports.</param>
public sealed class DataRecorder(RecordingConfig config, Func<ExpertPlay> open, TimeProvider clock)
{
    private const ulong NoiseStream = 0x6E6F697365;

    /// <summary>Stands in the place of a worker's number when worlds are drawn, so that recordings and training play different ones.</summary>
    private const int RecorderStream = int.MaxValue;

    private readonly RecordingConfig _config = config.Validated();

    /// <summary>The world of a recorded episode.</summary>
    public static long WorldSeed(ulong seed, int episode) => SeedRule.TrainingWorld(seed, RecorderStream, 0, episode);

    /// <summary>Plays and records into a folder.</summary>
    /// <exception cref="IOException">The folder holds a finished recording already.</exception>
    public async Task<RecordingStore> RecordAsync(string directory, IProgress<RecordingProgress>? progress, CancellationToken cancellation)
    {
        if (RecordingStore.Exists(directory))
        {
            throw new IOException($"'{directory}' holds a recording already. Choose another folder, or delete that one.");
        }

        Directory.CreateDirectory(directory);
        var tally = new RecordingTally(_config.Episodes, progress, clock);
        await PlayCrew.RunAsync(_config.Threads, _config.Episodes, Open, PlayAsync, cancellation).ConfigureAwait(false);
        RecordingStore.WriteManifest(directory, Describe(tally.Entries));
        return RecordingStore.Open(directory);

        ExpertPlay Open()
        {
            var play = open();
            RequireFrameSize(play.Environment);
            return play;
        }

        async Task PlayAsync(ExpertPlay play, int episode, CancellationToken token) =>
            tally.Add(episode, await RecordEpisodeAsync(directory, play, episode, token).ConfigureAwait(false));
    }

    private async Task<RecordingManifestEntry> RecordEpisodeAsync(string directory, ExpertPlay play, int episode, CancellationToken cancellation)
    {
        var worldSeed = WorldSeed(_config.Seed, episode);
        var noise = new SeededRandom(SeedRule.Derive(_config.Seed, [NoiseStream, (ulong)episode]));
        var perturbation = new Perturbation(_config.NoiseProbability, _config.NoiseMaxTicks, _config.NoiseMaxHoldTicks, noise);
        var frame = new byte[_config.FrameSize.ByteCount];
        using var shard = new ShardWriter(directory, episode, _config.FrameSize, _config.Encoding);

        var step = await play.Environment.ResetAsync(worldSeed, cancellation).ConfigureAwait(false);
        play.Reset(worldSeed);
        while (step.Kind != StepKind.Last && shard.Steps < _config.EpisodeSteps)
        {
            cancellation.ThrowIfCancellationRequested();
            step.Frame.Span.CopyTo(frame);

            // Carried out is what the label says, not what the player wanted: the joint action space may not hold it exactly.
            var label = JointActionCodec.Encode(play.Act());
            var (action, isPerturbed) = perturbation.Apply(JointActionCodec.Decode(label));
            step = await play.Environment.StepAsync(action, cancellation).ConfigureAwait(false);
            shard.Append(frame, label, isPerturbed, step.Reward, step.Gains.Span);
        }

        return shard.Complete(RecordingHeader.Of(episode, worldSeed, _config.Environment, _config.Expert));
    }

    private void RequireFrameSize(IEnvironment environment)
    {
        if (environment.FrameSize != _config.FrameSize)
        {
            throw new ArgumentException($"The environment's frames are {environment.FrameSize}, expected {_config.FrameSize} (FramePixels).");
        }
    }

    private RecordingManifest Describe(IReadOnlyList<RecordingManifestEntry> episodes) => new()
    {
        Environment = _config.Environment,
        Expert = _config.Expert,
        FrameHeight = _config.FramePixels,
        FrameWidth = _config.FramePixels,
        SpacesHash = ShardLayout.SpacesHash(_config.FrameSize),
        Steps = episodes.Sum(episode => (long)episode.Steps),
        NullSteps = episodes.Sum(episode => (long)episode.NullSteps),
        PerturbedSteps = episodes.Sum(episode => (long)episode.PerturbedSteps),
        Episodes = episodes,
    };
}

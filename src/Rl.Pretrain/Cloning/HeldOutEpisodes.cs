using Rl.Models;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>Episodes that are never learned from, to see how well a policy foretells what it has not seen.</summary>
internal sealed class HeldOutEpisodes
{
    private const int MaxStreams = 16;

    private readonly SequenceStreams _streams;
    private readonly SequenceChunk _chunk;
    private readonly StreamState _start;
    private readonly int _chunks;

    public HeldOutEpisodes(IReadOnlyList<RecordedEpisode> episodes, CloningConfig config)
    {
        _streams = new SequenceStreams(EpisodeSteps.Whole(episodes, config), Math.Min(episodes.Count, MaxStreams), config.Seed);
        _chunk = new SequenceChunk(Math.Min(episodes.Count, MaxStreams), config.SequenceLength, episodes[0].FrameSize);
        _start = _streams.State;

        // Rounded up, so that every frame counts; a few at the beginning of an episode count twice.
        var framesPerChunk = (long)_chunk.Streams * _chunk.Length;
        _chunks = (int)((_streams.StepCount + framesPerChunk - 1) / framesPerChunk);
    }

    /// <summary>Frames that one measurement looks at.</summary>
    public long Frames => (long)_chunks * _chunk.Streams * _chunk.Length;

    /// <summary>Splits a recording: every n-th episode is held out.</summary>
    public static (List<RecordedEpisode> Training, List<RecordedEpisode> HeldOut) Split(IReadOnlyList<RecordedEpisode> episodes, double share)
    {
        if (episodes.Count < 2)
        {
            throw new ArgumentException($"The recording has {episodes.Count} episodes, expected at least 2: one to learn from, one to validate with.", nameof(episodes));
        }

        var interval = Math.Max(2, (int)Math.Round(1 / share));
        var training = episodes.Where((_, i) => i % interval != 0).ToList();
        var heldOut = episodes.Where((_, i) => i % interval == 0).ToList();
        return (training, heldOut);
    }

    public CloningMetrics Measure(VptPolicy policy, CancellationToken cancellation)
    {
        _streams.State = _start;
        var tally = new ConfusionTally();
        using var inference = no_grad();
        CarriedMemory.Run(
            policy,
            _chunk.Streams,
            _chunks,
            (_, memory) =>
            {
                _streams.Next(_chunk);
                return Tally(policy, memory, tally);
            },
            cancellation);
        return tally.ToMetrics();
    }

    private PolicyMemory Tally(VptPolicy policy, PolicyMemory memory, ConfusionTally tally)
    {
        using var scope = NewDisposeScope();
        var batch = SequenceTensors.From(_chunk, policy.Device);
        var output = policy.Forward(batch.Frames, batch.First, memory, heads: PolicyHeads.Actions);
        var losses = CloningLoss.PerFrame(output, batch.Buttons, batch.Camera).cpu().data<float>();
        var buttons = output.ButtonLogProbs.argmax(2).cpu().data<long>();
        var camera = output.CameraLogProbs.argmax(2).cpu().data<long>();
        for (var i = 0; i < _chunk.Buttons.Length; i++)
        {
            tally.Add(losses[i], _chunk.Buttons[i], _chunk.Camera[i], buttons[i], camera[i]);
        }

        return output.TakeMemory();
    }
}

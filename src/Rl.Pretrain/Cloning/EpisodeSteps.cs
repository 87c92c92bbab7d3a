using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Cloning;

/// <summary>The steps of an episode that are learned from, in order.</summary>
internal sealed class EpisodeSteps
{
    private readonly int[] _steps;

    public EpisodeSteps(RecordedEpisode episode, bool filterNulls)
    {
        Episode = episode;

        // PARITY: the reference compares with a method object here and so never drops idle frames. The paper says it does. We follow the paper.
        _steps = [.. Enumerable.Range(0, episode.Steps).Where(step => !filterNulls || !episode.IsNull(step))];
    }

    public RecordedEpisode Episode { get; }

    public int Count => _steps.Length;

    /// <summary>Index in the episode of the i-th kept step.</summary>
    public int this[int index] => _steps[index];

    /// <summary>Copies the frames of successive kept steps.</summary>
    public void CopyFrames(int first, Span<byte> frames) =>
        Episode.CopyFrames(_steps.AsSpan(first, frames.Length / Episode.FrameSize.ByteCount), frames);
}

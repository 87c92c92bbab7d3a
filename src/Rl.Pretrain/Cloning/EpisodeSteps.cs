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

    /// <summary>Copies the frames of successive kept steps; neighbours in the file are read in one go.</summary>
    public void CopyFrames(int first, Span<byte> frames)
    {
        var bytes = Episode.FrameSize.ByteCount;
        var count = frames.Length / bytes;
        for (var row = 0; row < count;)
        {
            var run = 1;
            while (row + run < count && _steps[first + row + run] == _steps[first + row] + run)
            {
                run++;
            }

            Episode.CopyFrames(_steps[first + row], frames.Slice(row * bytes, run * bytes));
            row += run;
        }
    }
}

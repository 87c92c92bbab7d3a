using Rl.Env;
using Rl.Env.Frames;

namespace Rl.Pretrain.Contractor;

/* SegmentAlignment must
 * - give frame i the cursor and the step of line i, whoever decodes the frames and in whatever batches
 * - hold no more steps than there are frames that nobody has taken the step of
 * Frames and steps may come on different threads, one after the other, never at once.
 */

/// <summary>
/// Keeps a segment's steps in step with its video: frame i gets line i's cursor before it is resized, and its step can be taken afterwards. The
/// shorter of video and jsonl counts, as it does for the reference; what the other has more is left out and told.
/// </summary>
/// <param name="segment">The segment.</param>
/// <param name="cursor">What the cursor looks like.</param>
public sealed class SegmentAlignment(ContractorSegment segment, CursorImage cursor) : IDisposable
{
    private readonly IEnumerator<ContractorStep> _steps = segment.ReadSteps().GetEnumerator();
    private readonly Queue<ContractorStep> _waiting = new();

    /// <summary>Frames seen so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Draws the cursor into the next frame, if a window is open in it; has the shape of a video reader's hook for its native frames.</summary>
    /// <param name="index">The frame's index: 0, then each the one after the last.</param>
    /// <param name="frame"><c>[height, width, channel] uint8</c>, RGB, as decoded, changed.</param>
    /// <param name="size">The frame's size.</param>
    /// <exception cref="InvalidOperationException">The frame is not the next one.</exception>
    public void DrawInto(long index, Span<byte> frame, FrameSize size)
    {
        if (index != Frames)
        {
            throw new InvalidOperationException($"Frame {index} of '{segment.Id}' came after frame {Frames - 1}: steps can only be read in order.");
        }

        Frames++;
        if (_steps.MoveNext())
        {
            _steps.Current.DrawCursor(cursor, frame, size);
            _waiting.Enqueue(_steps.Current);
        }
    }

    /// <summary>Takes the step of the next frame that was drawn into.</summary>
    /// <param name="step">The step.</param>
    /// <returns>False if that frame has no line: it is left out, and so are all after it; also where no frame waits.</returns>
    public bool TryTake(out ContractorStep step) => _waiting.TryDequeue(out step);

    /// <summary>Tells that the video was read to its end.</summary>
    /// <param name="tally">Told how long video and jsonl were.</param>
    public void Complete(SegmentTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        tally.Add(segment.Id, Frames, segment.Lines);
    }

    /// <inheritdoc />
    public void Dispose() => _steps.Dispose();
}

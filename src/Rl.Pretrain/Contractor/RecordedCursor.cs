using Rl.Env.Frames;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Contractor;

/// <summary>Draws cursors into a recording's frames, for readers who have all its steps in memory.</summary>
public static class RecordedCursor
{
    /// <summary>An edit that draws step t's cursor into picture t; pictures without a step stay as they are.</summary>
    public static FrameEdit Over(IReadOnlyList<ContractorStep> steps, CursorImage image) => (index, frame, size) =>
    {
        if (index < steps.Count)
        {
            steps[(int)index].DrawCursor(image, frame, size);
        }
    };
}

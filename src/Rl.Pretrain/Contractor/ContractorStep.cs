using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Frames;

namespace Rl.Pretrain.Contractor;

/// <summary>What a contractor did in one tick: line i of a recording, which belongs to frame i of its video.</summary>
public readonly record struct ContractorStep
{
    private const double MaximumTurnDegrees = 180;

    /// <summary>Index of line and frame, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>
    /// Buttons that policies can hold. In <see cref="ContractorMode.Reference"/> a step that is not emitted has those of the line itself, before
    /// a stuck button and the hotbar are looked at: the reference makes no more of it.
    /// </summary>
    public Buttons Buttons { get; init; }

    /// <summary>Keys that policies cannot hold.</summary>
    public UnplayableKeys Unplayable { get; init; }

    /// <summary>Motion of the mouse downwards, in degrees, as recorded: not limited to what a policy can do.</summary>
    public double PitchDegrees { get; init; }

    /// <summary>Motion of the mouse to the right, in degrees, as recorded.</summary>
    public double YawDegrees { get; init; }

    /// <summary>
    /// True if nothing is done: in <see cref="ContractorMode.Corrected"/>, nothing that a policy could do, so that <see cref="Joint"/> is idle; in
    /// <see cref="ContractorMode.Reference"/>, nothing that the line itself says.
    /// </summary>
    public bool IsNull { get; init; }

    /// <summary>True if the loader of the mode hands the step to cloning; the frame of any other one is left out with it.</summary>
    public bool IsEmitted { get; init; }

    /// <summary>True if the frame shows a window.</summary>
    public bool IsGuiOpen { get; init; }

    /// <summary>The cursor's place in the recorder's window of 1280 × 720; null where the recording never told.</summary>
    public (double X, double Y)? Cursor { get; init; }

    /// <summary>The step as a policy would choose it.</summary>
    public JointAction Joint => JointActionCodec.Encode(new MinecraftAction(Buttons, PitchDegrees, YawDegrees));

    /// <summary>The step as an environment takes it: turns beyond half a circle are cut off there.</summary>
    public MinecraftAction Action => new(
        Buttons, Math.Clamp(PitchDegrees, -MaximumTurnDegrees, MaximumTurnDegrees), Math.Clamp(YawDegrees, -MaximumTurnDegrees, MaximumTurnDegrees));

    /// <summary>Draws the cursor into the step's frame if a window is open: the recorder left it out.</summary>
    /// <param name="image">What the cursor looks like.</param>
    /// <param name="frame"><c>[height, width, channel] uint8</c>, RGB, changed. Cursors are 16 pixels broad in a frame of 640 × 360.</param>
    /// <param name="size">The frame's size.</param>
    public void DrawCursor(CursorImage image, Span<byte> frame, FrameSize size)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (IsGuiOpen && Cursor is { } cursor)
        {
            var (left, top) = RecorderScale.ToFrame(cursor, size);
            image.LayOver(frame, size, left, top);
        }
    }
}

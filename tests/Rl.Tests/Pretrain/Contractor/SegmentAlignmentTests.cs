using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Frames;
using Rl.Pretrain.Contractor;
using static Rl.Tests.Pretrain.Contractor.RecordedLines;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class SegmentAlignmentTests
{
    private static readonly FrameSize Size = new(36, 64);

    [Test]
    public void Frame_and_line_of_the_same_number_belong_together()
    {
        using var folder = new TemporaryFolder();
        var segment = Segment(folder, Line(keys: Key("w")), Line(keys: Key("a"), gui: true, x: "40.0", y: "100.0"), Line());
        using var alignment = new SegmentAlignment(segment, Opaque(200));
        var frames = Enumerable.Range(0, 3).Select(_ => new byte[Size.ByteCount]).ToArray();

        for (var i = 0; i < 3; i++)
        {
            alignment.DrawInto(i, frames[i], Size);
        }

        Assert.That(Taken(alignment).Select(step => (step.Index, step.Buttons)), Is.EqualTo(new[] { (0, Buttons.Forward), (1, Buttons.Left), (2, Buttons.None) }));
        Assert.That(frames.Select(frame => frame.Any(value => value == 200)), Is.EqualTo(new[] { false, true, false }), "the cursor is where the window is");

        // 36 of 720 lines: a twentieth of 40 and 100.
        Assert.That(FirstDrawn(frames[1]), Is.EqualTo((2, 5)));
    }

    [TestCase(2, 3, 2)]
    [TestCase(3, 2, 2)]
    [TestCase(2, 2, 2)]
    public void The_shorter_of_video_and_jsonl_counts_and_the_rest_is_told(int frames, int lines, int steps)
    {
        using var folder = new TemporaryFolder();
        var segment = Segment(folder, [.. Enumerable.Repeat(Line(), lines)]);
        using var alignment = new SegmentAlignment(segment, CursorImage.Default);
        var tally = new SegmentTally();

        for (var i = 0; i < frames; i++)
        {
            alignment.DrawInto(i, new byte[Size.ByteCount], Size);
        }

        alignment.Complete(tally);
        Assert.That(Taken(alignment).Count(), Is.EqualTo(steps));
        Assert.That((tally.Read, tally.Steps), Is.EqualTo((1, (long)steps)));
        Assert.That(tally.Uneven, Is.EqualTo(frames == lines ? [] : new[] { new UnevenSegment("a", frames, lines) }));
        Assert.That(
            tally.Describe().Skip(1),
            Is.EqualTo(frames == lines ? [] : new[] { $"  uneven: a: {frames} frames, {lines} lines; the first {steps} of both count" }));
    }

    [Test]
    public void A_frame_out_of_turn_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var alignment = new SegmentAlignment(Segment(folder, Line()), CursorImage.Default);

        Assert.That(() => alignment.DrawInto(1, new byte[Size.ByteCount], Size), Throws.InvalidOperationException.With.Message.Contains("Frame 1 of 'a'"));
    }

    [TestCase(640.0, 360.0, 320, 180)]
    [TestCase(1279.0, 719.0, 639, 359)]
    [TestCase(1270.0, 10.5, 635, 5)]
    [TestCase(333.3, 222.9, 166, 111)]
    [TestCase(-1.5, 0.0, 0, 0)]
    public void The_cursors_place_is_scaled_by_the_height_and_cut_off(double x, double y, int left, int top) =>
        Assert.That(RecorderScale.ToFrame((x, y), FrameSize.Native), Is.EqualTo((left, top)));

    [Test]
    public void A_cursor_that_nobody_recorded_is_not_drawn()
    {
        var frame = new byte[Size.ByteCount];

        new ContractorStep { Index = 0, IsGuiOpen = true }.DrawCursor(Opaque(200), frame, Size);

        Assert.That(frame, Is.All.Zero);
    }

    private static (int X, int Y) FirstDrawn(byte[] frame)
    {
        var first = Array.IndexOf(frame, (byte)200) / 3;
        return (first % Size.Width, first / Size.Width);
    }

    private static CursorImage Opaque(byte value)
    {
        var pixels = new byte[CursorImage.Side * CursorImage.Side * 4];
        Array.Fill(pixels, value);
        for (var i = 3; i < pixels.Length; i += 4)
        {
            pixels[i] = 255;
        }

        return new CursorImage(pixels);
    }

    private static IEnumerable<ContractorStep> Taken(SegmentAlignment alignment)
    {
        while (alignment.TryTake(out var step))
        {
            yield return step;
        }
    }

    private static ContractorSegment Segment(TemporaryFolder folder, params string[] lines)
    {
        File.WriteAllText(folder["a.jsonl"], string.Join('\n', lines));
        return new ContractorSegment("a", folder["a.mp4"], folder["a.jsonl"], lines.Length, new ContractorOptions());
    }
}

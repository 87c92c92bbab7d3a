using Rl.Env.Frames;

namespace Rl.Env.Tests.Frames;

public class CursorImageTests
{
    private static readonly FrameSize Size = new(20, 20);

    [Test]
    public void Half_a_cursor_over_a_frame_is_cut_off_to_whole_levels()
    {
        var frame = Grey(100);

        Image(red: 255, green: 10, blue: 0, opacity: 51).LayOver(frame, Size, 2, 3);

        // A fifth: 100 * 0.8 + 255 * 0.2 = 131; 100 * 0.8 + 10 * 0.2 = 82; 80.
        Assert.That(Pixel(frame, 2, 3), Is.EqualTo(new byte[] { 131, 82, 80 }));
        Assert.That(Pixel(frame, 17, 18), Is.EqualTo(new byte[] { 131, 82, 80 }));
        Assert.That(Pixel(frame, 1, 3), Is.EqualTo(new byte[] { 100, 100, 100 }));
        Assert.That(Pixel(frame, 18, 18), Is.EqualTo(new byte[] { 100, 100, 100 }));
    }

    [Test]
    public void Fractions_are_cut_off_not_rounded()
    {
        var frame = Grey(0);

        Image(red: 255, green: 254, blue: 3, opacity: 128).LayOver(frame, Size, 0, 0);

        // 255 * 128 / 255 = 128; 254 * 128 / 255 = 127.498; 3 * 128 / 255 = 1.506.
        Assert.That(Pixel(frame, 0, 0), Is.EqualTo(new byte[] { 128, 127, 1 }));
    }

    [TestCase(15, 10, 5, 10)]
    [TestCase(-12, -14, 4, 2)]
    [TestCase(20, 0, 0, 0)]
    [TestCase(0, -16, 0, 0)]
    [TestCase(int.MaxValue, int.MinValue, 0, 0)]
    public void What_lies_outside_of_the_frame_is_not_drawn(int left, int top, int columns, int rows)
    {
        var frame = Grey(0);

        Image(9, 9, 9, 255).LayOver(frame, Size, left, top);

        Assert.That(frame.Count(value => value == 9), Is.EqualTo(columns * rows * 3));
    }

    [Test]
    public void The_worlds_own_cursor_is_a_white_arrow_with_its_tip_in_the_corner()
    {
        var frame = Grey(100);

        CursorImage.Default.LayOver(frame, Size, 0, 0);

        Assert.That(Pixel(frame, 0, 0), Is.EqualTo(new byte[] { 24, 24, 24 }));
        Assert.That(Pixel(frame, 1, 5), Is.EqualTo(new byte[] { 255, 255, 255 }));
        Assert.That(Pixel(frame, 15, 0), Is.EqualTo(new byte[] { 100, 100, 100 }));
    }

    [Test]
    public void Drawing_the_worlds_cursor_again_where_it_is_changes_nothing()
    {
        var once = Grey(100);
        CursorImage.Default.LayOver(once, Size, 2, 2);
        var twice = once.ToArray();

        CursorImage.Default.LayOver(twice, Size, 2, 2);

        Assert.That(twice, Is.EqualTo(once));
    }

    [Test]
    public void Of_a_larger_picture_the_upper_left_corner_is_taken()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "cursor.png");
        var pixels = new byte[18 * 20 * 3];
        (pixels[0], pixels[((20 * 15) + 15) * 3]) = (7, 8);
        PngFile.Write(path, new FrameSize(18, 20), pixels);

        var cursor = CursorImage.Load(path);

        Assert.That(cursor.Pixels[..4].ToArray(), Is.EqualTo(new byte[] { 7, 0, 0, 255 }));
        Assert.That(cursor.Pixels[^4..].ToArray(), Is.EqualTo(new byte[] { 8, 0, 0, 255 }));
    }

    [Test]
    public void A_picture_that_is_too_small_is_refused()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "small.png");
        PngFile.Write(path, new FrameSize(16, 15), new byte[16 * 15 * 3]);

        Assert.That(() => CursorImage.Load(path), Throws.ArgumentException.With.Message.Contains("is 15x16, expected at least 16x16"));
    }

    [Test]
    public void A_frame_of_another_size_is_refused() =>
        Assert.That(() => CursorImage.Default.LayOver(new byte[5], Size, 0, 0), Throws.ArgumentException.With.Message.Contains("expected 1200 for 20x20"));

    private static byte[] Grey(byte value)
    {
        var frame = new byte[Size.ByteCount];
        Array.Fill(frame, value);
        return frame;
    }

    private static byte[] Pixel(byte[] frame, int x, int y) => frame[(((y * Size.Width) + x) * 3)..][..3];

    private static CursorImage Image(byte red, byte green, byte blue, byte opacity)
    {
        var pixels = new byte[CursorImage.Side * CursorImage.Side * 4];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (red, green, blue, opacity);
        }

        return new CursorImage(pixels);
    }
}

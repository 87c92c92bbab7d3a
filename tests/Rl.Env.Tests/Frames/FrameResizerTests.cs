using Rl.Env.Frames;

namespace Rl.Env.Tests.Frames;

public sealed class FrameResizerTests
{
    [TestCase(640, 360, "resize_out_128.npy")]
    [TestCase(100, 60, "resize_out_128_from_100x60.npy")]
    [TestCase(1280, 720, "resize_out_128_from_1280x720.npy")]
    [TestCase(256, 256, "resize_out_128_from_256x256.npy")]
    [TestCase(320, 240, "resize_out_128_from_320x240.npy")]
    public void Frames_are_resized_to_the_bit_as_the_reference_does(int width, int height, string expected)
    {
        var resizer = new FrameResizer(new FrameSize(height, width), FrameSize.Square(128));
        var resized = new byte[FrameSize.Square(128).ByteCount];

        resizer.Resize(Pattern(width, height), resized);

        Assert.That(resized, Is.EqualTo(Golden.Bytes($"images/{expected}").Data));
    }

    [Test]
    public void The_pattern_of_these_tests_is_the_reference_picture() =>
        Assert.That(Pattern(640, 360), Is.EqualTo(Golden.Bytes("images/resize_in_640x360.npy").Data));

    [TestCase(37, 21)]
    [TestCase(100, 60)]
    [TestCase(301, 7)]
    [TestCase(1, 1)]
    public void Sizes_that_fill_no_vector_are_interpolated_too(int width, int height)
    {
        var (source, target) = (new FrameSize(60, 100), new FrameSize(height, width));
        var frame = Pattern(source.Width, source.Height);
        var resized = new byte[target.ByteCount];

        new FrameResizer(source, target).Resize(frame, resized);

        for (var i = 0; i < resized.Length; i++)
        {
            var (pixel, channel) = (i / 3, i % 3);
            var y = Math.Clamp(((pixel / width + 0.5) * source.Height / height) - 0.5, 0, source.Height - 1);
            var x = Math.Clamp(((pixel % width + 0.5) * source.Width / width) - 0.5, 0, source.Width - 1);
            Assert.That(resized[i], Is.EqualTo(Interpolated(y, x, channel)).Within(1.0), $"pixel {pixel}, channel {channel}");
        }

        double Interpolated(double y, double x, int channel)
        {
            double At(int row, int column) => frame[(((Math.Min(row, source.Height - 1) * source.Width) + Math.Min(column, source.Width - 1)) * 3) + channel];
            var (row, column) = ((int)y, (int)x);
            var upper = double.Lerp(At(row, column), At(row, column + 1), x - column);
            var lower = double.Lerp(At(row + 1, column), At(row + 1, column + 1), x - column);
            return double.Lerp(upper, lower, y - row);
        }
    }

    [Test]
    public void A_frame_of_the_target_size_is_copied()
    {
        var frame = Pattern(16, 8);
        var copy = new byte[frame.Length];

        new FrameResizer(new FrameSize(8, 16), new FrameSize(8, 16)).Resize(frame, copy);

        Assert.That(copy, Is.EqualTo(frame));
    }

    [Test]
    public void A_frame_of_another_size_is_refused_with_both_sizes()
    {
        var resizer = new FrameResizer(FrameSize.Native, FrameSize.Square(64));

        var error = Assert.Throws<ArgumentException>(() => resizer.Resize(new byte[12], new byte[64 * 64 * 3]));

        Assert.That(error!.Message, Does.Contain("12 bytes").And.Contain("360x640x3 = 691200"));
    }

    [Test]
    public void Resizing_allocates_nothing()
    {
        var resizer = new FrameResizer(FrameSize.Native, FrameSize.Square(128));
        var (source, target) = (Pattern(640, 360), new byte[FrameSize.Square(128).ByteCount]);
        resizer.Resize(source, target);
        using var allocations = new AllocationMeter();

        resizer.Resize(source, target);

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static byte[] Pattern(int width, int height)
    {
        var frame = new byte[height * width * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = ((y * width) + x) * 3;
                frame[pixel] = (byte)((3 * x) + y);
                frame[pixel + 1] = (byte)((x * x / 97) + (5 * y));
                frame[pixel + 2] = (byte)(x ^ y);
            }
        }

        return frame;
    }
}

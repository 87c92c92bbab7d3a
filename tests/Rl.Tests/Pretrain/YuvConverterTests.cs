using System.Runtime.Intrinsics.X86;
using System.Runtime.Versioning;
using Rl.Env;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain;

[UnsupportedOSPlatform("windows")]
public sealed class YuvConverterTests
{
    [TestCase(16, 235, 128, 128, ExpectedResult = "255 255 255")]
    [TestCase(16, 16, 128, 128, ExpectedResult = "0 0 0")]
    [TestCase(2, 81, 90, 240, ExpectedResult = "253 0 0")]
    [TestCase(18, 145, 54, 34, ExpectedResult = "0 254 0")]
    public string An_even_frame_has_the_colour_of_its_samples(int width, int luma, int u, int v)
    {
        var size = new FrameSize(2, width);
        var planes = Enumerable.Repeat((byte)luma, 2 * width).Concat(Enumerable.Repeat((byte)u, width / 2)).Concat(Enumerable.Repeat((byte)v, width / 2));
        var rgb = new byte[size.ByteCount];

        YuvConverter.ToRgb(planes.ToArray(), size, rgb);

        Assert.That(rgb.Chunk(3).Distinct(PixelComparer.Instance).Count(), Is.EqualTo(1));
        return string.Join(' ', rgb[..3]);
    }

    [TestCase(640, 360)]
    [TestCase(100, 60)]
    [TestCase(16, 2)]
    [TestCase(6, 4)]
    public async Task Every_sample_becomes_what_ffmpeg_makes_of_it(int width, int height)
    {
        Ffmpeg.Require();
        using var folder = new TemporaryFolder();
        var size = new FrameSize(height, width);
        var planes = new byte[YuvConverter.ByteCount(size)];
        new Random(width).NextBytes(planes);
        await File.WriteAllBytesAsync(folder["planes"], planes);
        await Ffmpeg.RunAsync(
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{width}x{height}", "-i", folder["planes"], "-vf", $"scale={width}:{height}",
            "-f", "rawvideo", "-pix_fmt", "rgb24", folder["rgb"]);
        var rgb = new byte[size.ByteCount];

        YuvConverter.ToRgb(planes, size, rgb);

        // Other processors' swscale may round otherwise; on x86 not a value differs.
        var tolerance = Sse2.IsSupported ? 0 : 2;
        Assert.That(rgb, Is.EqualTo(await File.ReadAllBytesAsync(folder["rgb"])).Within(tolerance));
    }

    [TestCase("yuv420p", "bt709")]
    [TestCase("yuvj420p", "bt470bg")]
    [TestCase("yuv444p", "bt470bg")]
    [TestCase("yuv420p", "bt470bg")]
    public async Task Whatever_a_videos_colours_the_reader_gives_what_ffmpeg_makes_of_them(string pixels, string colors)
    {
        Ffmpeg.Require();
        using var folder = new TemporaryFolder();
        await Ffmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=size=64x48:rate=20:duration=0.2", "-pix_fmt", pixels, "-c:v", "libx264", "-colorspace", colors, folder["play.mp4"]);
        await Ffmpeg.RunAsync("-i", folder["play.mp4"], "-vf", "scale=64:48", "-f", "rawvideo", "-pix_fmt", "rgb24", folder["rgb"]);
        var expected = await File.ReadAllBytesAsync(folder["rgb"]);
        await using var reader = await VideoReader.OpenAsync(folder["play.mp4"], new VideoReaderConfig(), CancellationToken.None);
        var frames = new byte[expected.Length];

        var count = await reader.ReadAsync(frames, CancellationToken.None);

        Assert.That(count, Is.EqualTo(4));
        Assert.That(frames, Is.EqualTo(expected));
    }

    private sealed class PixelComparer : IEqualityComparer<byte[]>
    {
        public static PixelComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] pixel) => pixel[0];
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using Rl.Env.Frames;

namespace Rl.Env.Tests.Frames;

public class PngReaderTests
{
    [Test]
    public void What_PngFile_writes_is_read_with_full_opacity()
    {
        var path = FileOf("written.png");
        byte[] rgb = [.. Enumerable.Range(1, 18).Select(i => (byte)(i * 13))];
        PngFile.Write(path, new FrameSize(2, 3), rgb);

        var (size, rgba) = PngReader.Read(path);

        Assert.That(size, Is.EqualTo(new FrameSize(2, 3)));
        Assert.That(rgba.Chunk(4).SelectMany(pixel => pixel[..3]), Is.EqualTo(rgb));
        Assert.That(rgba.Chunk(4).Select(pixel => pixel[3]), Is.All.EqualTo(255));
    }

    // Two pixels of RGBA a row. The rows say, filter by filter, the same as the first: 10 20 30 40, 50 60 70 80.
    [TestCase(0, new byte[] { 10, 20, 30, 40, 50, 60, 70, 80 })]
    [TestCase(1, new byte[] { 10, 20, 30, 40, 40, 40, 40, 40 })]
    [TestCase(2, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [TestCase(3, new byte[] { 5, 10, 15, 20, 20, 20, 20, 20 })]
    [TestCase(4, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Every_filter_is_taken_back(byte filter, byte[] row)
    {
        var path = Write("filter.png", colorType: 6, width: 2, rows: [[0, 10, 20, 30, 40, 50, 60, 70, 80], [filter, .. row]]);

        Assert.That(PngReader.Read(path).Rgba[8..], Is.EqualTo(new byte[] { 10, 20, 30, 40, 50, 60, 70, 80 }));
    }

    [TestCase((byte)0, new byte[] { 7, 9 }, new byte[] { 7, 7, 7, 255, 9, 9, 9, 0 })]
    [TestCase((byte)3, new byte[] { 1, 0 }, new byte[] { 4, 5, 6, 255, 1, 2, 3, 0 })]
    [TestCase((byte)4, new byte[] { 7, 8, 9, 10 }, new byte[] { 7, 7, 7, 8, 9, 9, 9, 10 })]
    [TestCase((byte)2, new byte[] { 1, 2, 3, 9, 9, 9 }, new byte[] { 1, 2, 3, 255, 9, 9, 9, 0 })]
    public void Every_kind_of_colour_becomes_RGBA(byte colorType, byte[] row, byte[] rgba)
    {
        byte[] opacities = colorType switch
        {
            3 => [0],
            0 => [0, 9],
            2 => [0, 9, 0, 9, 0, 9],
            _ => [],
        };
        var path = Write("kind.png", colorType, width: 2, [[0, .. row]], palette: [1, 2, 3, 4, 5, 6], opacities);

        Assert.That(PngReader.Read(path).Rgba, Is.EqualTo(rgba));
    }

    [Test]
    public void Depths_and_interlacing_that_are_not_read_are_named()
    {
        Assert.That(() => PngReader.Read(Write("deep.png", 6, 1, [[0, 1, 2, 3, 4]], depth: 16)), Throws.ArgumentException.With.Message.Contains("16 bits a channel"));
        Assert.That(() => PngReader.Read(Write("laced.png", 6, 1, [[0, 1, 2, 3, 4]], interlace: 1)), Throws.ArgumentException.With.Message.Contains("interlacing 1"));
        Assert.That(() => PngReader.Read(Write("kind.png", 5, 1, [[0, 1, 2, 3, 4]])), Throws.ArgumentException.With.Message.Contains("colour type is 5"));
        Assert.That(() => PngReader.Read(Write("filter.png", 6, 1, [[5, 1, 2, 3, 4]])), Throws.ArgumentException.With.Message.Contains("filter 5"));
    }

    [Test]
    public void A_file_that_was_cut_off_anywhere_is_refused_by_name()
    {
        var whole = File.ReadAllBytes(Write("whole.png", 6, 2, [[0, 10, 20, 30, 40, 50, 60, 70, 80]]));
        var path = FileOf("cut.png");

        // The end chunk, the last twelve bytes, tells nothing that the picture needs.
        for (var length = 0; length < whole.Length - 16; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(() => PngReader.Read(path), Throws.ArgumentException.With.Message.Contains("cut.png"), $"{length} bytes");
        }
    }

    private static string FileOf(string name) => Path.Combine(TestContext.CurrentContext.WorkDirectory, name);

    private static string Write(
        string name, byte colorType, int width, byte[][] rows, byte[]? palette = null, byte[]? opacities = null, byte depth = 8, byte interlace = 0)
    {
        using var file = File.Create(FileOf(name));
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR"u8, [0, 0, 0, (byte)width, 0, 0, 0, (byte)rows.Length, depth, colorType, 0, 0, interlace]);
        Chunk("PLTE"u8, palette ?? []);
        Chunk("tRNS"u8, opacities ?? []);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                zlib.Write(row);
            }
        }

        // Split, as encoders do.
        var data = packed.ToArray();
        Chunk("IDAT"u8, data[..3]);
        Chunk("IDAT"u8, data[3..]);
        Chunk("IEND"u8, []);
        return file.Name;

        void Chunk(ReadOnlySpan<byte> type, byte[] content)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            file.Write(number);
            file.Write(type);
            file.Write(content);
            file.Write([0, 0, 0, 0]); // the checksum, which is not compared
        }
    }
}

using System.IO.Compression;
using Rl.Env.Frames;

namespace Rl.Env.Tests.Frames;

public class PngFileTests
{
    private static readonly FrameSize Size = new(2, 3);
    private static readonly byte[] Pixels = [.. Enumerable.Range(1, 18).Select(i => (byte)(i * 13))];

    [Test]
    public void A_written_picture_unpacks_to_the_same_pixels()
    {
        using var file = new MemoryStream();
        PngFile.Write(file, Size, Pixels);
        var bytes = file.ToArray();

        // Signature 8, header chunk 25, then length and type of the data chunk.
        var length = (bytes[33] << 24) | (bytes[34] << 16) | (bytes[35] << 8) | bytes[36];
        using var zlib = new ZLibStream(new MemoryStream(bytes, 41, length), CompressionMode.Decompress);
        var rows = new byte[2 * 10];
        zlib.ReadExactly(rows);

        Assert.That(bytes[..8], Is.EqualTo(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }));
        Assert.That(bytes[19], Is.EqualTo(3), "width");
        Assert.That(bytes[23], Is.EqualTo(2), "height");
        Assert.That(rows[1..10], Is.EqualTo(Pixels[..9]));
        Assert.That(rows[11..], Is.EqualTo(Pixels[9..]));
    }

    [Test]
    public void The_end_chunk_carries_its_known_checksum()
    {
        using var file = new MemoryStream();
        PngFile.Write(file, Size, Pixels);

        Assert.That(file.ToArray()[^4..], Is.EqualTo(new byte[] { 0xAE, 0x42, 0x60, 0x82 }));
    }

    [Test]
    public void Pixels_that_do_not_fit_the_size_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => PngFile.Write(Stream.Null, Size, new byte[5]));

        Assert.That(error!.Message, Does.Contain("'rgb' has 5 bytes, expected 18 for 3x2"));
    }
}

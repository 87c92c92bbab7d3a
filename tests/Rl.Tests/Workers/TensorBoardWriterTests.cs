using System.Buffers.Binary;
using System.Text;
using Rl.Workers.Runs;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class TensorBoardWriterTests
{
    [Test]
    public void The_masked_checksum_equals_the_published_one_of_CRC32C()
    {
        // CRC-32C of "123456789" is E3069283 (RFC 3720, appendix B.4 gives the polynomial); masked: rotated right by 15, plus A282EAD8.
        var crc = 0xE3069283u;

        Assert.That(TensorBoardWriter.MaskedCrc("123456789"u8), Is.EqualTo(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u)));
    }

    [Test]
    public void Scalars_written_are_the_scalars_a_reader_of_the_format_finds()
    {
        using var folder = new TemporaryFolder();
        string path;

        using (var writer = new TensorBoardWriter(folder.Path, new ManualTime()))
        {
            path = writer.Path;
            writer.Write(300, new Dictionary<string, double> { ["charts/episodic_return"] = 0.25, ["losses/entropy"] = -2 });
        }

        var events = ReadEvents(path);

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(events[0].Version, Is.EqualTo("brain.Event:2"));
        Assert.That(events[1].Step, Is.EqualTo(300));
        Assert.That(events[1].Scalars, Is.EqualTo(new Dictionary<string, float> { ["charts/episodic_return"] = 0.25f, ["losses/entropy"] = -2 }));
        Assert.That(events[1].WallTime, Is.EqualTo(1767225600.0));
    }

    [Test]
    public void A_second_writer_in_the_same_second_leaves_the_first_file_alone()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        using var first = new TensorBoardWriter(folder.Path, time);
        using var second = new TensorBoardWriter(folder.Path, time);

        Assert.That(second.Path, Is.Not.EqualTo(first.Path));
    }

    private static List<(double WallTime, long Step, string? Version, Dictionary<string, float> Scalars)> ReadEvents(string path)
    {
        var events = new List<(double, long, string?, Dictionary<string, float>)>();
        var rest = File.ReadAllBytes(path).AsSpan();

        while (!rest.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]), Is.EqualTo(TensorBoardWriter.MaskedCrc(rest[..8])));
            var message = rest.Slice(12, length);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]), Is.EqualTo(TensorBoardWriter.MaskedCrc(message)));
            events.Add(ReadEvent(message));
            rest = rest[(16 + length)..];
        }

        return events;
    }

    private static (double WallTime, long Step, string? Version, Dictionary<string, float> Scalars) ReadEvent(ReadOnlySpan<byte> message)
    {
        var (wallTime, step, version, scalars) = (0.0, 0L, (string?)null, new Dictionary<string, float>());

        while (!message.IsEmpty)
        {
            var (field, number, bytes) = ReadField(ref message);
            switch (field)
            {
                case 1:
                    wallTime = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
                    break;
                case 2:
                    step = (long)number;
                    break;
                case 3:
                    version = Encoding.UTF8.GetString(bytes);
                    break;
                case 5:
                    ReadSummary(bytes, scalars);
                    break;
            }
        }

        return (wallTime, step, version, scalars);
    }

    private static void ReadSummary(ReadOnlySpan<byte> summary, Dictionary<string, float> scalars)
    {
        while (!summary.IsEmpty)
        {
            var value = ReadField(ref summary).Bytes;
            var tag = Encoding.UTF8.GetString(ReadField(ref value).Bytes);
            scalars.Add(tag, BinaryPrimitives.ReadSingleLittleEndian(ReadField(ref value).Bytes));
        }
    }

    private static Field ReadField(ref ReadOnlySpan<byte> message)
    {
        var key = ReadVarint(ref message);
        var length = (key & 7) switch
        {
            0 => 0,
            1 => 8,
            2 => (int)ReadVarint(ref message),
            5 => 4,
            _ => throw new InvalidDataException($"Wire type {key & 7}"),
        };
        var number = (key & 7) == 0 ? ReadVarint(ref message) : 0;
        var bytes = message[..length];
        message = message[length..];
        return new Field((int)(key >> 3), number, bytes);
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        var (value, shift) = (0UL, 0);

        while (true)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;

            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private readonly ref struct Field(int number, ulong value, ReadOnlySpan<byte> bytes)
    {
        public int Number { get; } = number;

        public ulong Value { get; } = value;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public void Deconstruct(out int number, out ulong value, out ReadOnlySpan<byte> bytes)
        {
            number = Number;
            value = Value;
            bytes = Bytes;
        }
    }
}

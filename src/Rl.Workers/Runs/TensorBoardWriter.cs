using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Rl.Workers.Runs;

/// <summary>
/// Writes scalars as a TensorBoard event file. A file is a row of records, each an Event message (tensorflow/core/util/event.proto): length
/// uint64, masked CRC-32C of the length, message, masked CRC-32C of the message. The few fields are encoded here by hand.
/// </summary>
public sealed class TensorBoardWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly MemoryStream _event = new();
    private readonly MemoryStream _summary = new();
    private readonly MemoryStream _value = new();

    /// <summary>Starts a new event file in a folder; earlier ones stay, and TensorBoard reads them together.</summary>
    public TensorBoardWriter(string folder, TimeProvider time)
    {
        _time = time;
        var started = time.GetUtcNow();
        _file = CreateFile(folder, started.ToUnixTimeSeconds());

        BeginEvent();
        WriteBytes(_event, field: 3, "brain.Event:2"u8);
        WriteRecord();
        _file.Flush();
    }

    /// <summary>The file being written.</summary>
    public string Path => _file.Name;

    /// <summary>Appends all of one step's scalars as one event.</summary>
    public void Write(long step, IReadOnlyDictionary<string, double> scalars)
    {
        _summary.SetLength(0);
        Span<byte> number = stackalloc byte[sizeof(float)];

        foreach (var (tag, value) in scalars)
        {
            _value.SetLength(0);
            WriteBytes(_value, field: 1, Encoding.UTF8.GetBytes(tag));
            WriteTag(_value, field: 2, wireType: 5);
            BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
            _value.Write(number);
            WriteBytes(_summary, field: 1, Written(_value));
        }

        BeginEvent();
        WriteTag(_event, field: 2, wireType: 0);
        WriteVarint(_event, (ulong)step);
        WriteBytes(_event, field: 5, Written(_summary));
        WriteRecord();
        _file.Flush();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _event.Dispose();
        _summary.Dispose();
        _value.Dispose();
    }

    /// <summary>CRC-32C, rotated and shifted as TensorFlow masks it, so that a checksum of checksums stays useful.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xA282EAD8u;
    }

    private static FileStream CreateFile(string folder, long seconds)
    {
        // A run resumed within the same second gets the next free number rather than its predecessor's file.
        for (var number = 0; ; number++)
        {
            var path = System.IO.Path.Combine(folder, $"events.out.tfevents.{seconds}.rl.{number}");

            if (!File.Exists(path))
            {
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            }
        }
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private static void WriteVarint(MemoryStream stream, ulong value)
    {
        while (value >= 0x80)
        {
            stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        stream.WriteByte((byte)value);
    }

    private static void WriteTag(MemoryStream stream, int field, int wireType) => WriteVarint(stream, (ulong)((field << 3) | wireType));

    private static void WriteBytes(MemoryStream stream, int field, ReadOnlySpan<byte> bytes)
    {
        WriteTag(stream, field, wireType: 2);
        WriteVarint(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private void BeginEvent()
    {
        _event.SetLength(0);
        WriteTag(_event, field: 1, wireType: 1);
        Span<byte> wallTime = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(wallTime, _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        _event.Write(wallTime);
    }

    private void WriteRecord()
    {
        var message = Written(_event);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Span<byte> checksum = stackalloc byte[sizeof(uint)];

        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)message.Length);
        _file.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc(length));
        _file.Write(checksum);
        _file.Write(message);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc(message));
        _file.Write(checksum);
    }
}

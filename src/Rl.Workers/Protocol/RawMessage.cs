using System.Buffers;
using System.Buffers.Binary;

namespace Rl.Workers.Protocol;

/// <summary>
/// A message on the wire: four bytes of head length (little-endian), the head as MessagePack, then the body's bytes as they are. A received
/// message owns rented memory until it is disposed or released.
/// </summary>
public sealed class RawMessage : IDisposable
{
    private byte[]? _rented;

    private RawMessage(byte[]? rented, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        _rented = rented;
        Head = head;
        Body = body;
    }

    /// <summary>What is small and structured.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>What is large and raw.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    internal int WireBytes => sizeof(int) + Head.Length + Body.Length;

    /// <summary>Makes a message for sending; both parts stay the caller's and must last until it is sent.</summary>
    public static RawMessage Of(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body) => new(null, head, body);

    /// <summary>Copies received bytes into rented memory. A length prefix that does not fit leaves an empty head, which no reader accepts.</summary>
    public static RawMessage Receive(ReadOnlySequence<byte> payload)
    {
        var length = checked((int)payload.Length);
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        payload.CopyTo(rented);

        var headLength = length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(rented) : -1;

        if (headLength < 0 || headLength > length - sizeof(int))
        {
            return new RawMessage(rented, default, rented.AsMemory(0, length));
        }

        var head = rented.AsMemory(sizeof(int), headLength);
        var bodyStart = sizeof(int) + headLength;
        return new RawMessage(rented, head, rented.AsMemory(bodyStart, length - bodyStart));
    }

    /// <summary>Writes the message as it travels.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        BinaryPrimitives.WriteInt32LittleEndian(writer.GetSpan(sizeof(int)), Head.Length);
        writer.Advance(sizeof(int));
        writer.Write(Head.Span);
        writer.Write(Body.Span);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    internal (byte[] Rented, int BodyOffset) Release()
    {
        var rented = Interlocked.Exchange(ref _rented, null);
        ObjectDisposedException.ThrowIf(rented is null, this);
        return (rented, sizeof(int) + Head.Length);
    }
}

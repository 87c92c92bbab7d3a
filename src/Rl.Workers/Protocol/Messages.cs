using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>Packs what is small and structured; bytes from the network are treated as hostile.</summary>
internal static class Messages
{
    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData);

    public static byte[] Pack<T>(T message) => MessagePackSerializer.Serialize(message, Options);

    /// <exception cref="InvalidDataException">The bytes are not such a message.</exception>
    public static T Unpack<T>(ReadOnlyMemory<byte> bytes)
        where T : class
    {
        try
        {
            return MessagePackSerializer.Deserialize<T>(bytes, Options)
                ?? throw new InvalidDataException($"A {typeof(T).Name} is empty.");
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException)
        {
            throw new InvalidDataException(
                $"{bytes.Length} bytes are no {typeof(T).Name}. Do both ends run the same build (protocol {WireProtocol.Version})?", exception);
        }
    }
}

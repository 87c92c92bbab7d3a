using System.Buffers.Binary;
using System.Security.Cryptography;
using Rl.Env;

namespace Rl.Workers.Protocol;

/// <summary>The shapes a fragment is made of. Learner and worker compare <see cref="Hash"/>, so that no byte is ever read as another's.</summary>
/// <param name="FrameSize">Pixels of every frame.</param>
/// <param name="ButtonClasses">Joint button classes of an action.</param>
/// <param name="CameraClasses">Joint camera classes of an action.</param>
/// <param name="Slots">Slots of a fragment.</param>
/// <param name="MemoryBytes">Bytes of the policy's memory at slot 0.</param>
public readonly record struct Spaces(FrameSize FrameSize, int ButtonClasses, int CameraClasses, int Slots, int MemoryBytes)
{
    /// <summary>The first 64 bits of a SHA-256 over the numbers, in the order of the parameters.</summary>
    public ulong Hash
    {
        get
        {
            Span<byte> numbers = stackalloc byte[24];
            BinaryPrimitives.WriteInt32LittleEndian(numbers, FrameSize.Height);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], FrameSize.Width);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], ButtonClasses);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[12..], CameraClasses);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[16..], Slots);
            BinaryPrimitives.WriteInt32LittleEndian(numbers[20..], MemoryBytes);

            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(numbers, digest);
            return BinaryPrimitives.ReadUInt64LittleEndian(digest);
        }
    }

    /// <summary>Where everything lies in a fragment of these shapes.</summary>
    public FragmentLayout Layout => new(Slots, FrameSize.ByteCount, MemoryBytes);
}

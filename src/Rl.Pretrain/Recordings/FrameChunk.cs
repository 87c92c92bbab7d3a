using System.Numerics;
using System.Runtime.InteropServices;

namespace Rl.Pretrain.Recordings;

/// <summary>The frames of a packed shard that are packed as one, as differences in time.</summary>
internal static class FrameChunk
{
    /// <summary>Frames of a chunk; a shard's last one may have fewer.</summary>
    public const int Frames = 16;

    /// <summary>Chunks of so many steps.</summary>
    public static int Count(int steps) => (steps + Frames - 1) / Frames;

    /// <summary>Replaces each frame but the first by its difference to the one before, modulo 256.</summary>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, read and written.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    public static void ToDifferences(Span<byte> frames, int frameBytes)
    {
        for (var at = frames.Length - frameBytes; at > 0; at -= frameBytes)
        {
            var earlier = frames.Slice(at - frameBytes, frameBytes);
            var frame = frames.Slice(at, frameBytes);
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(frame);
            var earlierVectors = MemoryMarshal.Cast<byte, Vector<byte>>(earlier);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] -= earlierVectors[i];
            }

            for (var i = vectors.Length * Vector<byte>.Count; i < frameBytes; i++)
            {
                frame[i] -= earlier[i];
            }
        }
    }

    /// <summary>Undoes <see cref="ToDifferences"/>.</summary>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, read and written.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    public static void FromDifferences(Span<byte> frames, int frameBytes)
    {
        for (var at = frameBytes; at < frames.Length; at += frameBytes)
        {
            var earlier = frames.Slice(at - frameBytes, frameBytes);
            var frame = frames.Slice(at, frameBytes);
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(frame);
            var earlierVectors = MemoryMarshal.Cast<byte, Vector<byte>>(earlier);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i] += earlierVectors[i];
            }

            for (var i = vectors.Length * Vector<byte>.Count; i < frameBytes; i++)
            {
                frame[i] += earlier[i];
            }
        }
    }
}

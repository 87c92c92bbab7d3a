using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rl.Pretrain.Recordings;

/// <summary>Frames in packed chunks; where each chunk begins is in memory, 8 bytes for 16 frames.</summary>
internal sealed class PackedShardFrames : IShardFrames
{
    private readonly string _path;
    private readonly int _steps;
    private readonly int _frameBytes;
    private readonly long[] _starts;

    private PackedShardFrames(string path, int steps, int frameBytes, long[] starts)
    {
        _path = path;
        _steps = steps;
        _frameBytes = frameBytes;
        _starts = starts;
    }

    /// <summary>Reads the table of chunks.</summary>
    /// <exception cref="DamagedDataException">The lengths in the table do not add up to the frames' share of the file.</exception>
    public static PackedShardFrames Open(SafeFileHandle file, string path, RecordingHeader header)
    {
        var table = new byte[ShardLayout.ChunkTableBytes(header.Steps)];
        var chunksBytes = header.PackedBytes - table.Length;
        ShardLayout.ReadFully(file, path, table, ShardLayout.HeadBytes + chunksBytes);
        var lengths = MemoryMarshal.Cast<byte, int>(table);
        var frameBytes = header.FrameHeight * header.FrameWidth * 3;
        var starts = new long[lengths.Length + 1];
        starts[0] = ShardLayout.HeadBytes;
        for (var chunk = 0; chunk < lengths.Length; chunk++)
        {
            if (lengths[chunk] < 1 || lengths[chunk] > BlockPacker.MaxPackedLength(FrameChunk.Frames * frameBytes))
            {
                throw new DamagedDataException($"'{path}' says that chunk {chunk} of its frames has {lengths[chunk]} bytes, which none can have.");
            }

            starts[chunk + 1] = starts[chunk] + lengths[chunk];
        }

        if (starts[^1] - ShardLayout.HeadBytes != chunksBytes)
        {
            throw new DamagedDataException($"'{path}' has chunks of {starts[^1] - ShardLayout.HeadBytes} bytes in its table, expected {chunksBytes}. Copy it again.");
        }

        return new PackedShardFrames(path, header.Steps, frameBytes, starts);
    }

    public void Copy(ReadOnlySpan<int> steps, Span<byte> frames)
    {
        var unpacked = ArrayPool<byte>.Shared.Rent(FrameChunk.Frames * _frameBytes);
        try
        {
            using var file = File.OpenHandle(_path);
            for (var row = 0; row < steps.Length;)
            {
                var chunk = steps[row] / FrameChunk.Frames;
                var first = chunk * FrameChunk.Frames;
                var count = Math.Min(FrameChunk.Frames, _steps - first);
                if (row + count <= steps.Length && steps[row] == first && steps[row + count - 1] == first + count - 1)
                {
                    // The whole chunk is wanted, so it is unpacked where it belongs.
                    Unpack(file, chunk, frames.Slice(row * _frameBytes, count * _frameBytes));
                    row += count;
                    continue;
                }

                Unpack(file, chunk, unpacked.AsSpan(0, count * _frameBytes));
                for (; row < steps.Length && steps[row] < first + count; row++)
                {
                    unpacked.AsSpan((steps[row] - first) * _frameBytes, _frameBytes).CopyTo(frames[(row * _frameBytes)..]);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unpacked);
        }
    }

    private void Unpack(SafeFileHandle file, int chunk, Span<byte> frames)
    {
        var length = (int)(_starts[chunk + 1] - _starts[chunk]);
        var packed = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ShardLayout.ReadFully(file, _path, packed.AsSpan(0, length), _starts[chunk]);
            if (!BlockPacker.TryUnpack(packed.AsSpan(0, length), frames))
            {
                throw new DamagedDataException($"Chunk {chunk} of '{_path}' (frames from {chunk * FrameChunk.Frames} on) cannot be unpacked. Record it again, or copy it again.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }

        FrameChunk.FromDifferences(frames, _frameBytes);
    }
}

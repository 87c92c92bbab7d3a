using System.Runtime.InteropServices;

namespace Rl.Pretrain.Recordings;

/// <summary>Gathers frames, and writes each full chunk of them packed.</summary>
internal sealed class ChunkPacker(int frameBytes)
{
    private readonly BlockPacker _packer = new();
    private readonly byte[] _frames = new byte[FrameChunk.Frames * frameBytes];
    private readonly byte[] _packed = new byte[BlockPacker.MaxPackedLength(FrameChunk.Frames * frameBytes)];
    private readonly List<int> _lengths = [];
    private int _count;

    /// <summary>Adds a frame.</summary>
    public void Append(ReadOnlySpan<byte> frame, Stream file)
    {
        frame.CopyTo(_frames.AsSpan(_count * frameBytes));
        if (++_count == FrameChunk.Frames)
        {
            Flush(file);
        }
    }

    /// <summary>Writes the last chunk and the table.</summary>
    /// <returns>Bytes that all chunks and the table take.</returns>
    public long Complete(Stream file)
    {
        if (_count > 0)
        {
            Flush(file);
        }

        var table = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_lengths));
        file.Write(table);
        return _lengths.Sum(length => (long)length) + table.Length;
    }

    private void Flush(Stream file)
    {
        var frames = _frames.AsSpan(0, _count * frameBytes);
        FrameChunk.ToDifferences(frames, frameBytes);
        var length = _packer.Pack(frames, _packed);
        file.Write(_packed.AsSpan(0, length));
        _lengths.Add(length);
        _count = 0;
    }
}

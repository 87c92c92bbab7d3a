namespace Rl.Pretrain.Recordings;

/// <summary>The frames in a shard, however they lie there. Safe to read from several threads.</summary>
internal interface IShardFrames
{
    /// <summary>Copies chosen frames.</summary>
    /// <param name="steps">The steps, ascending and in range.</param>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, written; as many frames as there are steps.</param>
    /// <exception cref="DamagedDataException">The file is damaged, or ends before the frames do.</exception>
    void Copy(ReadOnlySpan<int> steps, Span<byte> frames);
}

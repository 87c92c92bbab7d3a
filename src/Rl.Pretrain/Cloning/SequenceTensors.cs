using System.Runtime.InteropServices;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>A chunk as tensors, in the dispose scope they were made in.</summary>
/// <param name="Frames"><c>[streams, time, height, width, channel] uint8</c>.</param>
/// <param name="First"><c>[streams, time] bool</c>.</param>
/// <param name="Buttons"><c>[streams, time] int64</c>.</param>
/// <param name="Camera"><c>[streams, time] int64</c>.</param>
internal readonly record struct SequenceTensors(Tensor Frames, Tensor First, Tensor Buttons, Tensor Camera)
{
    /// <summary>Some of the streams; the tensors share this one's storage.</summary>
    public SequenceTensors Part(int start, int streams) =>
        new(Frames.narrow(0, start, streams), First.narrow(0, start, streams), Buttons.narrow(0, start, streams), Camera.narrow(0, start, streams));

    public static SequenceTensors From(SequenceChunk chunk)
    {
        long[] shape = [chunk.Streams, chunk.Length];
        return new SequenceTensors(
            TensorBytes.ToTensor(chunk.Frames, [.. shape, chunk.FrameSize.Height, chunk.FrameSize.Width, 3], ScalarType.Byte),
            TensorBytes.ToTensor(MemoryMarshal.AsBytes(chunk.First.AsSpan()), shape, ScalarType.Bool),
            TensorBytes.ToTensor(MemoryMarshal.AsBytes(chunk.Buttons.AsSpan()), shape, ScalarType.Int64),
            TensorBytes.ToTensor(MemoryMarshal.AsBytes(chunk.Camera.AsSpan()), shape, ScalarType.Int64));
    }
}

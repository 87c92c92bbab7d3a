using System.Runtime.InteropServices;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Cloning;

/// <summary>A chunk as tensors on a policy's device, in the dispose scope they were made in.</summary>
/// <param name="Frames"><c>[streams, time, height, width, channel] uint8</c>.</param>
/// <param name="First"><c>[streams, time] bool</c>.</param>
/// <param name="Buttons"><c>[streams, time] int64</c>.</param>
/// <param name="Camera"><c>[streams, time] int64</c>.</param>
internal readonly record struct SequenceTensors(Tensor Frames, Tensor First, Tensor Buttons, Tensor Camera)
{
    /// <summary>Some of the streams; the tensors share this one's storage.</summary>
    public SequenceTensors Part(int start, int streams) =>
        new(Frames.narrow(0, start, streams), First.narrow(0, start, streams), Buttons.narrow(0, start, streams), Camera.narrow(0, start, streams));

    public static SequenceTensors From(SequenceChunk chunk, Device device)
    {
        long[] shape = [chunk.Streams, chunk.Length];
        return new SequenceTensors(
            On(device, chunk.Frames, [.. shape, chunk.FrameSize.Height, chunk.FrameSize.Width, 3], ScalarType.Byte),
            On(device, MemoryMarshal.AsBytes(chunk.First.AsSpan()), shape, ScalarType.Bool),
            On(device, MemoryMarshal.AsBytes(chunk.Buttons.AsSpan()), shape, ScalarType.Int64),
            On(device, MemoryMarshal.AsBytes(chunk.Camera.AsSpan()), shape, ScalarType.Int64));
    }

    private static Tensor On(Device device, ReadOnlySpan<byte> bytes, long[] shape, ScalarType type) =>
        ModelDevice.Upload(TensorBytes.ToTensor(bytes, shape, type), device);
}

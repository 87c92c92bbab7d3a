using System.Runtime.InteropServices;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Models;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>Clips with the actions to be told from them. Filled again and again.</summary>
/// <param name="clips">Clips.</param>
/// <param name="length">Frames of each.</param>
/// <param name="size">Size of the frames.</param>
internal sealed class ClipBatch(int clips, int length, FrameSize size)
{
    private readonly byte[] _frames = new byte[clips * length * size.ByteCount];
    private readonly long[] _buttons = new long[clips * length * FactoredAction.ButtonCount];
    private readonly long[] _camera = new long[clips * length * 2];

    public int Clips => clips;

    /// <summary>Copies frames and actions of an episode from a step on.</summary>
    public void Fill(int clip, RecordedEpisode episode, int start)
    {
        var bytes = length * size.ByteCount;
        episode.CopyFrames(start, _frames.AsSpan(clip * bytes, bytes));
        for (var i = 0; i < length; i++)
        {
            var action = FactoredAction.From(episode.Action(start + i));
            var row = (clip * length) + i;
            for (var button = 0; button < FactoredAction.ButtonCount; button++)
            {
                _buttons[(row * FactoredAction.ButtonCount) + button] = ((int)action.Buttons >> button) & 1;
            }

            _camera[2 * row] = action.PitchBin;
            _camera[(2 * row) + 1] = action.YawBin;
        }
    }

    /// <summary>The batch as tensors, in the dispose scope around the call.</summary>
    public LabelledClips ToTensors() => new(
        TensorBytes.ToTensor(_frames, [clips, length, size.Height, size.Width, 3], ScalarType.Byte),
        TensorBytes.ToTensor(MemoryMarshal.AsBytes(_buttons.AsSpan()), [clips, length, FactoredAction.ButtonCount], ScalarType.Int64),
        TensorBytes.ToTensor(MemoryMarshal.AsBytes(_camera.AsSpan()), [clips, length, 2], ScalarType.Int64));
}

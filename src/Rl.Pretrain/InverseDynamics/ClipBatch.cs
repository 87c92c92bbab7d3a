using System.Runtime.InteropServices;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Models;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>Clips with the actions to be told from them. Filled again and again.</summary>
/// <param name="clips">Clips.</param>
/// <param name="length">Frames of each of which the action is told.</param>
/// <param name="size">Size of the frames.</param>
internal sealed class ClipBatch(int clips, int length, FrameSize size)
{
    /// <summary>Frames before and after a clip that the model's convolution over time sees.</summary>
    public const int Margin = InverseDynamicsConfig.TemporalReach;

    private readonly byte[] _frames = new byte[clips * (length + (2 * Margin)) * size.ByteCount];
    private readonly long[] _buttons = new long[clips * length * FactoredAction.ButtonCount];
    private readonly long[] _camera = new long[clips * length * 2];

    /// <summary>Copies frames and actions of an episode from a step on; beyond the episode's ends it is black, as in labelling.</summary>
    public void Fill(int clip, RecordedEpisode episode, int start)
    {
        var bytes = (length + (2 * Margin)) * size.ByteCount;
        var frames = _frames.AsSpan(clip * bytes, bytes);
        var before = Math.Max(0, Margin - start);
        var after = Math.Max(0, start + length + Margin - episode.Steps);
        frames[..(before * size.ByteCount)].Clear();
        episode.CopyFrames(start - Margin + before, frames[(before * size.ByteCount)..^(after * size.ByteCount)]);
        frames[^(after * size.ByteCount)..].Clear();
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
        TensorBytes.ToTensor(_frames, [clips, length + (2 * Margin), size.Height, size.Width, 3], ScalarType.Byte),
        TensorBytes.ToTensor(MemoryMarshal.AsBytes(_buttons.AsSpan()), [clips, length, FactoredAction.ButtonCount], ScalarType.Int64),
        TensorBytes.ToTensor(MemoryMarshal.AsBytes(_camera.AsSpan()), [clips, length, 2], ScalarType.Int64));
}

using System.Numerics;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// Changes clips as another player's screen would: colours, a slight turn and shift; or shows them, and their actions, in a mirror. One draw for all
/// frames of a clip, so that what moves in it still moves by its actions.
/// </summary>
internal sealed class ClipAugmenter(ClipAugmentation settings)
{
    /// <summary>Bytes of frames that are changed at once: few enough for the cache, enough not to be all calls.</summary>
    private const long SliceBytes = 1 << 20;

    /// <summary>Which button each one is in the mirror.</summary>
    private static readonly long[] MirroredButtons =
        [.. Enumerable.Range(0, FactoredAction.ButtonCount).Select(button => (long)BitOperations.Log2((uint)((Buttons)(1 << button)).Mirrored()))];

    /// <summary>Which bin of the yaw each one is in the mirror.</summary>
    private static readonly long[] MirroredBins =
        [.. Enumerable.Range(0, FactoredAction.CameraBins).Select(bin => (long)new FactoredAction(Buttons.None, FactoredAction.NullBin, (byte)bin).Mirrored().YawBin)];

    private readonly ClipAugmentation _settings = settings.Validated();

    private bool ChangesColors => _settings is not { Hue: 0, Saturation: 0, Brightness: 0, Contrast: 0 };

    private bool Moves => _settings is not { RotationDegrees: 0, Scale: 0, ShearDegrees: 0, Translation: 0 };

    /// <summary>Changes every clip by draws of its own.</summary>
    /// <param name="clips">Left as they are.</param>
    /// <param name="random">Where the draws come from: ten a clip, in the clips' order.</param>
    /// <returns>The same shapes and types, in the dispose scope around the call.</returns>
    public LabelledClips Apply(LabelledClips clips, SeededRandom random)
    {
        if (_settings == ClipAugmentation.None)
        {
            return clips;
        }

        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var (count, aspect) = ((int)clips.Frames.shape[0], (double)clips.Frames.shape[3] / clips.Frames.shape[2]);
        ClipChange[] changes = [.. Enumerable.Range(0, count).Select(_ => ClipChange.Draw(_settings, aspect, random))];
        var frames = ChangesColors || Moves ? Repaint(clips.Frames, changes) : clips.Frames;

        var isMirrored = tensor(changes.Select(change => change.IsMirrored).ToArray()).view(-1, 1, 1);
        frames = where(isMirrored.view(-1, 1, 1, 1, 1), frames.flip(3), frames);
        var buttons = where(isMirrored, clips.Buttons.index_select(-1, tensor(MirroredButtons)), clips.Buttons);
        var camera = where(isMirrored, MirrorYaw(clips.Camera), clips.Camera);

        return new LabelledClips(frames.MoveToOuterDisposeScope(), buttons.MoveToOuterDisposeScope(), camera.MoveToOuterDisposeScope());
    }

    private static Tensor MirrorYaw(Tensor camera) =>
        stack([camera.select(-1, 0), tensor(MirroredBins).index_select(0, camera.select(-1, 1).flatten()).view(camera.shape[..^1])], -1);

    /// <summary>Changes colours and geometry, a few clips at a time.</summary>
    private Tensor Repaint(Tensor frames, ClipChange[] changes)
    {
        using var scope = NewDisposeScope();
        var slice = (int)Math.Clamp(SliceBytes / (frames.numel() / changes.Length), 1, changes.Length);
        var parts = changes.Chunk(slice).Select((part, index) => RepaintSlice(frames.narrow(0, (long)index * slice, part.Length), part));

        return cat([.. parts], 0).MoveToOuterDisposeScope();
    }

    /// <summary>Maps <c>[clips, time, height, width, 3] uint8</c> to the same.</summary>
    private Tensor RepaintSlice(Tensor clips, ClipChange[] changes)
    {
        using var scope = NewDisposeScope();

        // Colours first: what a shift brings in from beyond the edge is black, whatever the colours become.
        var planes = clips.permute(0, 4, 1, 2, 3).to(ScalarType.Float32).contiguous(); // [clips, 3, time, height, width]
        planes = ChangesColors ? Recolor(planes, changes) : planes;
        planes = Moves ? Move(planes, changes) : planes;

        return planes.round_().to(ScalarType.Byte).permute(0, 2, 3, 4, 1).contiguous().MoveToOuterDisposeScope();
    }

    private static Tensor Recolor(Tensor planes, ClipChange[] changes)
    {
        using var scope = NewDisposeScope();
        var pixels = planes.view(changes.Length, 3, -1);
        var maps = tensor(changes.SelectMany(change => change.Colors).ToArray()).view(-1, 3, 3);
        var greyShares = tensor(changes.Select(change => change.GreyShare).ToArray());

        // The mean grey: neither saturation nor hue change it.
        var grey = pixels.mean([2]).matmul(tensor(ClipChange.Luma)).mul_(greyShares).view(-1, 1, 1);
        return maps.bmm(pixels).add_(grey).Within(0, 255).view(planes.shape).MoveToOuterDisposeScope();
    }

    private static Tensor Move(Tensor planes, ClipChange[] changes)
    {
        using var scope = NewDisposeScope();
        var (clips, height, width) = (planes.shape[0], planes.shape[3], planes.shape[4]);
        var geometry = tensor(changes.SelectMany(change => change.Geometry).ToArray()).view(-1, 2, 3);
        var grid = functional.affine_grid(geometry, [clips, 3, height, width], align_corners: false);

        // A clip's frames are channels of one picture here: all of them are moved alike.
        var pictures = planes.view(clips, -1, height, width);
        return functional.grid_sample(pictures, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false)
            .view(planes.shape).MoveToOuterDisposeScope();
    }
}

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
/// <remarks>Brightness, contrast, saturation and hue are linear maps of the colour, taken in this order and together; the hue turns in the YIQ plane.</remarks>
internal sealed class ClipAugmenter(ClipAugmentation settings)
{
    // Luma of ITU-R BT.601, as everywhere in YIQ.
    private static readonly double[,] ToYiq = { { 0.299, 0.587, 0.114 }, { 0.5959, -0.2746, -0.3213 }, { 0.2115, -0.5227, 0.3112 } };
    private static readonly double[,] FromYiq = { { 1, 0.956, 0.619 }, { 1, -0.272, -0.647 }, { 1, -1.106, 1.703 } };

    /// <summary>Which button each one is in the mirror.</summary>
    private static readonly long[] MirroredButtons =
        [.. Enumerable.Range(0, FactoredAction.ButtonCount).Select(button => (long)BitOperations.Log2((uint)((Buttons)(1 << button)).Mirrored()))];

    /// <summary>Which bin of the yaw each one is in the mirror.</summary>
    private static readonly long[] MirroredBins =
        [.. Enumerable.Range(0, FactoredAction.CameraBins).Select(bin => (long)new FactoredAction(Buttons.None, FactoredAction.NullBin, (byte)bin).Mirrored().YawBin)];

    private readonly ClipAugmentation _settings = settings.Validated();

    /// <summary>Changes every clip by draws of its own.</summary>
    /// <param name="clips">Left as they are.</param>
    /// <param name="random">Where the draws come from: nine a clip.</param>
    /// <returns>The same shapes and types, in the dispose scope around the call.</returns>
    public LabelledClips Apply(LabelledClips clips, SeededRandom random)
    {
        if (_settings == ClipAugmentation.None)
        {
            return clips;
        }

        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var (frames, buttons, camera) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        for (var clip = 0L; clip < clips.Frames.shape[0]; clip++)
        {
            var changed = Change(clips.Frames[clip], random);
            var isMirrored = random.NextDouble() < _settings.Mirror;
            frames.Add(isMirrored ? changed.flip(2) : changed);
            buttons.Add(isMirrored ? clips.Buttons[clip].index_select(-1, tensor(MirroredButtons)) : clips.Buttons[clip]);
            camera.Add(isMirrored ? MirrorYaw(clips.Camera[clip]) : clips.Camera[clip]);
        }

        return new LabelledClips(
            stack(frames).MoveToOuterDisposeScope(), stack(buttons).MoveToOuterDisposeScope(), stack(camera).MoveToOuterDisposeScope());
    }

    private static Tensor MirrorYaw(Tensor camera) =>
        stack([camera.select(-1, 0), tensor(MirroredBins).index_select(0, camera.select(-1, 1))], -1);

    private Tensor Change(Tensor clip, SeededRandom random)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (clip.shape[1], clip.shape[2]);
        var frames = clip.to(ScalarType.Float32);

        var brightness = Factor(_settings.Brightness);
        var contrast = Factor(_settings.Contrast);
        var saturation = Factor(_settings.Saturation);
        var colors = Turn(saturation, Spread(_settings.Hue) * 2 * Math.PI);
        var map = tensor(colors.Cast<double>().Select(entry => (float)(entry * brightness * contrast)).ToArray()).view(3, 3).to(clip.device);

        // Contrast moves colours away from, or towards, the clip's mean grey, which neither saturation nor hue change.
        var luma = tensor(new[] { 0.299f, 0.587f, 0.114f }).to(clip.device);
        var grey = frames.mean([0, 1, 2]).dot(luma).Times(brightness * (1 - contrast));
        var colored = frames.matmul(map.t()).add_(grey).Within(0, 255);

        var grid = functional.affine_grid(Geometry(height, width, random).to(clip.device), [1, 3, height, width], align_corners: false);
        var moved = functional.grid_sample(
            colored.permute(0, 3, 1, 2), grid.expand(clip.shape[0], -1, -1, -1), GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);

        return moved.round_().to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().MoveToOuterDisposeScope();

        double Spread(double most) => ((2 * random.NextDouble()) - 1) * most;

        double Factor(double most) => 1 + Spread(most);
    }

    /// <summary>Saturation and hue as one map of red, green and blue.</summary>
    private static double[,] Turn(double saturation, double angle)
    {
        var (sine, cosine) = (Math.Sin(angle) * saturation, Math.Cos(angle) * saturation);
        double[,] turn = { { 1, 0, 0 }, { 0, cosine, -sine }, { 0, sine, cosine } };
        return Product(FromYiq, Product(turn, ToYiq));
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        var product = new double[3, 3];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                product[row, column] = Enumerable.Range(0, 3).Sum(k => left[row, k] * right[k, column]);
            }
        }

        return product;
    }

    /// <summary>Where each pixel comes from, in coordinates of −1 to 1, as <c>[1, 2, 3]</c>. Lengths are kept alike along both axes.</summary>
    private Tensor Geometry(long height, long width, SeededRandom random)
    {
        var (sine, cosine) = Math.SinCos(Spread(_settings.RotationDegrees) * Math.PI / 180);
        var shear = Math.Tan(Spread(_settings.ShearDegrees) * Math.PI / 180);
        var size = 1 / (1 + Spread(_settings.Scale));
        var (shiftX, shiftY) = (2 * Spread(_settings.Translation), 2 * Spread(_settings.Translation));
        var aspect = (double)width / height;
        float[] entries =
        [
            (float)(size * cosine), (float)(size * ((shear * cosine) - sine) / aspect), (float)shiftX,
            (float)(size * sine * aspect), (float)(size * ((shear * sine) + cosine)), (float)shiftY,
        ];
        return tensor(entries).view(1, 2, 3);

        double Spread(double most) => ((2 * random.NextDouble()) - 1) * most;
    }
}

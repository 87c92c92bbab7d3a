using Rl.Env.Seeds;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>How one clip is augmented: a draw for all of its frames.</summary>
/// <param name="Colors">Brightness, contrast, saturation and hue as one linear map of red, green and blue, row by row; the hue turns in the YIQ plane.</param>
/// <param name="GreyShare">What is added to every colour, as a share of the clip's mean grey: contrast moves colours away from it, or towards it.</param>
/// <param name="Geometry"><c>[2, 3]</c>, row by row: where each pixel comes from, in coordinates of −1 to 1. Lengths are kept alike along both axes.</param>
/// <param name="IsMirrored">True if left and right are exchanged, after all else.</param>
internal sealed record ClipChange(float[] Colors, float GreyShare, float[] Geometry, bool IsMirrored)
{
    // Luma of ITU-R BT.601, as everywhere in YIQ.
    private static readonly double[,] ToYiq = { { 0.299, 0.587, 0.114 }, { 0.5959, -0.2746, -0.3213 }, { 0.2115, -0.5227, 0.3112 } };
    private static readonly double[,] FromYiq = { { 1, 0.956, 0.619 }, { 1, -0.272, -0.647 }, { 1, -1.106, 1.703 } };

    /// <summary>What red, green and blue count for in a grey.</summary>
    public static readonly float[] Luma = [.. Enumerable.Range(0, 3).Select(color => (float)ToYiq[0, color])];

    /// <summary>Draws a change.</summary>
    /// <param name="settings">How far it may go.</param>
    /// <param name="aspect">Width over height of a frame.</param>
    /// <param name="random">Where the ten draws come from.</param>
    public static ClipChange Draw(ClipAugmentation settings, double aspect, SeededRandom random)
    {
        var brightness = 1 + Spread(settings.Brightness);
        var contrast = 1 + Spread(settings.Contrast);
        var saturation = 1 + Spread(settings.Saturation);
        var colors = Turn(saturation, Spread(settings.Hue) * 2 * Math.PI);

        var (sine, cosine) = Math.SinCos(Spread(settings.RotationDegrees) * Math.PI / 180);
        var shear = Math.Tan(Spread(settings.ShearDegrees) * Math.PI / 180);
        var size = 1 / (1 + Spread(settings.Scale));
        var (shiftX, shiftY) = (2 * Spread(settings.Translation), 2 * Spread(settings.Translation));
        double[] geometry =
        [
            size * cosine, size * ((shear * cosine) - sine) / aspect, shiftX,
            size * sine * aspect, size * ((shear * sine) + cosine), shiftY,
        ];

        return new ClipChange(
            [.. colors.Cast<double>().Select(entry => (float)(entry * brightness * contrast))],
            (float)(brightness * (1 - contrast)),
            [.. geometry.Select(entry => (float)entry)],
            random.NextDouble() < settings.Mirror);

        double Spread(double most) => ((2 * random.NextDouble()) - 1) * most;
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
}

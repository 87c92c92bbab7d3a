using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Rl.Pretrain.Contractor;

/* MouseMotion must
 * - turn the pixels that a recorder writes into the float64 degrees that the reference multiplies out
 * - hold any motion in degrees exactly, written as pixels: between pixels and degrees lies a factor of 0.15, and one in eight float64 degrees is
 *   no float64 of pixels times 0.15, among them the centres of six of the camera's bins
 */

/// <summary>How far the mouse moved on one axis: what stands in the file, and the degrees it means.</summary>
/// <param name="Pixels">The number in the file.</param>
/// <param name="Degrees">Pixels × 0.15.</param>
internal readonly record struct MouseMotion(double Pixels, double Degrees)
{
    /// <summary>Bytes of the longest number that is written.</summary>
    public const int MaximumBytes = 40;

    private const int DigitsOfDouble = 17;
    private const double LeastDegrees = 1e-9;
    private const double MostDegrees = 180;
    private const decimal DegreesPerPixel = 0.15m;

    /// <summary>Reads the number that a JSON reader stands on. One of more digits than a float64 has is multiplied as a decimal.</summary>
    public static MouseMotion Read(ref Utf8JsonReader json)
    {
        var pixels = json.GetDouble();
        return CountDigits(json.ValueSpan) > DigitsOfDouble && json.TryGetDecimal(out var exact)
            ? new MouseMotion(pixels, ToDouble(exact * DegreesPerPixel))
            : new MouseMotion(pixels, pixels * RecorderScale.DegreesPerPixel);
    }

    /// <summary>Refuses a motion that <see cref="Write"/> might not tell exactly: decimals have 28 digits behind the point.</summary>
    /// <param name="degrees">0, or 1e-9 to 180 in magnitude.</param>
    /// <exception cref="ArgumentOutOfRangeException">The motion is none of those.</exception>
    public static void RequireTellable(double degrees)
    {
        if (degrees != 0 && Math.Abs(degrees) is not (>= LeastDegrees and <= MostDegrees))
        {
            throw new ArgumentOutOfRangeException(
                nameof(degrees), degrees, $"A camera motion is neither 0 nor {LeastDegrees} to {MostDegrees} degrees in magnitude: pixels cannot tell it exactly.");
        }
    }

    /// <summary>
    /// Writes pixels that read back as exactly these degrees: as a float64 where one does, else as a decimal of 28 digits.
    /// </summary>
    /// <param name="degrees">A motion that <see cref="RequireTellable"/> lets pass.</param>
    /// <param name="utf8">Where the number is written; at least <see cref="MaximumBytes"/>.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(double degrees, Span<byte> utf8)
    {
        var nearest = degrees / RecorderScale.DegreesPerPixel;
        foreach (var pixels in (ReadOnlySpan<double>)[nearest, Math.BitDecrement(nearest), Math.BitIncrement(nearest)])
        {
            if (pixels * RecorderScale.DegreesPerPixel == degrees)
            {
                // The recorder writes 0.0, never -0.0 nor a bare 0.
                var number = (pixels + 0.0).ToString("0.0################", CultureInfo.InvariantCulture);
                return WriteText(double.Parse(number, CultureInfo.InvariantCulture) == pixels ? number : pixels.ToString("R", CultureInfo.InvariantCulture), utf8);
            }
        }

        var exact = decimal.Parse(degrees.ToString("E27", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) / DegreesPerPixel;
        return WriteText(exact.ToString(CultureInfo.InvariantCulture), utf8);
    }

    private static int WriteText(string number, Span<byte> utf8) => System.Text.Encoding.ASCII.GetBytes(number, utf8);

    // A cast from decimal to double rounds more than once; parsing rounds to the nearest.
    private static double ToDouble(decimal value)
    {
        Span<byte> text = stackalloc byte[MaximumBytes];
        return Utf8Formatter.TryFormat(value, text, out var length) ? double.Parse(text[..length], CultureInfo.InvariantCulture) : (double)value;
    }

    private static int CountDigits(ReadOnlySpan<byte> number)
    {
        var digits = 0;
        foreach (var letter in number)
        {
            if (letter is (byte)'e' or (byte)'E')
            {
                break;
            }

            // Leading zeros are no digits of the number.
            digits += char.IsAsciiDigit((char)letter) && (digits > 0 || letter != '0') ? 1 : 0;
        }

        return digits;
    }
}

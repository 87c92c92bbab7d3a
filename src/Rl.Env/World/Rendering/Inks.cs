using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The colours that letters stand for in a drawn picture. The digits 1 to 6 are its first colour from the outline to the gleam, a to f its
/// second and p to u its third; K is black, and R, O, Y and W are fire from its rim to its heart.
/// </summary>
internal static class Inks
{
    private static readonly uint White = Rgb(255, 255, 255);

    /// <summary>A palette of up to three colours.</summary>
    public static Func<char, uint> Of(uint first, uint? second = null, uint? third = null) =>
        letter => InkOf(letter, first, second ?? first, third ?? first);

    private static uint InkOf(char letter, uint first, uint second, uint third) => letter switch
    {
        >= '1' and <= '6' => Tone(first, letter - '1'),
        >= 'a' and <= 'f' => Tone(second, letter - 'a'),
        >= 'p' and <= 'u' => Tone(third, letter - 'p'),
        'K' => Rgb(26, 23, 25),
        'R' => Rgb(210, 72, 14),
        'O' => Rgb(246, 138, 28),
        'Y' => Rgb(255, 210, 80),
        'W' => Rgb(255, 247, 204),
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No colour has this letter."),
    };

    private static uint Tone(uint color, int tone) => tone switch
    {
        0 => Scale(color, 0.34),
        1 => Scale(color, 0.58),
        2 => Scale(color, 0.8),
        3 => color,
        4 => Blend(color, White, 0.26),
        _ => Blend(color, White, 0.58),
    };
}

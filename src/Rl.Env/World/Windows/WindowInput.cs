using Rl.Env.Actions;

namespace Rl.Env.World.Windows;

/// <summary>What a player does in one tick with a window open.</summary>
/// <param name="Held">Buttons that are down.</param>
/// <param name="Pressed">Buttons that went down in this tick.</param>
/// <param name="Released">Buttons that came up in this tick.</param>
/// <param name="PitchDegrees">Camera motion downwards in degrees, which moves the cursor down.</param>
/// <param name="YawDegrees">Camera motion to the right in degrees, which moves the cursor right.</param>
internal readonly record struct WindowInput(Buttons Held, Buttons Pressed, Buttons Released, double PitchDegrees, double YawDegrees)
{
    /// <summary>An action after the buttons that were held the tick before.</summary>
    public static WindowInput After(Buttons before, MinecraftAction action) => new(
        action.Buttons, action.Buttons & ~before, before & ~action.Buttons, action.PitchDegrees, action.YawDegrees);
}

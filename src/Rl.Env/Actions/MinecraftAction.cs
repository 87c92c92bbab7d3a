namespace Rl.Env.Actions;

/// <summary>What a player does in one tick: the buttons held, and how far the mouse turns the view.</summary>
/// <param name="Buttons">Buttons held during the tick; edges are taken against the tick before.</param>
/// <param name="PitchDegrees">Camera motion downwards in degrees, −180 to 180; with a GUI open it moves the cursor.</param>
/// <param name="YawDegrees">Camera motion to the right in degrees, −180 to 180.</param>
public readonly record struct MinecraftAction(Buttons Buttons, double PitchDegrees, double YawDegrees)
{
    /// <summary>Nothing is held and the view rests.</summary>
    public static MinecraftAction Idle => default;

    /// <summary>True if every one of <paramref name="buttons"/> is held.</summary>
    public bool Holds(Buttons buttons) => (Buttons & buttons) == buttons;
}

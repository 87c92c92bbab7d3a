namespace Rl.Env.Actions;

/// <summary>What a player does in one tick: the buttons held, and how far the mouse turns the view.</summary>
/// <param name="Buttons">Buttons held during the tick; edges are taken against the tick before.</param>
/// <param name="PitchDegrees">Camera motion downwards in degrees, −180 to 180; with a GUI open it moves the cursor.</param>
/// <param name="YawDegrees">Camera motion to the right in degrees, −180 to 180.</param>
public readonly record struct MinecraftAction(Buttons Buttons, double PitchDegrees, double YawDegrees)
{
    private const Buttons AllButtons = (Buttons)(((int)Buttons.Hotbar9 << 1) - 1);
    private const double MaximumTurnDegrees = 180;

    /// <summary>Nothing is held and the view rests.</summary>
    public static MinecraftAction Idle => default;

    /// <summary>True if every one of <paramref name="buttons"/> is held.</summary>
    public bool Holds(Buttons buttons) => (Buttons & buttons) == buttons;

    /// <summary>Requires an action that can be carried out.</summary>
    /// <exception cref="ArgumentException">A bit is no button, or a turn no angle in range; the message has the value.</exception>
    public void Require()
    {
        RequireButtons();
        RequireTurn(PitchDegrees, nameof(PitchDegrees));
        RequireTurn(YawDegrees, nameof(YawDegrees));
    }

    /// <summary>Requires buttons that there are.</summary>
    /// <exception cref="ArgumentException">A bit is no button.</exception>
    public void RequireButtons()
    {
        if ((Buttons & ~AllButtons) != 0)
        {
            throw new ArgumentException($"'{nameof(Buttons)}' of the action is 0x{(int)Buttons:X}, expected the 20 lowest bits alone.");
        }
    }

    private static void RequireTurn(double degrees, string name)
    {
        if (!(Math.Abs(degrees) <= MaximumTurnDegrees))
        {
            throw new ArgumentException($"'{name}' of the action is {degrees}, expected degrees from -180 to 180.");
        }
    }
}

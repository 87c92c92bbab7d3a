namespace Rl.Env.Actions;

/// <summary>Questions asked of <see cref="Buttons"/>, and what a mirror makes of them.</summary>
public static class ButtonsExtensions
{
    private const int HotbarSlots = 9;
    private const Buttons AllHotbar = (Buttons)(((1 << HotbarSlots) - 1) * (int)Buttons.Hotbar1);

    /// <summary>Says whether a button is among those held.</summary>
    /// <param name="held">The buttons that are down.</param>
    /// <param name="button">One button.</param>
    /// <returns>True when <paramref name="button"/> is down.</returns>
    // Not Enum.HasFlag: until the JIT has optimised its caller it boxes both sides, 48 bytes a question and some 19
    // questions a step, and a step allocates nothing from the first one on.
    public static bool Holds(this Buttons held, Buttons button) => (held & button) != 0;

    /// <summary>What a player who sees the world in a mirror would hold to do the same: left for right, the hotbar's slots from the other end.</summary>
    /// <param name="held">The buttons that are down.</param>
    /// <returns>As many buttons; mirrored twice they are the same again.</returns>
    public static Buttons Mirrored(this Buttons held)
    {
        var mirrored = held & ~(Buttons.Left | Buttons.Right | AllHotbar);
        mirrored |= held.Holds(Buttons.Left) ? Buttons.Right : Buttons.None;
        mirrored |= held.Holds(Buttons.Right) ? Buttons.Left : Buttons.None;
        for (var slot = 0; slot < HotbarSlots; slot++)
        {
            mirrored |= held.Holds((Buttons)((int)Buttons.Hotbar1 << slot)) ? (Buttons)((int)Buttons.Hotbar9 >> slot) : Buttons.None;
        }

        return mirrored;
    }
}

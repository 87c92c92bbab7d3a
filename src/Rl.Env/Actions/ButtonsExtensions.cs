namespace Rl.Env.Actions;

/// <summary>Questions asked of <see cref="Buttons"/>.</summary>
public static class ButtonsExtensions
{
    /// <summary>Says whether a button is among those held.</summary>
    /// <param name="held">The buttons that are down.</param>
    /// <param name="button">One button.</param>
    /// <returns>True when <paramref name="button"/> is down.</returns>
    // Not Enum.HasFlag: until the JIT has optimised its caller it boxes both sides, 48 bytes a question and some 19
    // questions a step, and a step allocates nothing from the first one on.
    public static bool Holds(this Buttons held, Buttons button) => (held & button) != 0;
}

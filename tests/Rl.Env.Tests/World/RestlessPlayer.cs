using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Env.Tests.World;

/// <summary>Presses keys at random, with some patience: holds what it has begun for a while, so that blocks break, windows open and items move.</summary>
internal sealed class RestlessPlayer(ulong seed)
{
    private static readonly Buttons[] Moods =
    [
        Buttons.Attack, Buttons.Attack | Buttons.Forward, Buttons.Use, Buttons.Use | Buttons.Sneak, Buttons.Forward | Buttons.Sprint,
        Buttons.Forward | Buttons.Jump, Buttons.Left, Buttons.Right | Buttons.Back, Buttons.Sneak | Buttons.Forward, Buttons.Attack | Buttons.Sneak,
        Buttons.None, Buttons.Jump | Buttons.Use,
    ];

    private readonly SeededRandom _random = new(seed);
    private Buttons _mood;
    private int _left;

    /// <summary>The next action; with a window open it clicks about.</summary>
    public MinecraftAction Next(bool isWindowOpen)
    {
        if (_left-- <= 0)
        {
            _left = _random.Next(isWindowOpen ? 4 : 60);
            _mood = Moods[_random.Next(Moods.Length)];
        }

        var buttons = _random.Next(8) == 0 ? Buttons.None : _mood;
        if (_random.Next(isWindowOpen ? 60 : 120) == 0)
        {
            buttons |= Buttons.Inventory;
        }

        if (_random.Next(25) == 0)
        {
            buttons |= (Buttons)((int)Buttons.Hotbar1 << _random.Next(9));
        }

        if (_random.Next(150) == 0)
        {
            buttons |= Buttons.Drop;
        }

        // In a window the cursor has to stay near the slots; in the world mostly the ground before the feet is of interest.
        var pitch = (_random.NextDouble() - 0.5) * (isWindowOpen ? 16 : 12);
        var yaw = (_random.NextDouble() - 0.5) * (isWindowOpen ? 20 : 16);
        return new MinecraftAction(buttons, pitch, yaw);
    }
}

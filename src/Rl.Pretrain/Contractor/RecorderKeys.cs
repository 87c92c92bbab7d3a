using Rl.Env.Actions;

namespace Rl.Pretrain.Contractor;

/// <summary>The recorder's names for keys and mouse buttons, and MineRL's names for what they do.</summary>
public static class RecorderKeys
{
    private const int LongestName = 32;

    private static readonly RecorderKey[] Keyboard =
    [
        new("key.keyboard.w", Buttons.Forward),
        new("key.keyboard.s", Buttons.Back),
        new("key.keyboard.a", Buttons.Left),
        new("key.keyboard.d", Buttons.Right),
        new("key.keyboard.space", Buttons.Jump),
        new("key.keyboard.left.shift", Buttons.Sneak),
        new("key.keyboard.left.control", Buttons.Sprint),
        new("key.keyboard.q", Buttons.Drop),
        new("key.keyboard.e", Buttons.Inventory),
        new("key.keyboard.1", Buttons.Hotbar1),
        new("key.keyboard.2", Buttons.Hotbar2),
        new("key.keyboard.3", Buttons.Hotbar3),
        new("key.keyboard.4", Buttons.Hotbar4),
        new("key.keyboard.5", Buttons.Hotbar5),
        new("key.keyboard.6", Buttons.Hotbar6),
        new("key.keyboard.7", Buttons.Hotbar7),
        new("key.keyboard.8", Buttons.Hotbar8),
        new("key.keyboard.9", Buttons.Hotbar9),
        new("key.keyboard.escape", Buttons.None, UnplayableKeys.Escape),
        new("key.keyboard.f", Buttons.None, UnplayableKeys.SwapHands),
    ];

    // MineRL's order, in which the reference lists an action.
    private static readonly (string Name, Buttons Button, UnplayableKeys Key)[] Actions =
    [
        ("ESC", Buttons.None, UnplayableKeys.Escape),
        ("back", Buttons.Back, UnplayableKeys.None),
        ("drop", Buttons.Drop, UnplayableKeys.None),
        ("forward", Buttons.Forward, UnplayableKeys.None),
        ("hotbar.1", Buttons.Hotbar1, UnplayableKeys.None),
        ("hotbar.2", Buttons.Hotbar2, UnplayableKeys.None),
        ("hotbar.3", Buttons.Hotbar3, UnplayableKeys.None),
        ("hotbar.4", Buttons.Hotbar4, UnplayableKeys.None),
        ("hotbar.5", Buttons.Hotbar5, UnplayableKeys.None),
        ("hotbar.6", Buttons.Hotbar6, UnplayableKeys.None),
        ("hotbar.7", Buttons.Hotbar7, UnplayableKeys.None),
        ("hotbar.8", Buttons.Hotbar8, UnplayableKeys.None),
        ("hotbar.9", Buttons.Hotbar9, UnplayableKeys.None),
        ("inventory", Buttons.Inventory, UnplayableKeys.None),
        ("jump", Buttons.Jump, UnplayableKeys.None),
        ("left", Buttons.Left, UnplayableKeys.None),
        ("right", Buttons.Right, UnplayableKeys.None),
        ("sneak", Buttons.Sneak, UnplayableKeys.None),
        ("sprint", Buttons.Sprint, UnplayableKeys.None),
        ("swapHands", Buttons.None, UnplayableKeys.SwapHands),
        ("attack", Buttons.Attack, UnplayableKeys.None),
        ("use", Buttons.Use, UnplayableKeys.None),
        ("pickItem", Buttons.None, UnplayableKeys.PickItem),
    ];

    /// <summary>MineRL's names of what is held, in MineRL's order: ESC, back, …, attack, use, pickItem.</summary>
    public static IEnumerable<string> NamesOf(Buttons buttons, UnplayableKeys keys) =>
        Actions.Where(action => (action.Button & buttons) != 0 || (action.Key & keys) != 0).Select(action => action.Name);

    /// <summary>The button that selects a slot of the hotbar, 0 to 8.</summary>
    internal static Buttons Hotbar(int slot) => (Buttons)((int)Buttons.Hotbar1 << slot);

    /// <summary>What a key of the keyboard does; nothing for a key without meaning.</summary>
    internal static (Buttons Button, UnplayableKeys Key) Find(ReadOnlySpan<byte> name)
    {
        if (name.Length <= LongestName)
        {
            foreach (var key in Keyboard)
            {
                if (name.SequenceEqual(key.Utf8))
                {
                    return (key.Button, key.Unplayable);
                }
            }
        }

        return default;
    }

    /// <summary>What a mouse button does: 0 attacks, 1 uses, 2 picks.</summary>
    internal static (Buttons Button, UnplayableKeys Key) Mouse(int button) => button switch
    {
        0 => (Buttons.Attack, UnplayableKeys.None),
        1 => (Buttons.Use, UnplayableKeys.None),
        2 => (Buttons.None, UnplayableKeys.PickItem),
        _ => default,
    };

    /// <summary>The keyboard's names for what is held, in the order of the table; mouse buttons have none.</summary>
    internal static IEnumerable<string> KeyboardNames(Buttons held) => Keyboard.Where(key => (key.Button & held) != 0).Select(key => key.Name);

    private sealed record RecorderKey(string Name, Buttons Button, UnplayableKeys Unplayable = UnplayableKeys.None)
    {
        public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
    }
}

using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Opening and closing windows by the inventory key, which acts when it goes down, not while it is held.</summary>
internal sealed class InventoryKey(Self self)
{
    private const int Interval = 4;

    private long _pressTick = -Interval;

    /// <summary>Begins an episode.</summary>
    public void Reset() => _pressTick = -Interval;

    /// <summary>Works a tick on having the player's own window open; true if it is.</summary>
    public bool Open()
    {
        if (self.Window.Kind != WindowKind.Player)
        {
            Press();
            return false;
        }

        return true;
    }

    /// <summary>Works a tick on having no window open; true if none is.</summary>
    public bool Close()
    {
        if (self.Window.Kind != WindowKind.None)
        {
            Press();
            return false;
        }

        return true;
    }

    private void Press()
    {
        if (self.Tick - _pressTick >= Interval)
        {
            _pressTick = self.Tick;
            self.Controls.PressInventory();
        }
    }
}

using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Opening the inventory for a look, as people do.</summary>
internal sealed class PeekErrand(Self self, CursorHand hand, InventoryKey key) : IErrand
{
    private int _ticks;
    private bool _hasOpened;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        (_ticks, _hasOpened) = (8 + self.UpTo(30), false);
        hand.Stop();
    }

    /// <inheritdoc />
    public bool UsesWindows => true;

    /// <inheritdoc />
    public Progress Act()
    {
        if (self.Window.Kind != WindowKind.Player)
        {
            if (_hasOpened)
            {
                return Progress.Done;
            }

            _ = key.Open();
            return Progress.Underway;
        }

        _hasOpened = true;
        if (!hand.IsIdle)
        {
            hand.Act();
        }
        else if (--_ticks <= 0)
        {
            _ = key.Close();
        }
        else if (self.Random.Next(9) == 0)
        {
            hand.Hover(WindowLayout.WindowSlot(WindowKind.Player, self.Random.Next(36)));
        }

        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave() => hand.Stop();
}

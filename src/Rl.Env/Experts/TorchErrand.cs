using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>Leaving a torch behind.</summary>
internal sealed class TorchErrand(Self self, Mason mason) : IErrand
{
    private Cell _cell;

    /// <summary>A cell beside him that a torch could be put into, behind by preference; null if there is none.</summary>
    public Cell? Spot(int ahead)
    {
        ReadOnlySpan<int> turns = [2, 1, 3];
        foreach (var turn in turns)
        {
            var cell = self.Stand.Toward(ahead + turn);
            if (self.Chart.IsClear(cell) && self.Chart.IsFloor(cell.Below()) && mason.CanPlace(cell))
            {
                return cell;
            }
        }

        return null;
    }

    /// <summary>Begins.</summary>
    public void Begin(Cell cell) => _cell = cell;

    /// <inheritdoc />
    public Progress Act()
    {
        var slot = self.Pack.HotbarSlotOf(ItemId.Torch);
        return slot < 0 ? Progress.Failed : mason.Place(_cell, slot);
    }

    /// <inheritdoc />
    public void Leave() => mason.Stop();
}

using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>Choosing what to fetch next of all that was seen: trunks, ores, things lying about. What could not be got is left alone for a while.</summary>
internal sealed class Prospects(Self self, Miner miner)
{
    private const int BanTicks = 1500;
    private const double LooseRange = 10;
    private const int HighestLog = 5;

    private readonly Bans _bans = new();

    /// <summary>Begins an episode.</summary>
    public void Reset() => _bans.Reset();

    /// <summary>Leaves a cell alone for a while.</summary>
    public void Ban(Cell cell) => _bans.Add(cell, self.Tick + BanTicks);

    /// <summary>The trunk block to fell next: in reach if there is one, eye level first, then upwards, then the stump; else the nearest.</summary>
    public Cell? NextLog()
    {
        Cell? best = null;
        var least = double.MaxValue;
        foreach (ref readonly var log in self.Sight.Logs)
        {
            var cell = new Cell(log.X, log.Y, log.Z);
            if (_bans.Contains(cell, self.Tick))
            {
                continue;
            }

            var cost = miner.IsInReach(cell) && miner.IsInView(cell) ? Stoop(cell) : Way(cell);
            if (cost < least)
            {
                (best, least) = (cell, cost);
            }
        }

        return best;
    }

    /// <summary>The ore to mine next: the nearest of those that are wanted; null for none.</summary>
    /// <param name="reach">Blocks from which an ore is worth the way; 0 if it is not wanted.</param>
    public Cell? NextOre(Func<BlockId, double> reach)
    {
        Cell? best = null;
        var least = double.MaxValue;
        foreach (ref readonly var find in self.Sight.Finds)
        {
            var worth = reach(find.Block);
            var distance = find.Cell.DistanceTo(self.Eye);
            if (distance > worth || _bans.Contains(find.Cell, self.Tick) || (find.Block != BlockId.DiamondOre && self.Chart.TouchesLava(find.Cell)))
            {
                continue;
            }

            // Near and dear: a diamond is worth four times the way of anything else.
            var cost = find.Block == BlockId.DiamondOre ? distance / 4 : distance;
            if (cost < least)
            {
                (best, least) = (find.Cell, cost);
            }
        }

        return best;
    }

    /// <summary>The nearest of the wanted things that lie about; null for none.</summary>
    public LooseItem? NextLoose(Func<ItemId, bool> isWanted)
    {
        LooseItem? best = null;
        var least = LooseRange;
        foreach (ref readonly var item in self.Loose.All)
        {
            var distance = item.Cell.DistanceTo((self.Body.X, self.Body.Y + 0.5, self.Body.Z));
            if (distance < least && isWanted(item.Item) && !_bans.Contains(item.Cell, self.Tick) && !self.Chart.TouchesLava(item.Cell))
            {
                (best, least) = (item, distance);
            }
        }

        return best;
    }

    private double Stoop(Cell cell)
    {
        var up = cell.Y + 0.5 - self.Body.EyeY;
        return (up >= -0.6 ? up : 6 - up) + (self.Controls.TurnTo(cell.Center) / 60);
    }

    private double Way(Cell cell)
    {
        var (dx, dz) = (cell.X + 0.5 - self.Body.X, cell.Z + 0.5 - self.Body.Z);
        var turn = Math.Abs(Bearing.Wrap(Bearing.Yaw(dx, dz) - self.Body.Yaw));
        var tooHigh = Math.Max(0, cell.Y - self.Stand.Y - HighestLog);
        var tooLow = Math.Max(0, self.Stand.Y - cell.Y - 1);
        return 20 + Math.Sqrt((dx * dx) + (dz * dz)) + (turn * 0.05) + (tooHigh * 15) + (tooLow * 2);
    }
}

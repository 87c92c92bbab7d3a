using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>
/// Breaking a block: takes the tool for it, brings the crosshair onto a face of it that is in view, holds attack until the block is seen to be
/// gone. What stands before it is broken first.
/// </summary>
internal sealed class Miner(Self self)
{
    private const double Edge = 0.36;
    private const int SlackTicks = 70;

    private Cell? _cell;
    private Cell? _struck;
    private int _ticks;
    private long _strikeTick;
    private double _across;
    private double _along;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        Stop();
        _strikeTick = -1;
    }

    /// <summary>Lets go of the block in work.</summary>
    public void Stop() => (_cell, _struck, _ticks) = (null, null, 0);

    /// <summary>True if the middle of a block is in arm's reach.</summary>
    public bool IsInReach(Cell cell) => cell.DistanceTo(self.Eye) < Controls.Reach;

    /// <summary>True if a face of a block is in reach and nothing seen stands before it.</summary>
    public bool IsInView(Cell cell) => PointOn(cell) is not null;

    /// <summary>Works a tick on a block.</summary>
    public Progress Mine(Cell cell)
    {
        if (self.Sight.At(cell) is { } seen && !BlockTable.IsTargetable(seen))
        {
            Stop();
            return Progress.Done;
        }

        if (_cell != cell)
        {
            Stop();
            _cell = cell;
            _across = ((self.Random.NextDouble() * 2) - 1) * self.Persona.Scatter;
            _along = ((self.Random.NextDouble() * 2) - 1) * self.Persona.Scatter;
        }

        if (!IsInReach(cell) && PointOn(cell) is null)
        {
            Stop();
            return Progress.Failed;
        }

        if (++_ticks > SlackTicks + PatienceFor(_struck ?? cell))
        {
            Stop();
            return Progress.Failed;
        }

        if (self.Controls.Target(self.Sight) is not { } rest || CellOf(rest) != cell)
        {
            self.Controls.AimAt(PointOn(cell) ?? cell.Center);
        }

        if (self.Controls.Target(self.Sight) is not { } hit)
        {
            return Progress.Underway;
        }

        var target = CellOf(hit);
        if (target == cell || IsInTheWay(cell, target, hit))
        {
            if (_struck != target)
            {
                (_struck, _ticks) = (target, 0);
            }

            self.Select(self.Pack.SlotFor(hit.Block));
            Strike();
        }
        else if (!IsFurniture(hit.Block))
        {
            GoOnStriking();
        }

        return Progress.Underway;
    }

    /// <summary>Holds attack on if it was held a tick ago: the pause after a block runs only while it is held.</summary>
    public void GoOnStriking()
    {
        if (_strikeTick == self.Tick - 1)
        {
            Strike();
        }
    }

    private static Cell CellOf(VoxelHit hit) => new(hit.X, hit.Y, hit.Z);

    private static bool IsFurniture(BlockId block) =>
        block == BlockId.CraftingTable || BlockTable.IsFurnace(block) || BlockTable.IsChest(block) || BlockTable.IsTorch(block);

    private void Strike()
    {
        _strikeTick = self.Tick;
        self.Controls.Strike();
    }

    private int PatienceFor(Cell cell)
    {
        var ticks = self.Sight.At(cell) is { } block ? self.Pack.TicksFor(block) : 0;
        return ticks < 2000 ? (int)ticks : 0;
    }

    /// <summary>What stands before a block is broken for it: what gives way at once always, other things where there is no way past them.</summary>
    private bool IsInTheWay(Cell cell, Cell hit, VoxelHit what)
    {
        var properties = BlockTable.Of(what.Block);
        if (properties.Hardness < 0 || hit == self.Stand.Below())
        {
            return false;
        }

        if (properties.Hardness == 0 || (BlockTable.IsLeaves(what.Block) && BlockTable.IsLog(self.Sight.At(cell) ?? BlockId.Air)))
        {
            return true;
        }

        return PointOn(cell) is null && self.Chart.Dig(hit, what.Block) < 400;
    }

    /// <summary>A point on a face of a block that can be pointed at from here; null if there is none.</summary>
    private (double X, double Y, double Z)? PointOn(Cell cell)
    {
        var eye = self.Eye;
        ReadOnlySpan<(double Across, double Along)> spots = [(_across, _along), (0, 0), (-Edge, -Edge), (Edge, -Edge), (-Edge, Edge), (Edge, Edge)];
        foreach (var (across, along) in spots)
        {
            (double X, double Y, double Z)? best = null;
            var least = double.MaxValue;
            foreach (var face in FacePoint.Faces)
            {
                if (!FacePoint.IsToward(cell, face, eye))
                {
                    continue;
                }

                var point = FacePoint.On(cell, face, across, along);
                var turn = self.Controls.TurnTo(point);
                if (turn < least && FacePoint.Meets(self.Sight, eye, point) is { } hit && CellOf(hit) == cell)
                {
                    (best, least) = (point, turn);
                }
            }

            if (best is not null)
            {
                return best;
            }
        }

        return null;
    }
}

using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Getting the window of a crafting table or a furnace open: at one that he knows near by, else at one that he puts up.</summary>
internal sealed class Workshop(Self self, Miner miner, Mason mason, Journey journey, InventoryKey key)
{
    private const int BanTicks = 2000;
    private const int NudgeTicks = 24;
    private const double NearBlocks = 14;
    private const double CarriedTicks = 60;
    private const double MissingTicks = 500;

    private readonly Bans _bans = new();
    private Cell? _site;
    private Cell? _spot;
    private Cell? _niche;
    private bool _isSurveyed;
    private int _misses;
    private int _nudges;

    /// <summary>The table or furnace worked at last.</summary>
    public Cell? Site => _site;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        _bans.Reset();
        Stop();
    }

    /// <summary>Lets go of the place chosen.</summary>
    public void Stop() => (_site, _spot, _niche, _isSurveyed, _misses, _nudges) = (null, null, null, false, 0, 0);

    /// <summary>Means to work at a place known, however far it is.</summary>
    public void Return(Cell site) => (_site, _isSurveyed) = (site, true);

    /// <summary>True if a table or furnace is known near by that no way was found to be barred to.</summary>
    public bool Knows(WindowKind kind) => Known(kind) is not null;

    /// <summary>Works a tick on having a window open; the item must lie in the hotbar if one is to be put up.</summary>
    public Progress Enter(WindowKind kind)
    {
        if (self.Window.Kind == kind)
        {
            mason.Stop();
            return Progress.Done;
        }

        if (self.Window.Kind != WindowKind.None)
        {
            _ = key.Close();
            return Progress.Underway;
        }

        if (_site is { } gone && self.Sight.At(gone) is { } block && !IsOf(kind, block))
        {
            Stop();
        }

        if (_site is null && _spot is null && _niche is null && !_isSurveyed)
        {
            _isSurveyed = true;
            _site = Choose(kind);
        }

        return _site is { } site ? Approach(site) : PutUp(kind);
    }

    private static bool IsOf(WindowKind kind, BlockId block) =>
        kind == WindowKind.Furnace ? BlockTable.IsFurnace(block) : block == BlockId.CraftingTable;

    private static ItemId ItemOf(WindowKind kind) => kind == WindowKind.Furnace ? ItemId.Furnace : ItemId.CraftingTable;

    private Cell? Known(WindowKind kind)
    {
        Cell? nearest = null;
        var least = NearBlocks;
        foreach (ref readonly var find in self.Sight.Finds)
        {
            var distance = find.Cell.DistanceTo(self.Eye);
            if (IsOf(kind, find.Block) && distance < least && !_bans.Contains(find.Cell, self.Tick))
            {
                (nearest, least) = (find.Cell, distance);
            }
        }

        return nearest;
    }

    private Cell? Choose(WindowKind kind)
    {
        if (Known(kind) is not { } known)
        {
            return null;
        }

        var most = self.Pack.Has(ItemOf(kind)) ? CarriedTicks : MissingTicks;
        if (journey.Survey(RouteGoal.ToTouch(known), Ways.ThroughRock) <= most)
        {
            return known;
        }

        if (!self.Pack.Has(ItemOf(kind)))
        {
            _bans.Add(known, self.Tick + BanTicks);
        }

        return null;
    }

    private Progress Approach(Cell site)
    {
        if (self.Body.OnGround && mason.CanOpen(site))
        {
            journey.Stop();
            return mason.Open(site) == Progress.Failed ? Miss(site) : Progress.Underway;
        }

        switch (journey.Go(RouteGoal.ToTouch(site), Ways.ThroughRock))
        {
            case Progress.Failed:
                return Miss(site);
            case Progress.Done:
                return NudgeOrMiss(site);
            default:
                return Progress.Underway;
        }
    }

    /// <summary>Where a block can be seen from a cell's middle but not from where he stands in it, he goes to the middle.</summary>
    private Progress NudgeOrMiss(Cell site)
    {
        return ++_nudges > NudgeTicks || self.Center(0.08) ? Miss(site) : Progress.Underway;
    }

    private Progress Miss(Cell site)
    {
        _bans.Add(site, self.Tick + BanTicks);
        var misses = _misses + 1;
        Stop();
        _misses = misses;
        return misses > 3 ? Progress.Failed : Progress.Underway;
    }

    private Progress PutUp(WindowKind kind)
    {
        var slot = self.Pack.HotbarSlotOf(ItemOf(kind));
        if (_niche is { } niche)
        {
            switch (miner.Mine(niche))
            {
                case Progress.Done:
                    _niche = null;
                    break;
                case Progress.Failed:
                    return Miss(niche);
            }

            return Progress.Underway;
        }

        if (_spot is null && slot >= 0)
        {
            _spot = FindSpot();
            if (_spot is null)
            {
                _niche = FindNiche();
                return _niche is null ? Progress.Failed : Progress.Underway;
            }
        }

        if (_spot is not { } spot)
        {
            return Progress.Failed;
        }

        if (self.Sight.At(spot) is { } block && IsOf(kind, block))
        {
            (_site, _spot) = (spot, null);
            return Progress.Underway;
        }

        return slot < 0 || mason.Place(spot, slot) == Progress.Failed ? Miss(spot) : Progress.Underway;
    }

    /// <summary>A free cell near by, in front by preference, with ground under it by preference.</summary>
    private Cell? FindSpot()
    {
        Cell? best = null;
        var least = double.MaxValue;
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dz = -3; dz <= 3; dz++)
            {
                for (var dx = -3; dx <= 3; dx++)
                {
                    var cell = new Cell(self.Stand.X + dx, self.Stand.Y + dy, self.Stand.Z + dz);
                    var cost = CostOfSpot(cell);
                    if (cost < least && mason.CanPlace(cell))
                    {
                        (best, least) = (cell, cost);
                    }
                }
            }
        }

        return best;
    }

    private double CostOfSpot(Cell cell)
    {
        var distance = cell.DistanceTo(self.Eye);
        if (cell == self.Stand || cell == self.Stand.Above() || cell.Y < self.Stand.Y - 1 || distance > 3.4
            || _bans.Contains(cell, self.Tick) || !self.Chart.IsClear(cell) || self.Chart.IsWater(cell))
        {
            return double.MaxValue;
        }

        return Math.Abs(distance - 2.3) + (self.Controls.TurnTo(cell.Center) / 45) + (self.Chart.IsFloor(cell.Below()) ? 0 : 2)
            + (cell.Y < self.Stand.Y ? 3 : 0);
    }

    /// <summary>A cell of the wall, at eye level or at the feet, to make room in.</summary>
    private Cell? FindNiche()
    {
        Cell? best = null;
        var least = 300.0;
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            for (var up = 0; up <= 1; up++)
            {
                var cell = self.Stand.Above(up).Toward(quarter);
                if (self.Sight.At(cell) is not { } block || !BlockTable.IsSolid(block) || _bans.Contains(cell, self.Tick))
                {
                    continue;
                }

                var cost = self.Chart.Dig(cell, block) + self.Controls.TurnTo(cell.Center) + (20 * (1 - up));
                if (cost < least && miner.IsInView(cell))
                {
                    (best, least) = (cell, cost);
                }
            }
        }

        return best;
    }
}

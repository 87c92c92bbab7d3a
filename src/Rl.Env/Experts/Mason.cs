using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>Placing blocks, and opening those that have a window, by the crosshair and the use button.</summary>
internal sealed class Mason(Self self)
{
    private const int PatienceTicks = 50;
    private const int PressInterval = 6;

    private Cell? _cell;
    private int _ticks;
    private long _pressTick = -PressInterval;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        Stop();
        _pressTick = -PressInterval;
    }

    /// <summary>Lets go of the work under way.</summary>
    public void Stop() => (_cell, _ticks) = (null, 0);

    /// <summary>True if a block could be placed into a cell from here: free, in reach, and a face beside it in view.</summary>
    public bool CanPlace(Cell cell) => IsFree(cell) && SupportOf(cell) is not null;

    /// <summary>True if a block can be pointed at from here.</summary>
    public bool CanOpen(Cell cell) => cell.DistanceTo(self.Eye) < Controls.Reach && PointOn(cell) is not null;

    /// <summary>Works a tick on placing a hotbar slot's block into a cell.</summary>
    public Progress Place(Cell cell, int slot)
    {
        if (self.Sight.At(cell) is { } there && !BlockTable.Of(there).IsReplaceable)
        {
            Stop();
            return Progress.Done;
        }

        if (!Begin(cell) || SupportOf(cell) is not var (support, face))
        {
            Stop();
            return Progress.Failed;
        }

        var isSelected = self.Select(slot);
        if (!IsOn(support, face))
        {
            self.Controls.AimAt(PointOn(support, face) ?? FacePoint.On(support, face, 0, 0));
        }

        if (isSelected && IsOn(support, face))
        {
            Press();
        }

        return Progress.Underway;
    }

    /// <summary>Works a tick on opening a table or furnace.</summary>
    public Progress Open(Cell cell)
    {
        if (!Begin(cell) || PointOn(cell) is not { } point)
        {
            Stop();
            return Progress.Failed;
        }

        if (!IsOn(cell, face: null))
        {
            self.Controls.AimAt(point);
        }

        if (IsOn(cell, face: null))
        {
            Press();
        }

        return Progress.Underway;
    }

    private bool Begin(Cell cell)
    {
        if (_cell != cell)
        {
            (_cell, _ticks) = (cell, 0);
        }

        return ++_ticks <= PatienceTicks;
    }

    /// <summary>Presses use, and lets go long enough for the next press to be one.</summary>
    private void Press()
    {
        if (self.Tick - _pressTick >= PressInterval)
        {
            _pressTick = self.Tick;
            self.Controls.Hold(Buttons.Use);
        }
    }

    private bool IsFree(Cell cell) =>
        self.Sight.At(cell) is { } block && BlockTable.Of(block).IsReplaceable && !self.Body.Occupies(cell.X, cell.Y, cell.Z);

    private bool IsOn(Cell cell, BlockFace? face) =>
        self.Controls.Target(self.Sight) is { } hit && new Cell(hit.X, hit.Y, hit.Z) == cell && (face is null || hit.Face == face);

    /// <summary>The block and its face against which to place into a cell; null if none is in view.</summary>
    private (Cell Support, BlockFace Face)? SupportOf(Cell cell)
    {
        foreach (var side in FacePoint.Faces)
        {
            var support = cell.Across(FacePoint.Opposite(side));
            if (self.Sight.At(support) is { } block && BlockTable.IsSolid(block) && !HasWindow(block) && PointOn(support, side) is not null)
            {
                return (support, side);
            }
        }

        return null;
    }

    private static bool HasWindow(BlockId block) => block == BlockId.CraftingTable || BlockTable.IsFurnace(block) || BlockTable.IsChest(block);

    private (double X, double Y, double Z)? PointOn(Cell cell)
    {
        foreach (var face in FacePoint.Faces)
        {
            if (PointOn(cell, face) is { } point)
            {
                return point;
            }
        }

        return null;
    }

    /// <summary>A point on a face that can be pointed at from here; null if there is none.</summary>
    private (double X, double Y, double Z)? PointOn(Cell cell, BlockFace face)
    {
        const double aside = 0.3;
        const double corner = 0.43;
        var eye = self.Eye;
        if (!FacePoint.IsToward(cell, face, eye))
        {
            return null;
        }

        ReadOnlySpan<(double Across, double Along)> spots =
        [
            (0, 0), (-aside, 0), (aside, 0), (0, -aside), (0, aside), (-corner, -corner), (corner, -corner), (-corner, corner), (corner, corner),
        ];
        foreach (var (across, along) in spots)
        {
            var point = FacePoint.On(cell, face, across, along);
            if (FacePoint.Meets(self.Sight, eye, point) is { } hit && new Cell(hit.X, hit.Y, hit.Z) == cell && hit.Face == face)
            {
                return point;
            }
        }

        return null;
    }
}

using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>Fetching one block that was seen: goes near, digging on the way if need be, and breaks it.</summary>
internal sealed class MineErrand(Self self, Miner miner, Journey journey) : IErrand
{
    private const int MostTicks = 1500;

    private Ways _ways;
    private bool _isThere;
    private int _ticks;

    /// <summary>The block.</summary>
    public Cell Cell { get; private set; }

    /// <summary>True if it is a trunk.</summary>
    public bool IsLog { get; private set; }

    /// <summary>What it leaves when it is broken; nothing for what is not worth a walk, or falls from a height.</summary>
    public ItemId Drop { get; private set; }

    /// <summary>Units of <see cref="Drop"/> carried at the beginning.</summary>
    public int HeldBefore { get; private set; }

    /// <summary>Begins; cells never seen are taken for open country or for rock.</summary>
    public void Begin(Cell cell, Ways ways)
    {
        (Cell, _ways, _isThere, _ticks) = (cell, ways, false, 0);
        var block = self.Sight.At(cell) ?? BlockId.Air;
        IsLog = BlockTable.IsLog(block);
        Drop = IsLog ? ItemId.None : BlockTable.Of(block).Drop;
        HeldBefore = self.Pack.CountOf(Drop);
        journey.Stop();
        miner.Stop();
    }

    /// <inheritdoc />
    public Progress Act()
    {
        if (self.Sight.At(Cell) is { } block && !BlockTable.IsSolid(block))
        {
            return Progress.Done;
        }

        if (++_ticks > MostTicks)
        {
            return Progress.Failed;
        }

        // Not the ground under the own feet: what it covers was never seen.
        _isThere &= miner.IsInReach(Cell);
        if ((_isThere || (miner.IsInReach(Cell) && miner.IsInView(Cell) && self.Body.OnGround)) && Cell != self.Stand.Below())
        {
            return miner.Mine(Cell);
        }

        var progress = journey.Go(RouteGoal.ToTouch(Cell), _ways);
        _isThere = progress == Progress.Done;
        return progress == Progress.Failed ? Progress.Failed : Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave()
    {
        journey.Stop();
        miner.Stop();
    }
}

using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>
/// What a way would cost, in ticks, by what was seen and what is carried. Cells never seen are taken for open country or for rock, as the
/// caller presumes; the walker looks before it steps. Lava, and what keeps lava back, is not touched.
/// </summary>
internal sealed class Chart(Sight sight, Pack pack)
{
    /// <summary>The cost of what cannot be done.</summary>
    public const double Never = double.PositiveInfinity;

    /// <summary>Ticks to walk a block.</summary>
    public const double WalkTicks = 4.7;

    /// <summary>Blocks that he falls at most on purpose; beyond three it hurts.</summary>
    public const int LargestFall = 5;

    private const double ClimbTicks = 7.5;
    private const double DescendTicks = 5.5;
    private const double DropTicks = 8;
    private const double PillarTicks = 16;
    private const double SwimTicks = 14;
    private const double WebTicks = 80;
    private const double UnknownTicks = 2;
    private const double BesideLavaTicks = 25;
    private const double ExposedTicks = 100;
    private const double BesideWaterTicks = 40;
    private const double HardTicks = 80;
    private const double FurnitureTicks = 500;
    private const double AvoidedTicks = 150;
    private const double SinkTicks = 12;
    private const double HurtTicks = 90;
    private const int SafeFall = 3;

    private readonly double[] _breakTicks = new double[BlockTable.Count];
    private readonly Bans _avoided = new();
    private ToolTier _tier;
    private bool _hasRubble;
    private bool _isInDanger;
    private long _tick;

    /// <summary>What ways may lead through.</summary>
    public Ways Ways { get; set; }

    /// <summary>Forgets what is to be avoided.</summary>
    public void Reset() => _avoided.Reset();

    /// <summary>Begins a tick; what is carried is looked at now and then.</summary>
    public void Refresh(long tick)
    {
        const int interval = 5;
        _tick = tick;
        if (tick % interval != 1)
        {
            return;
        }

        _tier = pack.PickaxeTier;
        _hasRubble = pack.RubbleSlot() >= 0;
        for (var block = 1; block < _breakTicks.Length; block++)
        {
            _breakTicks[block] = pack.TicksFor((BlockId)block);
        }
    }

    /// <summary>Makes a cell unattractive for a while.</summary>
    public void Avoid(Cell cell, int ticks) => _avoided.Add(cell, _tick + ticks);

    /// <summary>True if bodies pass a block unharmed.</summary>
    public static bool IsPassable(BlockId block) => !BlockTable.IsSolid(block) && block != BlockId.Lava;

    /// <summary>True if a cell was seen and a body passes it.</summary>
    public bool IsClear(Cell cell) => sight.At(cell) is { } block && IsPassable(block);

    /// <summary>True if a cell was seen and can be stood on.</summary>
    public bool IsFloor(Cell cell) => sight.IsSolid(cell);

    /// <summary>True if water was seen in a cell.</summary>
    public bool IsWater(Cell cell) => sight.At(cell) == BlockId.Water;

    /// <summary>True if lava was seen in a cell.</summary>
    public bool IsLava(Cell cell) => sight.At(cell) == BlockId.Lava;

    /// <summary>True if lava was seen in one of the six cells around.</summary>
    public bool TouchesLava(Cell cell) => IsLava(cell.Above()) || IsLava(cell.Below()) || IsBesideLava(cell);

    /// <summary>True if lava was seen where it can flow over a player who stands in a cell, or where he stands already.</summary>
    public bool IsExposed(Cell stand) =>
        IsLava(stand) || IsLava(stand.Above()) || IsLava(stand.Above(2)) || IsBesideLava(stand) || IsBesideLava(stand.Above());

    /// <summary>Ticks of a move from a cell; <see cref="Never"/> if it cannot or must not be done.</summary>
    public double Cost(Cell from, Leg leg)
    {
        var to = leg.To;
        _isInDanger = IsExposed(from);
        return leg.Move switch
        {
            Move.Walk => WalkTicks + Body(to.Above()) + Body(to) + Floor(to),
            Move.Climb => ClimbTicks + Body(from.Above(2)) + Body(to.Above()) + Body(to) + Step(to),
            Move.Descend => DescendTicks + Body(to.Above(2)) + Body(to.Above()) + Body(to) + Floor(to),
            Move.Drop => Fall(from, to),
            Move.Sink => IsFloor(to) && IsFloor(to.Below()) ? SinkTicks + Body(to) + Risk(to) : Never,
            Move.Pillar => _hasRubble && Ways != Ways.OnFoot && !IsWater(from) && !HasWindow(from.Below()) ? PillarTicks + Body(from.Above(2)) : Never,
            _ => IsWater(to) || (IsWater(from) && IsClear(to)) ? SwimTicks + Body(to.Above()) : Never,
        };
    }

    /// <summary>Ticks to make a cell passable, 0 if it is.</summary>
    public double Body(Cell cell)
    {
        if (sight.At(cell) is not { } block)
        {
            return Ways switch
            {
                Ways.OverLand => UnknownTicks,
                Ways.ThroughRock => UnknownTicks + _breakTicks[(int)BlockId.Stone] + Avoidance(cell),
                _ => Never,
            };
        }

        if (block == BlockId.Air)
        {
            return Avoidance(cell);
        }

        return block switch
        {
            BlockId.Lava => Never,
            BlockId.Water => SwimTicks,
            BlockId.Cobweb => WebTicks,
            _ when !BlockTable.IsSolid(block) => Avoidance(cell),
            _ when Ways == Ways.OnFoot || (Ways == Ways.OverLand && _breakTicks[(int)block] > HardTicks) => Never,
            _ => Avoidance(cell) + Dig(cell, block),
        };
    }

    /// <summary>Ticks to break a solid block that was seen; <see cref="Never"/> where lava would be let in or treasure spoilt.</summary>
    public double Dig(Cell cell, BlockId block)
    {
        if (TouchesLava(cell) || IsSpoilt(block))
        {
            return Never;
        }

        var ticks = _breakTicks[(int)block];
        for (var above = cell.Above(); sight.At(above) is BlockId.Sand or BlockId.Gravel; above = above.Above())
        {
            ticks += _breakTicks[(int)BlockId.Gravel];
        }

        ticks += IsWater(cell.Above()) || IsBesideWater(cell) ? BesideWaterTicks : 0;
        return HasWindow(cell) ? ticks + FurnitureTicks : ticks;
    }

    /// <summary>True if a block would be lost if it were broken with what is at hand.</summary>
    public bool IsSpoilt(BlockId block) => block switch
    {
        BlockId.DiamondOre => _tier < ToolTier.Iron,
        BlockId.IronOre => _tier is ToolTier.Wood,
        _ => false,
    };

    private bool HasWindow(Cell cell) =>
        sight.At(cell) is { } block && (block == BlockId.CraftingTable || BlockTable.IsFurnace(block) || BlockTable.IsChest(block));

    private double Avoidance(Cell cell) => _avoided.Contains(cell, _tick) ? AvoidedTicks : 0;

    /// <summary>The cost of standing in a cell; its floor must bear, unless the player swims.</summary>
    private double Floor(Cell cell)
    {
        if (IsWater(cell))
        {
            return 0;
        }

        if (sight.At(cell.Below()) is not { } floor)
        {
            return UnknownTicks + Risk(cell);
        }

        return BlockTable.IsSolid(floor) && floor != BlockId.Cactus ? Risk(cell) : Never;
    }

    /// <summary>As <see cref="Floor"/>, for a jump onto a block: where all is open, what was never seen is no step.</summary>
    private double Step(Cell cell) =>
        sight.At(cell.Below()) is { } block ? (BlockTable.IsSolid(block) && block != BlockId.Cactus ? Risk(cell) : Never)
        : Ways == Ways.OverLand ? (3 * UnknownTicks) + Risk(cell) : Risk(cell);

    /// <summary>Where lava can flow in, nobody stands who is not in danger already; along its shore one walks with care.</summary>
    private double Risk(Cell cell) =>
        IsExposed(cell) ? (_isInDanger && !IsLava(cell) && !IsLava(cell.Above()) ? ExposedTicks : Never)
        : IsBesideLava(cell.Below()) ? BesideLavaTicks : 0;

    private double Fall(Cell from, Cell to)
    {
        var depth = from.Y - to.Y;
        if (depth > LargestFall || !(IsFloor(to.Below()) || IsWater(to)))
        {
            return Never;
        }

        for (var cell = to; cell.Y <= from.Y + 1; cell = cell.Above())
        {
            if (!IsClear(cell))
            {
                return Never;
            }
        }

        return DropTicks + depth + (HurtTicks * Math.Max(0, IsWater(to) ? 0 : depth - SafeFall)) + Floor(to);
    }

    private bool IsBesideLava(Cell cell) =>
        IsLava(cell.Toward(0)) || IsLava(cell.Toward(1)) || IsLava(cell.Toward(2)) || IsLava(cell.Toward(3));

    private bool IsBesideWater(Cell cell) =>
        IsWater(cell.Toward(0)) || IsWater(cell.Toward(1)) || IsWater(cell.Toward(2)) || IsWater(cell.Toward(3));
}

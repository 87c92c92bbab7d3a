using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>
/// Decides what to do next on the road from bare hands to a diamond pickaxe, by what is carried and what was seen alone: whoever loses all
/// begins again from where that leaves him.
/// </summary>
internal sealed class Agenda(Self self, Errands errands, Prospects prospects)
{
    /// <summary>The subgoal of picking things up, which is no more than a step aside.</summary>
    public const string Collecting = "collect";

    private const int StoneTools = 3;
    private const int IronTools = 3;
    private const int FarFromFire = 30;
    private const int MostMisses = 4;
    private const int FurnaceStone = 8;
    private const int FewUses = 16;
    private const int Hungry = 15;
    private const int FailuresToBuild = 2;

    private readonly Diggings _diggings = new(self, errands);
    private readonly Commissions _commissions = new(self, errands);
    private int _failures;
    private int _owedLogs;
    private int _logs;
    private Cell? _tableToTake;
    private (Cell Site, long Ready)? _fire;
    private int _missedFires;

    private Pack Pack => self.Pack;

    private Persona Persona => self.Persona;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        _diggings.Reset();
        _failures = 0;
        _owedLogs = 0;
        _logs = Pack.Logs;
        _tableToTake = null;
        _fire = null;
    }

    /// <summary>Hears how the last assignment ended.</summary>
    public void Report(IErrand errand, Progress end)
    {
        if (errand == errands.Mine && end == Progress.Failed)
        {
            prospects.Ban(errands.Mine.Cell);
        }

        _owedLogs = Math.Max(0, _owedLogs - Math.Max(0, Pack.Logs - _logs));
        _owedLogs += errand == errands.Mine && end == Progress.Done && errands.Mine.IsLog ? 1 : 0;
        _logs = Pack.Logs;
        if (errand == errands.Mine && end == Progress.Done && errands.Mine.IsLog)
        {
            _diggings.NoteSurface();
        }

        if (errand == errands.Mine && end == Progress.Done && errands.Mine.Drop != ItemId.None)
        {
            self.Loose.Expect(errands.Mine.Cell, errands.Mine.Drop, errands.Mine.HeldBefore, self.Tick);
        }

        if (errand == errands.Collect && end == Progress.Failed)
        {
            prospects.Ban(errands.Collect.Cell);
        }

        if (errand == errands.Craft && end == Progress.Done && errands.Craft.Table is { } table && TakesTable())
        {
            _tableToTake = table;
        }

        if (errand == errands.Smelt)
        {
            var isWorking = end == Progress.Done && errands.Smelt.TicksLeft > 0;
            var isMissed = end == Progress.Failed && _fire is not null && ++_missedFires < MostMisses;
            _fire = isWorking && errands.Smelt.Site is { } furnace ? (furnace, self.Tick + errands.Smelt.TicksLeft) : isMissed ? _fire : null;
            _missedFires = isMissed ? _missedFires : 0;
            if (end == Progress.Done && !isWorking)
            {
                // The tunnel of the meantime was seen; another way from here is new from its first block on.
                errands.Shaft.Turn(1 + self.UpTo(2));
            }
        }

        _failures = end == Progress.Failed ? _failures + 1 : 0;
        _diggings.Report(errand, end);
    }

    /// <summary>What to do now.</summary>
    public Assignment Next()
    {
        if (_failures >= FailuresToBuild && Pack.RubbleSlot() < 0 && Pack.Rubble is { } rubble)
        {
            // Where all around is a pit, the way out is built.
            return _commissions.Arrange(rubble);
        }

        if (_failures >= 4)
        {
            _failures = 0;
            return _diggings.GoElsewhere();
        }

        return Upkeep() ?? Road();
    }

    private static bool IsTool(ItemId item) => ItemTable.Of(item).Tool != ToolKind.None;

    /// <summary>What has to be seen to before anything else; null for nothing.</summary>
    private Assignment? Upkeep()
    {
        if (Pack.FreeSlots <= 2)
        {
            errands.Throw.Begin();
            return new Assignment(errands.Throw, "make room");
        }

        if (self.Food <= Hungry && FoodAtHand() is { } food)
        {
            errands.Eat.Begin(food);
            return new Assignment(errands.Eat, "eat");
        }

        if (prospects.NextLoose(IsWanted) is { } loose && (!Pack.IsLog(loose.Item) || Pack.Logs + _owedLogs >= Persona.Logs || !IsLogInReach()))
        {
            errands.Collect.Begin(loose, _diggings.IsDeep() ? Ways.ThroughRock : Ways.OverLand);
            return new Assignment(errands.Collect, Collecting);
        }

        if (_tableToTake is { } table)
        {
            _tableToTake = null;
            errands.Mine.Begin(table, Ways.ThroughRock);
            return new Assignment(errands.Mine, "take crafting table");
        }

        return BestPickaxe() is { } pickaxe && Pack.HotbarSlotOf(pickaxe) < 0 ? _commissions.Arrange(pickaxe) : null;
    }

    private Assignment Road()
    {
        var tier = Pack.PickaxeTier;
        if (tier is ToolTier.Stone or ToolTier.Iron && IsWornOut() && Pack.Cobblestone >= StoneTools && _commissions.CanPay(Recipe.StonePickaxe))
        {
            return _commissions.Make(Recipe.StonePickaxe);
        }

        return tier switch
        {
            ToolTier.None => BeginAnew(),
            ToolTier.Wood => Pack.Cobblestone >= Persona.Cobblestone ? _commissions.Make(Recipe.StonePickaxe) : _diggings.Dig("mine stone"),
            ToolTier.Stone => SeekIron(),
            ToolTier.Iron => SeekDiamonds(),
            _ => NextOre() ?? _diggings.Dig("mine more diamonds"),
        };
    }

    private Assignment BeginAnew()
    {
        if (Pack.Cobblestone >= StoneTools && _commissions.CanPay(Recipe.StonePickaxe))
        {
            return _commissions.Make(Recipe.StonePickaxe);
        }

        var wanted = _diggings.IsDeep() ? 0 : 4 * Persona.Logs;
        return Pack.Wood + (Pack.Sticks / 2) >= wanted && _commissions.CanPay(Recipe.WoodenPickaxe) ? _commissions.Make(Recipe.WoodenPickaxe)
            : Pack.Planks > 0 && _commissions.CanPay(Recipe.WoodenPickaxe) ? _commissions.Make(Recipe.WoodenPickaxe)
            : GatherLogs();
    }

    private Assignment SeekIron()
    {
        var (ingots, ore) = (Pack.CountOf(ItemId.IronIngot), Pack.CountOf(ItemId.IronOre));
        if (ingots >= IronTools)
        {
            return _commissions.CanPay(Recipe.IronPickaxe) ? _commissions.Make(Recipe.IronPickaxe) : GatherLogs();
        }

        if (_fire is { } fire)
        {
            return self.Tick < fire.Ready && self.Stand.GroundStepsTo(fire.Site) < FarFromFire
                ? NextOre() ?? _diggings.Dig("find diamonds")
                : Smelt(fire.Site);
        }

        if (ingots + ore < IronTools)
        {
            return NextOre() ?? _diggings.Dig("find iron");
        }

        if (Persona.SmeltsBelow && self.Stand.Y > Diggings.DiamondLevel + 2)
        {
            return _diggings.Dig("dig down to diamonds");
        }

        if (!Pack.Has(ItemId.Furnace) && !errands.Workshop.Knows(WindowKind.Furnace))
        {
            return Pack.Cobblestone < FurnaceStone ? _diggings.Dig("mine stone") : _commissions.CanPay(Recipe.Furnace) ? _commissions.Make(Recipe.Furnace) : GatherLogs();
        }

        if (_commissions.IsShortOfFuel())
        {
            return NextOre() ?? _diggings.Dig("find coal");
        }

        return !errands.Workshop.Knows(WindowKind.Furnace) && Pack.HotbarSlotOf(ItemId.Furnace) < 0 ? _commissions.Arrange(ItemId.Furnace) : Smelt(null);
    }

    private Assignment Smelt(Cell? site)
    {
        if (site is null && Pack.Coal == 0 && Pack.Planks < 2 && Pack.Logs > 0)
        {
            errands.Craft.Begin(WindowKind.Player);
            errands.Craft.Add(Recipe.Planks, 1);
            return new Assignment(errands.Craft, "craft");
        }

        errands.Smelt.Begin(IronTools, Pack.Wood - _commissions.WoodToKeep, Persona.WaitsAtFurnace);
        if (site is { } furnace)
        {
            errands.Workshop.Return(furnace);
        }

        return new Assignment(errands.Smelt, "smelt iron");
    }

    private Assignment SeekDiamonds()
    {
        if (Pack.CountOf(ItemId.Diamond) >= 3)
        {
            return _commissions.CanPay(Recipe.DiamondPickaxe) ? _commissions.Make(Recipe.DiamondPickaxe) : GatherLogs();
        }

        return NextOre() ?? _diggings.Dig(self.Stand.Y > Diggings.DiamondLevel ? "dig down to diamonds" : "find diamonds");
    }

    private Assignment? NextOre()
    {
        if (NearestOre() is not { } ore)
        {
            return null;
        }

        errands.Mine.Begin(ore, Ways.ThroughRock);
        var subgoal = self.Sight.At(ore) switch
        {
            BlockId.CoalOre => "mine coal",
            BlockId.IronOre => "mine iron",
            BlockId.DiamondOre => "mine diamonds",
            _ => "mine ore",
        };
        return new Assignment(errands.Mine, subgoal);
    }

    /// <summary>The nearest ore that is worth its way; those that are not are left alone for a while.</summary>
    private Cell? NearestOre()
    {
        for (var attempt = 0; attempt < 4 && prospects.NextOre(Worth) is { } ore; attempt++)
        {
            var most = self.Sight.At(ore) switch { BlockId.DiamondOre => Chart.Never, BlockId.IronOre => 600, _ => _commissions.IsShortOfFuel() ? 90 : 45 };
            if (errands.Journey.Survey(RouteGoal.ToTouch(ore), Ways.ThroughRock) <= most)
            {
                return ore;
            }

            prospects.Ban(ore);
        }

        return null;
    }

    /// <summary>Blocks from which an ore is worth the way.</summary>
    private double Worth(BlockId ore) => ore switch
    {
        BlockId.DiamondOre => Pack.PickaxeTier >= ToolTier.Iron ? 60 : 0,
        BlockId.IronOre => Pack.PickaxeTier == ToolTier.Stone && _fire is null && Pack.CountOf(ItemId.IronOre) + Pack.CountOf(ItemId.IronIngot) < IronTools ? 32 : 0,
        BlockId.CoalOre => Pack.PickaxeTier < ToolTier.Stone || Pack.Coal >= Persona.Coal ? 0 : _commissions.IsShortOfFuel() ? 9 : 4.5,
        _ => 0,
    };

    private bool IsWanted(ItemId item) => item switch
    {
        ItemId.Diamond or ItemId.IronOre or ItemId.IronIngot or ItemId.Stick or ItemId.CraftingTable or ItemId.Furnace => true,
        ItemId.Coal or ItemId.Charcoal => Pack.Coal < 8,
        ItemId.Cobblestone => Pack.PickaxeTier is ToolTier.Wood && Pack.Cobblestone < Persona.Cobblestone,
        _ => Pack.IsPlanks(item) || (Pack.IsLog(item) && Pack.Logs < 16) || IsTool(item) || EatErrand.IsFood(item),
    };

    /// <summary>True if the table is to be carried on: not where the iron pickaxe is about to be made at it.</summary>
    private bool TakesTable() => !Pack.Has(ItemId.DiamondPickaxe) && !Pack.Has(ItemId.CraftingTable) && !Pack.Has(ItemId.Furnace)
        && (Persona.TakesTable || Pack.Wood < 4 + (2 * Math.Max(0, (4 - Pack.Sticks + 3) / 4)));

    /// <summary>True if the common tools are about to break.</summary>
    private bool IsWornOut()
    {
        var uses = Pack.UsesLeft(ItemId.StonePickaxe) + Math.Max(0, Pack.UsesLeft(ItemId.IronPickaxe) - 60);
        return uses < FewUses;
    }

    private ItemId? BestPickaxe()
    {
        ItemId? best = null;
        var tier = ToolTier.None;
        foreach (var stack in Pack.Slots)
        {
            var tool = ItemTable.Of(stack.Item);
            if (tool.Tool == ToolKind.Pickaxe && tool.HarvestTier > tier)
            {
                (best, tier) = (stack.Item, tool.HarvestTier);
            }
        }

        return best;
    }

    private ItemId? FoodAtHand()
    {
        foreach (var stack in Pack.Slots[..Inventory.HotbarCount])
        {
            if (EatErrand.IsFood(stack.Item))
            {
                return stack.Item;
            }
        }

        return null;
    }

    private bool IsLogInReach() => prospects.NextLog() is { } log && errands.Miner.IsInReach(log) && errands.Miner.IsInView(log);

    private Assignment GatherLogs()
    {
        if (_diggings.IsDeep())
        {
            errands.Travel.Begin(RouteGoal.ToLevel(_diggings.Surface), Ways.ThroughRock);
            return new Assignment(errands.Travel, "return to the surface");
        }

        if (_owedLogs > 0 && (Pack.Logs + _owedLogs >= Persona.Logs || !IsLogInReach()))
        {
            // Logs fell somewhere near: a look down all around before going on.
            _owedLogs = 0;
            errands.Glance.Begin(GlanceErrand.DownToTheGround);
            return new Assignment(errands.Glance, "gather logs");
        }

        if (prospects.NextLog() is { } log)
        {
            errands.Mine.Begin(log, Ways.OverLand);
            return new Assignment(errands.Mine, "gather logs");
        }

        errands.Search.Begin();
        return new Assignment(errands.Search, "find trees");
    }
}

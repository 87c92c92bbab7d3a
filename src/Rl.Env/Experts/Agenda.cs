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

    /// <summary>Feet at this height see most of the diamonds and none of the lava.</summary>
    private const int DiamondLevel = 11;

    private const int MostTorches = 16;
    private const int StoneTools = 3;
    private const int IronTools = 3;
    private const int FarFromFire = 30;
    private const int SurveyTicks = 80;
    private const int DryingTicks = 150;
    private const int ExplorationTicks = 60;
    private const double MostExplorationTicks = 120;
    private const int Shore = 3;
    private const int MostMisses = 4;
    private const int FurnaceStone = 8;
    private const int FewUses = 16;
    private const int Hungry = 15;
    private const int DeepBlocks = 5;

    private int _surface;
    private int _failures;
    private int _owedLogs;
    private int _logs;
    private readonly Waymarks _glances = new(near: 9);
    private readonly Waymarks _lights = new(near: 10);
    private readonly Waymarks _explored = new(near: 4);
    private long _nextSurvey;
    private long _nextExploration;
    private long _nextDrying;
    private Cell? _bottom;
    private (Cell Cell, int Steps) _milestone;
    private Cell? _tableToTake;
    private (Cell Site, long Ready)? _fire;
    private int _missedFires;

    private Pack Pack => self.Pack;

    private Persona Persona => self.Persona;

    /// <summary>Planks that later sticks and a table will take.</summary>
    private int WoodToKeep =>
        (Pack.Has(ItemId.CraftingTable) ? 0 : 4) + (2 * Math.Max(0, ((Pack.PickaxeTier < ToolTier.Iron ? 4 : 2) - Pack.Sticks + 3) / 4));

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        _surface = self.Stand.Y;
        _failures = 0;
        _owedLogs = 0;
        _logs = Pack.Logs;
        _bottom = null;
        _nextSurvey = 0;
        _milestone = (self.Stand, 0);
        _nextDrying = 0;
        _glances.Clear();
        _explored.Clear();
        _lights.Clear();
        _nextExploration = 0;
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
        _surface = errand == errands.Mine && errands.Mine.IsLog && end == Progress.Done ? self.Stand.Y : _surface;

        if (errand == errands.Mine && end == Progress.Done && errands.Mine.Drop != ItemId.None)
        {
            self.Loose.Expect(errands.Mine.Cell, errands.Mine.Drop, errands.Mine.HeldBefore, self.Tick);
        }

        if (errand == errands.Collect && end == Progress.Failed)
        {
            prospects.Ban(errands.Collect.Cell);
        }

        if (errand == errands.Travel && end == Progress.Failed)
        {
            _bottom = null;
        }

        if (errand == errands.Shaft && end == Progress.Failed)
        {
            errands.Shaft.Turn(1);
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
        if (_bottom is null || self.Stand.Y < _bottom.Value.Y)
        {
            _bottom = self.Stand;
        }
    }

    /// <summary>What to do now.</summary>
    public Assignment Next()
    {
        if (_failures >= 4)
        {
            _failures = 0;
            return GoElsewhere();
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
            errands.Collect.Begin(loose, IsDeep() ? Ways.ThroughRock : Ways.OverLand);
            return new Assignment(errands.Collect, Collecting);
        }

        if (_tableToTake is { } table)
        {
            _tableToTake = null;
            errands.Mine.Begin(table, Ways.ThroughRock);
            return new Assignment(errands.Mine, "take crafting table");
        }

        return BestPickaxe() is { } pickaxe && Pack.HotbarSlotOf(pickaxe) < 0 ? Arrange(pickaxe) : null;
    }

    private Assignment Road()
    {
        var tier = Pack.PickaxeTier;
        if (tier is ToolTier.Stone or ToolTier.Iron && IsWornOut() && Pack.Cobblestone >= StoneTools && CanPay(Recipe.StonePickaxe))
        {
            return Make(Recipe.StonePickaxe);
        }

        return tier switch
        {
            ToolTier.None => BeginAnew(),
            ToolTier.Wood => Pack.Cobblestone >= Persona.Cobblestone ? Make(Recipe.StonePickaxe) : Dig("mine stone"),
            ToolTier.Stone => SeekIron(),
            ToolTier.Iron => SeekDiamonds(),
            _ => NextOre() ?? Dig("mine more diamonds"),
        };
    }

    private Assignment BeginAnew()
    {
        if (Pack.Cobblestone >= StoneTools && CanPay(Recipe.StonePickaxe))
        {
            return Make(Recipe.StonePickaxe);
        }

        var wanted = IsDeep() ? 0 : 4 * Persona.Logs;
        return Pack.Wood + (Pack.Sticks / 2) >= wanted && CanPay(Recipe.WoodenPickaxe) ? Make(Recipe.WoodenPickaxe)
            : Pack.Planks > 0 && CanPay(Recipe.WoodenPickaxe) ? Make(Recipe.WoodenPickaxe)
            : GatherLogs();
    }

    private Assignment SeekIron()
    {
        var (ingots, ore) = (Pack.CountOf(ItemId.IronIngot), Pack.CountOf(ItemId.IronOre));
        if (ingots >= IronTools)
        {
            return CanPay(Recipe.IronPickaxe) ? Make(Recipe.IronPickaxe) : GatherLogs();
        }

        if (_fire is { } fire)
        {
            return self.Tick < fire.Ready && self.Stand.GroundStepsTo(fire.Site) < FarFromFire
                ? NextOre() ?? Dig("find diamonds")
                : Smelt(fire.Site);
        }

        if (ingots + ore < IronTools)
        {
            return NextOre() ?? Dig("find iron");
        }

        if (Persona.SmeltsBelow && self.Stand.Y > DiamondLevel + 2)
        {
            return Dig("dig down to diamonds");
        }

        if (!Pack.Has(ItemId.Furnace) && !errands.Workshop.Knows(WindowKind.Furnace))
        {
            return Pack.Cobblestone < FurnaceStone ? Dig("mine stone") : CanPay(Recipe.Furnace) ? Make(Recipe.Furnace) : GatherLogs();
        }

        if (IsShortOfFuel())
        {
            return NextOre() ?? Dig("find coal");
        }

        return !errands.Workshop.Knows(WindowKind.Furnace) && Pack.HotbarSlotOf(ItemId.Furnace) < 0 ? Arrange(ItemId.Furnace) : Smelt(null);
    }

    /// <summary>True if there is nothing to smelt iron with.</summary>
    private bool IsShortOfFuel() => Pack.Coal == 0 && Pack.Wood - WoodToKeep < 2;

    private Assignment Smelt(Cell? site)
    {
        if (site is null && Pack.Coal == 0 && Pack.Planks < 2 && Pack.Logs > 0)
        {
            errands.Craft.Begin(WindowKind.Player);
            errands.Craft.Add(Recipe.Planks, 1);
            return new Assignment(errands.Craft, "craft");
        }

        errands.Smelt.Begin(IronTools, Pack.Wood - WoodToKeep, Persona.WaitsAtFurnace);
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
            return CanPay(Recipe.DiamondPickaxe) ? Make(Recipe.DiamondPickaxe) : GatherLogs();
        }

        return NextOre() ?? Dig(self.Stand.Y > DiamondLevel ? "dig down to diamonds" : "find diamonds");
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
            var most = self.Sight.At(ore) switch { BlockId.DiamondOre => Chart.Never, BlockId.IronOre => 600, _ => IsShortOfFuel() ? 90 : 45 };
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
        BlockId.CoalOre => Pack.PickaxeTier < ToolTier.Stone || Pack.Coal >= Persona.Coal ? 0 : IsShortOfFuel() ? 9 : 4.5,
        _ => 0,
    };

    private bool IsWanted(ItemId item) => item switch
    {
        ItemId.Diamond or ItemId.IronOre or ItemId.IronIngot or ItemId.Stick or ItemId.CraftingTable or ItemId.Furnace => true,
        ItemId.Coal or ItemId.Charcoal => Pack.Coal < 8,
        ItemId.Cobblestone => Pack.PickaxeTier is ToolTier.Wood && Pack.Cobblestone < Persona.Cobblestone,
        _ => Pack.IsPlanks(item) || (Pack.IsLog(item) && Pack.Logs < 16) || IsTool(item) || EatErrand.IsFood(item),
    };

    /// <summary>Makes something: first what it is made of, then itself at a table, with what else is wanted by the way.</summary>
    private Assignment Make(Recipe recipe)
    {
        var hasTable = Pack.Has(ItemId.CraftingTable) || errands.Workshop.Knows(WindowKind.CraftingTable);
        var isFirst = recipe == Recipe.WoodenPickaxe;
        var sticks = isFirst ? Persona.Sticks : recipe.Needs('S');
        var stickTimes = Math.Max(0, (sticks - Pack.Sticks + 3) / 4);
        var planks = recipe.Needs('P') + (2 * stickTimes) + (hasTable ? 0 : 4) + (isFirst ? Extras() : 0);
        if (Pack.Wood < planks)
        {
            stickTimes = Math.Max(0, (recipe.Needs('S') - Pack.Sticks + 3) / 4);
            planks = recipe.Needs('P') + (2 * stickTimes) + (hasTable ? 0 : 4);
        }

        var plankTimes = Math.Max(0, (planks - Pack.Planks + 3) / 4);
        if (plankTimes + stickTimes > 0 || !hasTable)
        {
            errands.Craft.Begin(WindowKind.Player);
            errands.Craft.Add(Recipe.Planks, plankTimes);
            errands.Craft.Add(Recipe.Stick, Persona.SticksFirst ? stickTimes : 0);
            errands.Craft.Add(Recipe.CraftingTable, hasTable ? 0 : 1);
            errands.Craft.Add(Recipe.Stick, Persona.SticksFirst ? 0 : stickTimes);
            return new Assignment(errands.Craft, "craft");
        }

        if (Pack.Has(ItemId.CraftingTable) && Pack.HotbarSlotOf(ItemId.CraftingTable) < 0)
        {
            return Arrange(ItemId.CraftingTable);
        }

        errands.Craft.Begin(WindowKind.CraftingTable);
        errands.Craft.Add(recipe, 1);
        AddExtras(recipe);
        return new Assignment(errands.Craft, "place crafting table");
    }

    /// <summary>Planks for tools beside the pickaxe, if there is enough.</summary>
    private int Extras() => Pack.Wood < 30 ? 0 : (Persona.MakesAxe ? 3 : 0) + (Persona.MakesShovel ? 1 : 0) + (Persona.MakesSword ? 2 : 0);

    private void AddExtras(Recipe recipe)
    {
        var sticks = Pack.Sticks - recipe.Needs('S');
        var planks = Pack.Planks - recipe.Needs('P');
        var stone = Pack.Cobblestone - recipe.Needs('C');
        if (recipe == Recipe.WoodenPickaxe)
        {
            Add(Persona.MakesAxe, Recipe.WoodenAxe);
            Add(Persona.MakesShovel, Recipe.WoodenShovel);
            Add(Persona.MakesSword, Recipe.WoodenSword);
        }
        else if (recipe == Recipe.Furnace)
        {
            Add(Pack.UsesLeft(ItemId.StonePickaxe) < 70, Recipe.StonePickaxe);
        }
        else if (recipe == Recipe.StonePickaxe)
        {
            var ironAhead = Pack.PickaxeTier < ToolTier.Iron && !Pack.Has(ItemId.Furnace) && !errands.Workshop.Knows(WindowKind.Furnace);
            Add(ironAhead && Pack.CountOf(ItemId.IronIngot) < IronTools, Recipe.Furnace);
            Add(Persona.MakesSword, Recipe.StoneSword);
            for (var i = 0; i < Persona.SparePickaxes; i++)
            {
                Add(true, Recipe.StonePickaxe);
            }
        }

        // One coal for the iron, two sticks for each pickaxe to come; torches of the rest.
        var (keptSticksAhead, keptCoal) = Pack.PickaxeTier < ToolTier.Iron && recipe != Recipe.IronPickaxe ? (4, 1) : (2, 0);
        var times = Math.Min(MostTorches / Recipe.Torch.Yield, Math.Min(sticks - keptSticksAhead, Pack.Coal - keptCoal));
        errands.Craft.Add(Recipe.Torch, Persona.MakesTorches && !Pack.Has(ItemId.Torch) && recipe != Recipe.DiamondPickaxe ? times : 0);

        void Add(bool isWanted, Recipe extra)
        {
            var keptSticks = extra == Recipe.Furnace ? 0 : 2;
            if (isWanted && planks >= extra.Needs('P') && stone >= extra.Needs('C') && sticks - extra.Needs('S') >= Math.Min(keptSticks, extra.Needs('S')))
            {
                errands.Craft.Add(extra, 1);
                (sticks, planks, stone) = (sticks - extra.Needs('S'), planks - extra.Needs('P'), stone - extra.Needs('C'));
            }
        }
    }

    /// <summary>True if there is wood for a recipe, its sticks and a table.</summary>
    private bool CanPay(Recipe recipe)
    {
        var table = Pack.Has(ItemId.CraftingTable) || errands.Workshop.Knows(WindowKind.CraftingTable) ? 0 : 4;
        return Pack.Wood >= recipe.Needs('P') + table + (2 * Math.Max(0, (recipe.Needs('S') - Pack.Sticks + 3) / 4));
    }

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

    private Assignment Arrange(ItemId item)
    {
        errands.Arrange.Begin(item);
        return new Assignment(errands.Arrange, "arrange inventory");
    }

    private bool IsDeep() => self.Stand.Y < _surface - DeepBlocks && !IsOutdoors();

    /// <summary>True if there is nothing but air above most of the ground around, as far as was seen.</summary>
    private bool IsOutdoors()
    {
        const int height = 12;
        const int most = 2;
        var roofed = 0;
        for (var column = 0; column < 9; column++)
        {
            var foot = new Cell(self.Stand.X + (2 * ((column % 3) - 1)), self.Stand.Y + 2, self.Stand.Z + (2 * ((column / 3) - 1)));
            var up = 0;
            while (up < height && !(self.Sight.At(foot.Above(up)) is { } block && BlockTable.IsSolid(block) && !BlockTable.IsLeaves(block)))
            {
                up++;
            }

            roofed += up < height ? 1 : 0;
        }

        return roofed <= most;
    }

    private bool IsLogInReach() => prospects.NextLog() is { } log && errands.Miner.IsInReach(log) && errands.Miner.IsInView(log);

    private Assignment GatherLogs()
    {
        if (IsDeep())
        {
            errands.Travel.Begin(RouteGoal.ToLevel(_surface), Ways.ThroughRock);
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

    /// <summary>Digs on: back down first if he came up, then down to the diamonds' height, then along it.</summary>
    private Assignment Dig(string subgoal)
    {
        if (_bottom is { } bottom && self.Stand.Y - bottom.Y >= 4 && self.Stand.GroundStepsTo(bottom) < 40)
        {
            errands.Travel.Begin(RouteGoal.ToStand(bottom), Ways.ThroughRock);
            return new Assignment(errands.Travel, subgoal);
        }

        if (errands.Shaft.IsLost || IsGettingNowhere())
        {
            errands.Shaft.Reset();
            _bottom = null;
            return GoElsewhere();
        }

        if ((self.Body.InWater || (!IsDeep() && !RouteGoal.IsDry(self.Stand, Shore, self.Sight))) && self.Tick >= _nextDrying)
        {
            // Holes dug by the water fill with it.
            _nextDrying = self.Tick + DryingTicks;
            _bottom = null;
            errands.Travel.Begin(RouteGoal.ToDryLand(IsDeep() ? 1 : Shore), IsDeep() ? Ways.ThroughRock : Ways.OverLand);
            return new Assignment(errands.Travel, subgoal);
        }

        if (IsDeep() && self.Body.OnGround && Pack.HotbarSlotOf(ItemId.Torch) >= 0 && _lights.IsNew(self.Stand))
        {
            _lights.Add(self.Stand);
            if (errands.Torch.Spot(errands.Shaft.Quarter) is { } spot)
            {
                errands.Torch.Begin(spot);
                return new Assignment(errands.Torch, subgoal);
            }
        }

        if (IsDeep() && _glances.IsNew(self.Stand) && IsSpacious())
        {
            _glances.Add(self.Stand);
            errands.Glance.Begin(GlanceErrand.Ahead);
            return new Assignment(errands.Glance, subgoal);
        }

        if (IsDeep() && self.Tick >= _nextExploration && self.Stand.Y <= DiamondLevel + 3 && Pack.PickaxeTier >= ToolTier.Stone)
        {
            _nextExploration = self.Tick + ExplorationTicks;
            if (errands.Journey.SurveyFrontier(MostExplorationTicks) is { } frontier && _explored.IsNew(frontier))
            {
                _explored.Add(frontier);
                _nextExploration = self.Tick;
                errands.Travel.Begin(RouteGoal.ToStand(frontier), Ways.OnFoot);
                return new Assignment(errands.Travel, subgoal);
            }
        }

        if (self.Tick >= _nextSurvey && self.Stand.Y > DiamondLevel + 3)
        {
            _nextSurvey = self.Tick + SurveyTicks;
            if (errands.Journey.SurveyDown(DiamondLevel) is { } cave)
            {
                errands.Travel.Begin(RouteGoal.ToStand(cave), Ways.ThroughRock);
                return new Assignment(errands.Travel, subgoal);
            }
        }

        if (self.Stand.Y > DiamondLevel)
        {
            errands.Shaft.BeginDown(DiamondLevel);
        }
        else
        {
            errands.Shaft.BeginAlong(DiamondLevel);
        }

        return new Assignment(errands.Shaft, subgoal);
    }

    /// <summary>True if many steps of digging led to no other place.</summary>
    private bool IsGettingNowhere()
    {
        const int interval = 45;
        const double least = 6;
        if (++_milestone.Steps < interval)
        {
            return false;
        }

        var moved = _milestone.Cell.DistanceTo(self.Stand.Center);
        _milestone = (self.Stand, 0);
        return moved < least;
    }

    /// <summary>True in a cave: from the eyes one sees far, to more sides than a tunnel has.</summary>
    private bool IsSpacious()
    {
        const int far = 6;
        var open = 0;
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            var distance = 1;
            while (distance < far && self.Chart.IsClear(self.Stand.Above().Toward(quarter, distance)))
            {
                distance++;
            }

            open += distance == far ? 1 : 0;
        }

        return open >= 3;
    }

    /// <summary>When one thing after the other has failed: somewhere else, anywhere.</summary>
    private Assignment GoElsewhere()
    {
        var isDeep = IsDeep();
        var far = isDeep ? 6 : 14;
        var place = self.Stand.Toward(self.Random.Next(Cell.Quarters), far + self.UpTo(8)).Toward(self.Random.Next(Cell.Quarters), self.UpTo(far));
        errands.Travel.Begin(isDeep ? RouteGoal.ToStand(place) : RouteGoal.ToPlace(place), isDeep ? Ways.ThroughRock : Ways.OverLand);
        return new Assignment(errands.Travel, "go elsewhere");
    }
}

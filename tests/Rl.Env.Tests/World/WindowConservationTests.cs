using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class WindowConservationTests
{
    private static readonly ItemId[] Items =
    [
        ItemId.OakLog, ItemId.OakLog, ItemId.OakPlanks, ItemId.BirchPlanks, ItemId.Stick, ItemId.Cobblestone, ItemId.IronIngot, ItemId.Coal,
        ItemId.IronOre, ItemId.Sand, ItemId.Bucket, ItemId.LavaBucket, ItemId.IronHelmet, ItemId.DiamondBoots, ItemId.Shield,
        ItemId.StonePickaxe, ItemId.StonePickaxe, ItemId.Snowball, ItemId.CoalBlock,
    ];

    private static readonly WindowKind[] Kinds = [WindowKind.Player, WindowKind.CraftingTable, WindowKind.Furnace, WindowKind.Chest];

    [TestCase(1UL)]
    [TestCase(2UL)]
    public void Of_100_000_random_actions_none_makes_or_loses_an_item_but_by_recipe(ulong seed)
    {
        var play = new RandomPlay(seed);
        for (var action = 0; action < 100_000; action++)
        {
            play.Act();
        }

        // The play is worth nothing if it makes nothing.
        Assert.That(play.Crafted, Is.GreaterThan(500));
        Assert.That(play.Smelted, Is.GreaterThan(100));
        Assert.That(play.ThrownUnits, Is.GreaterThan(500));
    }

    [Test]
    public void Equal_actions_end_in_equal_states_and_allocate_nothing()
    {
        var (one, other) = (new RandomPlay(3), new RandomPlay(3));
        for (var action = 0; action < 3000; action++)
        {
            one.Act();
            other.Act();
        }

        Assert.That(one.Hash(), Is.EqualTo(other.Hash()));

        using var allocations = new AllocationMeter();
        for (var action = 0; action < 3000; action++)
        {
            one.Act();
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    /// <summary>A player who does anything, and the books kept of what he has.</summary>
    private sealed class RandomPlay(ulong seed)
    {
        private readonly SeededRandom _random = new(seed);
        private readonly Inventory _inventory = new();
        private readonly FurnaceState _furnace = new();
        private readonly ChestState _chest = new();
        private readonly WindowView _view = new();
        private readonly long[] _expected = new long[ItemTable.Count];
        private readonly long[] _found = new long[ItemTable.Count];
        private readonly ItemStack[] _grid = new ItemStack[9];
        private WindowSession? _session;
        private Buttons _held;
        private long _smeltedLeft;

        public long Crafted { get; private set; }

        public long Smelted { get; private set; }

        public long ThrownUnits { get; private set; }

        private WindowSession Session => _session ??= new WindowSession(_inventory);

        public void Act()
        {
            if (_random.Next(40) == 0)
            {
                Give();
            }

            for (var tick = _random.Next(16) == 0 ? 200 : 1; tick > 0; tick--)
            {
                Smelt();
            }

            Session.BeginTick();
            if (!Session.IsOpen)
            {
                Open();
            }
            else if (_random.Next(30) == 0)
            {
                Session.Close();
            }
            else
            {
                Work();
            }

            CountTaken();
            Session.FillView(_view);
            Check();
        }

        public ulong Hash() =>
            Session.HashInto(_inventory.HashInto(_furnace.HashInto(_chest.HashInto(StateHasher.Seed))));

        private void Give()
        {
            var slot = _random.Next(Inventory.SlotCount);
            if (_inventory[slot].IsEmpty)
            {
                var item = Items[_random.Next(Items.Length)];
                var (size, uses) = (ItemTable.Of(item).StackSize, ItemTable.Of(item).Uses);
                var stack = new ItemStack(item, 1 + _random.Next(size), uses > 0 ? _random.Next(uses) : 0);
                _inventory[slot] = stack;
                _expected[(int)item] += stack.Count;
            }
        }

        private void Smelt()
        {
            var (input, fuel, made) = (_furnace.Input, _furnace.Fuel, _furnace.Output.Count);
            _furnace.Tick();
            if (_furnace.Output.Count != made)
            {
                if (_furnace.Output != new ItemStack(SmeltingTable.ProductOf(input.Item), made + 1))
                {
                    Assert.Fail($"{input} was smelted to {_furnace.Output} beside {made}.");
                }

                _expected[(int)input.Item]--;
                _expected[(int)_furnace.Output.Item]++;
                Smelted++;
                _smeltedLeft++;
            }

            if (_furnace.Fuel != fuel)
            {
                _expected[(int)fuel.Item]--;
                _expected[(int)ItemId.Bucket] += fuel.Item == ItemId.LavaBucket ? 1 : 0;
            }
        }

        private void Open()
        {
            switch (Kinds[_random.Next(Kinds.Length)])
            {
                case WindowKind.Player:
                    Session.OpenPlayer();
                    break;
                case WindowKind.CraftingTable:
                    Session.OpenTable((0, 64, 0));
                    break;
                case WindowKind.Furnace:
                    Session.OpenFurnace(_furnace, (0, 64, 1));
                    break;
                default:
                    Session.OpenChest(_chest, (0, 64, 2));
                    break;
            }
        }

        private void Work()
        {
            var width = WindowLayout.GridWidth(Session.Kind);
            for (var cell = 0; cell < width * width; cell++)
            {
                _grid[cell] = Session.StackAt(WindowLayout.GridStart + cell);
            }

            var result = width > 0 ? Session.StackAt(WindowLayout.Result) : ItemStack.Empty;
            var before = _held;
            _held = Toggled(Toggled(Toggled(_held, Buttons.Attack, 2), Buttons.Use, 5), Buttons.Sneak, 9);
            _held = Toggled(Toggled(_held, Buttons.Drop, 30), (Buttons)((int)Buttons.Hotbar1 << _random.Next(9)), 12);
            Session.Tick(WindowInput.After(before, Aim(_held)));
            foreach (var obtained in Session.Obtained)
            {
                if (obtained.IsCrafted)
                {
                    CountCraft(result, obtained.Stack, width);
                }
            }
        }

        private Buttons Toggled(Buttons held, Buttons button, int oneIn) => _random.Next(oneIn) == 0 ? held ^ button : held;

        /// <summary>To a slot, more often than not the grid, furnace or chest; at times by a small turn, outside, or not at all.</summary>
        private MinecraftAction Aim(Buttons held)
        {
            switch (_random.Next(8))
            {
                case 0:
                    return new MinecraftAction(held, 0, 0);
                case 1:
                    return new MinecraftAction(held, (_random.NextDouble() * 20) - 10, (_random.NextDouble() * 20) - 10);
                case 2 when _random.Next(4) == 0:
                    return new MinecraftAction(held, -180, -180);
                case 3:
                    return AimAt(WindowLayout.Result, held);
                case 4 or 5:
                    return AimAt(_random.Next(WindowLayout.MainStart(Session.Kind)), held);
                default:
                    return AimAt(_random.Next(WindowLayout.SlotCount(Session.Kind)), held);
            }
        }

        private MinecraftAction AimAt(int slot, Buttons held)
        {
            var (x, y) = WindowLayout.IconAt(Session.Kind, slot);
            return new MinecraftAction(
                held,
                (y + 8 - Session.CursorY) / WindowSession.CursorPixelsPerDegree,
                (x + 8 - Session.CursorX) / WindowSession.CursorPixelsPerDegree);
        }

        /// <summary>Books a craft: the grid as it was makes the result, and each unit made costs one of every cell.</summary>
        private void CountCraft(ItemStack result, ItemStack made, int width)
        {
            var grid = _grid.AsSpan(0, width * width);
            RecipeBook.TryMatch(grid, width, out var matched);
            if (matched.IsEmpty || matched != result || matched.Item != made.Item || made.Count % result.Count != 0)
            {
                Assert.Fail($"{made} was crafted where the grid makes {matched} and the window showed {result}.");
            }

            var crafts = made.Count / result.Count;
            foreach (var cell in grid)
            {
                _expected[(int)cell.Item] -= cell.IsEmpty ? 0 : crafts;
            }

            _expected[(int)made.Item] += made.Count;
            Crafted += crafts;
        }

        private void CountTaken()
        {
            foreach (var thrown in Session.Thrown)
            {
                Inspect(thrown);
                _expected[(int)thrown.Item] -= thrown.Count;
                ThrownUnits += thrown.Count;
            }

            foreach (var obtained in Session.Obtained)
            {
                _smeltedLeft -= obtained.IsCrafted ? 0 : obtained.Stack.Count;
            }
        }

        private void Check()
        {
            Array.Clear(_found);
            for (var slot = 0; slot < Inventory.AllSlotCount; slot++)
            {
                Count(_inventory[slot]);
            }

            foreach (var stack in _chest.Slots)
            {
                Count(stack);
            }

            Count(_furnace.Input);
            Count(_furnace.Fuel);
            Count(_furnace.Output);
            Count(Session.Carried);
            var width = WindowLayout.GridWidth(Session.Kind);
            for (var cell = 0; cell < width * width; cell++)
            {
                Count(Session.StackAt(WindowLayout.GridStart + cell));
            }

            if (!_found.AsSpan().SequenceEqual(_expected))
            {
                Assert.That(_found, Is.EqualTo(_expected));
            }

            if (_smeltedLeft != _furnace.Output.Count)
            {
                Assert.Fail($"{_smeltedLeft} smelted units were not obtained yet, but {_furnace.Output} lies in the furnace.");
            }
        }

        private void Count(ItemStack stack)
        {
            Inspect(stack);
            _found[(int)stack.Item] += stack.Count;
        }

        private static void Inspect(ItemStack stack)
        {
            var isSound = stack.IsEmpty ? stack == default : stack.Count > 0 && stack.Count <= ItemTable.Of(stack.Item).StackSize;
            if (!isSound)
            {
                Assert.Fail($"{stack} lies in a slot.");
            }
        }
    }
}

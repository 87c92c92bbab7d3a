using Rl.Env.Actions;
using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;
using Rl.Env.World.Survival;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.World;

/// <summary>
/// What the player's hands do in the world while no window is open: select, throw, hit, mine, place, pour, eat, and ask for windows to be
/// opened. The order within a tick is the original's: hotbar, drop, use, attack (Mh).
/// </summary>
internal sealed class Hands(
    WorldConfig config, PlayerState self, WorldBlocks blocks, ItemSpawner items, AnimalHerd animals)
{
    private readonly Digging _digging = new(config.Mining);
    private readonly Eating _eating = new(config.Survival);
    private readonly AttackCharge _charge = new();
    private int _useDelay;
    private int _swingTick;

    /// <summary>The block whose window was asked for in the newest tick, null for none.</summary>
    public VoxelHit? Asked { get; private set; }

    /// <summary>The block in work; null for none.</summary>
    public VoxelHit? Mined => _digging.Block;

    /// <summary>Crack overlay of the block in work: 0 to 9, or −1 for none.</summary>
    public int CrackStage => _digging.CrackStage;

    /// <summary>How far the arm has swung, from 0 to 1.</summary>
    public float SwingProgress => (float)_swingTick / config.Mining.SwingTicks;

    /// <summary>True while the player eats.</summary>
    public bool IsEating => _eating.IsEating;

    /// <summary>Lets go of everything.</summary>
    public void Reset()
    {
        _digging.Reset();
        _eating.Reset();
        _charge.Reset();
        _useDelay = 0;
        _swingTick = 0;
        Asked = null;
    }

    /// <summary>What the crosshair points at from a place; it looks through fluids.</summary>
    public VoxelHit? Target(double eyeX, double eyeY, double eyeZ) => blocks.Volume.RayCast(
        (eyeX, eyeY, eyeZ), self.Player.Look(), config.Mining.Reach, throughFluids: true, out var hit) ? hit : null;

    /// <summary>Works for one tick.</summary>
    /// <param name="held">Buttons that are down.</param>
    /// <param name="pressed">Buttons that went down in this tick.</param>
    public void Tick(Buttons held, Buttons pressed)
    {
        Asked = null;
        Select(pressed);
        Recover();
        if (pressed.Holds(Buttons.Drop))
        {
            Throw(self.Inventory.TakeOneHeld());
        }

        var target = Target(self.Player.X, self.Player.EyeY, self.Player.Z);
        var strikes = Use(held.Holds(Buttons.Use), pressed.Holds(Buttons.Use), target);
        strikes |= Attack(held.Holds(Buttons.Attack) && !_eating.IsEating, pressed.Holds(Buttons.Attack), target);
        Swing(strikes);
    }

    /// <summary>Rests for one tick, as behind an open window.</summary>
    public void Rest()
    {
        Asked = null;
        _eating.Reset();
        Recover();
        _digging.Tick(held: false, target: null, self.Inventory.Held.Item, (false, true));
        Swing(strikes: false);
    }

    /// <summary>Throws a stack before the player.</summary>
    public void Throw(ItemStack stack)
    {
        if (!stack.IsEmpty)
        {
            self.Statistics.CountDropped(stack.Item, stack.Count);
            items.Throw(self.Player, stack);
        }
    }

    /// <summary>Adds what the hands are doing to a hash.</summary>
    public ulong HashInto(ulong hash) => _charge.HashInto(_eating.HashInto(_digging.HashInto(hash)));

    /// <summary>Delays that the world's hash ends with.</summary>
    public ulong HashWord => ((ulong)(uint)_useDelay << 16) | (uint)_swingTick;

    private static (int X, int Y, int Z) CellBefore(VoxelHit hit) => hit.Face switch
    {
        BlockFace.West => (hit.X - 1, hit.Y, hit.Z),
        BlockFace.East => (hit.X + 1, hit.Y, hit.Z),
        BlockFace.Down => (hit.X, hit.Y - 1, hit.Z),
        BlockFace.Up => (hit.X, hit.Y + 1, hit.Z),
        BlockFace.North => (hit.X, hit.Y, hit.Z - 1),
        _ => (hit.X, hit.Y, hit.Z + 1),
    };

    private void Select(Buttons pressed)
    {
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            if (pressed.Holds((Buttons)((int)Buttons.Hotbar1 << slot)))
            {
                self.Inventory.Select(slot);
            }
        }
    }

    /// <summary>Gathers strength for the next hit; where there is nobody to hit it is not counted.</summary>
    private void Recover()
    {
        if (config.HasAnimals)
        {
            _charge.Tick(self.Inventory.Held.Item);
        }
    }

    /// <summary>Eats on, asks for a window, or does with the held item what it is for; true if the arm swings.</summary>
    private bool Use(bool held, bool pressed, VoxelHit? target)
    {
        _useDelay = Math.Max(0, _useDelay - 1);
        var isEatingOn = _eating.IsEating;
        if (held && (pressed || _useDelay == 0) && !isEatingOn)
        {
            _useDelay = config.Mining.UseRepeatTicks;
            if (UseOnce(target))
            {
                return true;
            }
        }

        if (_eating.Tick(held, self.Inventory.Held.Item) is not ItemId.None and var eaten)
        {
            self.Inventory.TakeOneHeld();
            self.Statistics.CountUsed(eaten);
            self.Vitals.Eat(FoodTable.Of(eaten), self.Random);
        }

        return false;
    }

    private bool UseOnce(VoxelHit? target)
    {
        var inHand = self.Inventory.Held;
        if (config.HasWindows && target is { } hit && WindowBlocks.Opens(hit.Block) != WindowKind.None
            && !(self.Player.IsSneaking && !inHand.IsEmpty))
        {
            Asked = hit;
            return true;
        }

        return inHand.Item switch
        {
            ItemId.Bucket or ItemId.WaterBucket or ItemId.LavaBucket => UseBucket(inHand.Item, target),
            var item when _eating.Start(item, self.Vitals) => false,
            var item => ItemTable.Of(item).Places != BlockId.Air && target is { } face && Place(item, face),
        };
    }

    private bool UseBucket(ItemId bucket, VoxelHit? target)
    {
        if (bucket == ItemId.Bucket)
        {
            return Scoop();
        }

        if (target is not { } hit)
        {
            return false;
        }

        var (x, y, z) = BlockTable.Of(hit.Block).IsReplaceable ? (hit.X, hit.Y, hit.Z) : CellBefore(hit);
        if ((uint)y >= VoxelVolume.Height || !BlockTable.Of(blocks.Volume[x, y, z]).IsReplaceable)
        {
            return false;
        }

        blocks.Pour(x, y, z, bucket == ItemId.WaterBucket ? BlockId.Water : BlockId.Lava);
        self.Inventory[self.Inventory.SelectedSlot] = new ItemStack(ItemId.Bucket, 1);
        self.Statistics.CountUsed(bucket);
        return true;
    }

    /// <summary>Fills an empty bucket at the fluid that the crosshair points at; a full one goes where there is room.</summary>
    private bool Scoop()
    {
        var player = self.Player;
        if (!blocks.Volume.RayCast((player.X, player.EyeY, player.Z), player.Look(), config.Mining.Reach, throughFluids: false, out var hit)
            || !blocks.IsSource(hit.X, hit.Y, hit.Z))
        {
            return false;
        }

        var full = new ItemStack(hit.Block == BlockId.Water ? ItemId.WaterBucket : ItemId.LavaBucket, 1);
        blocks.Set(hit.X, hit.Y, hit.Z, BlockId.Air);
        self.Inventory.TakeOneHeld();
        if (self.Inventory.Held.IsEmpty)
        {
            self.Inventory[self.Inventory.SelectedSlot] = full;
        }
        else if (self.Inventory.Add(full) == 0)
        {
            Throw(full);
        }

        self.Statistics.CountUsed(ItemId.Bucket);
        return true;
    }

    private bool Place(ItemId item, VoxelHit hit)
    {
        var isInto = BlockTable.Of(hit.Block).IsReplaceable;
        var (x, y, z) = isInto ? (hit.X, hit.Y, hit.Z) : CellBefore(hit);
        var block = Placement.Facing(ItemTable.Of(item).Places, isInto ? BlockFace.Up : hit.Face, self.Player.Yaw);
        if (block == BlockId.Air
            || (uint)y >= VoxelVolume.Height
            || !BlockTable.Of(blocks.Volume[x, y, z]).IsReplaceable
            || (BlockTable.IsSolid(block) && (self.Player.Occupies(x, y, z) || animals.Occupies(x, y, z)))
            || !blocks.Holds(x, y, z, block))
        {
            return false;
        }

        self.Inventory.TakeOneHeld();
        self.Statistics.CountUsed(item);
        blocks.Place(x, y, z, block);
        return true;
    }

    /// <summary>Hits an animal in the crosshair at the press of attack, else mines; true if the arm swings.</summary>
    private bool Attack(bool held, bool pressed, VoxelHit? target)
    {
        var player = self.Player;
        var reach = Math.Min(config.Mining.EntityReach, target?.Distance ?? double.MaxValue);
        var isAtAnimal = animals.Find((player.X, player.EyeY, player.Z), player.Look(), reach, out var animal, out _);
        if (isAtAnimal && held && pressed)
        {
            Hit(animal);
        }
        else if (config.HasAnimals && held && pressed && target is null)
        {
            _charge.Miss();
        }

        var broken = _digging.Tick(
            held && !isAtAnimal, target, self.Inventory.Held.Item, (player.EyeInWater, player.OnGround));
        if (broken is { } block)
        {
            Break(block);
        }

        return _digging.Strikes || (isAtAnimal && held && pressed);
    }

    private void Hit(int index)
    {
        var held = self.Inventory.Held.Item;
        var kind = animals.All[index].Kind;
        var before = animals.All[index].Health;
        if (!animals.Hit(index, _charge.Strike(self.Player).Damage, self.Player.X, self.Player.Z))
        {
            return;
        }

        self.Vitals.TireByHitting();
        self.Statistics.DamageDealt += before - Math.Max(0, animals.All[index].Health);
        if (animals.All[index].IsDead)
        {
            self.Statistics.CountKilled(kind);
        }

        Wear(held, ToolWear.OfHitting(held));
    }

    private void Break(VoxelHit hit)
    {
        var held = self.Inventory.Held.Item;
        self.Statistics.CountMined(hit.Block);
        self.Vitals.TireByMining();
        blocks.Break(hit, ItemTable.Of(held));
        Wear(held, ToolWear.OfMining(hit.Block, held));
    }

    private void Wear(ItemId tool, int uses)
    {
        if (uses == 0)
        {
            return;
        }

        self.Statistics.CountUsed(tool);
        for (var i = 0; i < uses && self.Inventory.Held.Item == tool; i++)
        {
            self.Inventory.WearHeld();
        }

        if (self.Inventory.Held.Item != tool)
        {
            self.Statistics.CountBroken(tool);
        }
    }

    /// <summary>Moves the arm: a stroke shows at once, runs for 6 ticks, and starts anew past its middle while the hand keeps striking.</summary>
    private void Swing(bool strikes)
    {
        var ticks = config.Mining.SwingTicks;
        if (strikes && (_swingTick == 0 || _swingTick > ticks / 2))
        {
            _swingTick = 1;
        }
        else if (_swingTick > 0)
        {
            _swingTick = (_swingTick + 1) % (ticks + 1);
        }
    }
}

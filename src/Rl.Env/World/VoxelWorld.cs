using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;
using Rl.Env.World.Physics;
using Rl.Env.World.Rendering;
using Rl.Env.World.Survival;
using Rl.Env.World.Volume;

namespace Rl.Env.World;

/// <summary>
/// The embedded first-person voxel world: 20 ticks a second of walking, swimming, mining and building, after Minecraft 1.16.5. Episodes have
/// no end of their own; death drops the items and respawns. All that becomes state is integers and IEEE arithmetic, so that a seed and a
/// list of actions give the same <see cref="StateHash"/> on every machine. An ordinary step allocates nothing.
/// </summary>
public sealed class VoxelWorld : IEnvironment
{
    private const double MaximumTurnDegrees = 180;
    private const ulong EventStream = 0x6576656E7473;

    private readonly WorldConfig _config;
    private readonly MeadowTerrain? _meadow;
    private readonly IChunkSource _terrain;
    private readonly WorldRenderer _renderer;
    private readonly Scene _scene = new();
    private readonly byte[] _frame;
    private readonly SeededRandom _random = new(0);
    private readonly Vitals _vitals;
    private readonly Digging _digging;
    private readonly HashSet<(int X, int Y, int Z)> _placed = new(64);
    private readonly ItemGain[] _gains = new ItemGain[ItemTable.Count];
    private readonly int[] _mined = new int[BlockTable.Count];
    private readonly int[] _pickedUp = new int[ItemTable.Count];

    private SpawnPoint _spawn;
    private Buttons _buttonsBefore;
    private ulong _editHash;
    private float _fieldOfViewFactor;
    private int _gainCount;
    private int _useDelay;
    private int _swingTick;
    private bool _hasStarted;

    /// <summary>Prepares a world; <see cref="ResetAsync"/> fills it.</summary>
    /// <param name="size">Size of the frames.</param>
    /// <param name="config">Settings; null for the defaults.</param>
    public VoxelWorld(FrameSize size, WorldConfig? config = null)
    {
        _config = (config ?? new WorldConfig()).Validated();
        _meadow = _config.Landscape == Landscape.Meadow ? new MeadowTerrain(_config.Terrain) : null;
        _terrain = (IChunkSource?)_meadow ?? new FlatTerrain();
        _renderer = new WorldRenderer(size);
        _frame = new byte[size.ByteCount];
        _vitals = new Vitals(_config.Survival);
        _digging = new Digging(_config.Mining);
        Player = new Player(_config.Physics);
        Entities = new ItemEntities(_config.Items);
        FrameSize = size;
    }

    /// <inheritdoc />
    public FrameSize FrameSize { get; }

    /// <summary>False leaves frames unwritten, for replays that need only the state.</summary>
    public bool RenderEnabled { get; set; } = true;

    /// <summary>Ticks since the reset.</summary>
    public long Tick { get; private set; }

    /// <summary>Times the player died since the reset.</summary>
    public int Deaths { get; private set; }

    /// <summary>Blocks the player broke since the reset, by <see cref="BlockId"/>. Valid until the next call.</summary>
    public ReadOnlySpan<int> MinedBlocks => _mined;

    /// <summary>Units the player picked up since the reset, by <see cref="ItemId"/>, those he dropped before included.</summary>
    public ReadOnlySpan<int> PickedUpItems => _pickedUp;

    internal VoxelVolume Volume { get; } = new();

    internal Player Player { get; }

    internal Inventory Inventory { get; } = new();

    internal ItemEntities Entities { get; }

    internal WorldConfig Config => _config;

    internal Scene Scene => _scene;

    /// <summary>Where the newest frame was seen from.</summary>
    internal (double X, double Y, double Z) FrameEye { get; private set; }

    internal float Health => _vitals.Health;

    internal int Air => _vitals.Air;

    internal int Food => _vitals.Food;

    /// <summary>64 bits of everything that decides the future: player, items, inventory, random stream, changed blocks.</summary>
    public ulong StateHash()
    {
        var hash = StateHasher.Mix(StateHasher.Seed, (ulong)Tick);
        hash = Player.HashInto(hash);
        hash = _vitals.HashInto(hash);
        hash = _digging.HashInto(hash);
        hash = Inventory.HashInto(hash);
        hash = Entities.HashInto(hash);
        var (s0, s1, s2, s3) = _random.State;
        hash = StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(hash, s0), s1), s2), s3);
        hash = StateHasher.Mix(hash, _editHash);
        return StateHasher.Mix(hash, ((ulong)(uint)_buttonsBefore << 32) | ((uint)_useDelay << 16) | (uint)_swingTick);
    }

    /// <inheritdoc />
    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _random.Reseed(SeedRule.Derive((ulong)seed, [EventStream]));
        _meadow?.Reseed(seed);
        _spawn = _meadow is null ? new SpawnPoint(0, FlatTerrain.GroundY, 0) : SpawnSearch.Find(_meadow);
        Volume.Reset(_terrain, _spawn.X, _spawn.Z);
        PlaceAtSpawn(yaw: (_random.NextSingle() * 360f) - 180f);
        Inventory.Clear();
        Entities.Clear();
        _vitals.Reset();
        _digging.Reset();
        _placed.Clear();
        Array.Clear(_mined);
        Array.Clear(_pickedUp);
        _buttonsBefore = Buttons.None;
        _editHash = StateHasher.Seed;
        _fieldOfViewFactor = 1f;
        _gainCount = 0;
        _useDelay = 0;
        _swingTick = 0;
        Tick = 0;
        Deaths = 0;
        _hasStarted = true;

        Draw(Player.X, Player.EyeY, Player.Z);
        return ValueTask.FromResult(EnvStep.Restart(_frame));
    }

    /// <inheritdoc />
    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_hasStarted)
        {
            throw new InvalidOperationException("StepAsync was called before ResetAsync: the world has no seed yet.");
        }

        ThrowIfNoTurn(action.PitchDegrees, nameof(action.PitchDegrees));
        ThrowIfNoTurn(action.YawDegrees, nameof(action.YawDegrees));

        // The order within a tick is the original's: view, then what a server would decide, then what the client does, then motion.
        var pressed = action.Buttons & ~_buttonsBefore;
        _buttonsBefore = action.Buttons;
        _gainCount = 0;
        Tick++;
        Player.Turn(action.PitchDegrees, action.YawDegrees);
        Entities.Tick(Volume, Player.X, Player.Z);
        PickUpItems();
        _vitals.Tick(Player);
        if (_vitals.IsDead)
        {
            Die();
        }

        // The camera stays where the tick began while the player moves on: the original draws with partial tick 0.
        var (eyeX, eyeY, eyeZ) = (Player.X, Player.EyeY, Player.Z);
        UseHands(action.Buttons, pressed);
        Player.Tick(Volume, new PlayerInput(action.Buttons, _vitals.MaySprint));
        Volume.Follow(BlockCollision.Cell(Player.X), BlockCollision.Cell(Player.Z));

        Draw(eyeX, eyeY, eyeZ);
        return ValueTask.FromResult(EnvStep.Transition(_frame, 0f) with { Gains = _gains.AsMemory(0, _gainCount) });
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Changes a block as an edit of the world.</summary>
    internal void SetBlock(int x, int y, int z, BlockId block)
    {
        Volume.Set(x, y, z, block);
        _editHash = StateHasher.Mix(_editHash, ((ulong)(uint)x << 32) | (uint)z);
        _editHash = StateHasher.Mix(_editHash, ((ulong)(uint)y << 32) | (ulong)block);
    }

    private static void ThrowIfNoTurn(double degrees, string name)
    {
        if (!(Math.Abs(degrees) <= MaximumTurnDegrees))
        {
            throw new ArgumentException($"'{name}' of the action is {degrees}, expected degrees from -180 to 180.", nameof(degrees));
        }
    }

    private static (int X, int Y, int Z) CellBefore(VoxelHit hit) => hit.Face switch
    {
        BlockFace.West => (hit.X - 1, hit.Y, hit.Z),
        BlockFace.East => (hit.X + 1, hit.Y, hit.Z),
        BlockFace.Down => (hit.X, hit.Y - 1, hit.Z),
        BlockFace.Up => (hit.X, hit.Y + 1, hit.Z),
        BlockFace.North => (hit.X, hit.Y, hit.Z - 1),
        _ => (hit.X, hit.Y, hit.Z + 1),
    };

    private void PlaceAtSpawn(float yaw)
    {
        var y = _spawn.GroundY + 1;
        Volume.Follow(_spawn.X, _spawn.Z);
        while (y < VoxelVolume.Height - 2 && !BlockCollision.IsFree(
            Volume, _spawn.X + 0.5, y, _spawn.Z + 0.5, _config.Physics.PlayerWidth, _config.Physics.PlayerHeight))
        {
            y++;
        }

        Player.Place(_spawn.X + 0.5, y, _spawn.Z + 0.5, yaw);
    }

    private void PickUpItems()
    {
        var index = Entities.FindInReach(Player, _config.Physics, 0);
        while (index >= 0)
        {
            var entity = Entities.All[index];
            var taken = Inventory.Add(entity.Stack);
            if (taken == 0)
            {
                index = Entities.FindInReach(Player, _config.Physics, index + 1);
                continue;
            }

            Entities.Take(index, taken);
            _pickedUp[(int)entity.Stack.Item] += taken;
            if (!entity.WasOwned)
            {
                Gain(entity.Stack.Item, taken);
            }

            index = Entities.FindInReach(Player, _config.Physics, taken == entity.Stack.Count ? index : index + 1);
        }
    }

    private void Gain(ItemId item, int count)
    {
        var name = ItemTable.Of(item).Name;
        for (var i = 0; i < _gainCount; i++)
        {
            if (ReferenceEquals(_gains[i].Item, name))
            {
                _gains[i] = new ItemGain(name, _gains[i].Count + count);
                return;
            }
        }

        _gains[_gainCount++] = new ItemGain(name, count);
    }

    private void Die()
    {
        Deaths++;
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            var stack = Inventory.TakeAll(slot);
            if (!stack.IsEmpty)
            {
                Scatter(stack);
            }
        }

        PlaceAtSpawn(Player.Yaw);
        _vitals.Reset();
        _digging.Reset();
    }

    private void Scatter(ItemStack stack)
    {
        var speed = _random.NextDouble() * 0.5;
        var direction = _random.NextDouble() * 360;
        Entities.Add(new ItemEntity
        {
            Stack = stack,
            WasOwned = true,
            PickupDelay = _config.Items.DroppedPickupDelayTicks,
            Body = new Body
            {
                X = Player.X,
                Y = Player.EyeY - _config.Items.ThrowBelowEye,
                Z = Player.Z,
                VelocityX = -SineTable.SinDegrees(direction) * speed,
                VelocityY = 0.2,
                VelocityZ = SineTable.CosDegrees(direction) * speed,
            },
        });
    }

    private void UseHands(Buttons held, Buttons pressed)
    {
        for (var slot = 0; slot < Inventory.HotbarCount; slot++)
        {
            if (pressed.Holds((Buttons)((int)Buttons.Hotbar1 << slot)))
            {
                Inventory.Select(slot);
            }
        }

        if (pressed.Holds(Buttons.Drop))
        {
            Throw(Inventory.TakeOneHeld());
        }

        var target = Target(Player.X, Player.EyeY, Player.Z);
        var strikes = Use(held.Holds(Buttons.Use), pressed.Holds(Buttons.Use), target);
        var broken = _digging.Tick(
            held.Holds(Buttons.Attack), target, Inventory.Held.Item, (Player.EyeInWater, Player.OnGround));
        if (broken is { } block)
        {
            Break(block);
        }

        Swing(strikes || _digging.Strikes);
    }

    /// <summary>What the crosshair points at; it looks through water.</summary>
    private VoxelHit? Target(double eyeX, double eyeY, double eyeZ) =>
        Volume.RayCast((eyeX, eyeY, eyeZ), Player.Look(), _config.Mining.Reach, throughFluids: true, out var hit) ? hit : null;

    private void Throw(ItemStack stack)
    {
        if (stack.IsEmpty)
        {
            return;
        }

        var (x, y, z) = Player.Look();
        var (items, angle, noise) = (_config.Items, _random.NextDouble() * 360, _random.NextDouble() * 0.02);
        Entities.Add(new ItemEntity
        {
            Stack = stack,
            WasOwned = true,
            PickupDelay = items.DroppedPickupDelayTicks,
            Body = new Body
            {
                X = Player.X,
                Y = Player.EyeY - items.ThrowBelowEye,
                Z = Player.Z,
                VelocityX = (x * items.ThrowSpeed) + (SineTable.CosDegrees(angle) * noise),
                VelocityY = (y * items.ThrowSpeed) + items.ThrowLift + ((_random.NextDouble() - _random.NextDouble()) * 0.1),
                VelocityZ = (z * items.ThrowSpeed) + (SineTable.SinDegrees(angle) * noise),
            },
        });
    }

    /// <summary>Places the held block against what the crosshair points at; true if one was placed.</summary>
    private bool Use(bool held, bool pressed, VoxelHit? target)
    {
        _useDelay = Math.Max(0, _useDelay - 1);
        if (!held || (!pressed && _useDelay > 0))
        {
            return false;
        }

        _useDelay = _config.Mining.UseRepeatTicks;
        var block = ItemTable.Of(Inventory.Held.Item).Places;
        if (block == BlockId.Air || target is not { } hit)
        {
            return false;
        }

        var (x, y, z) = CellBefore(hit);
        if ((uint)y >= VoxelVolume.Height || !BlockTable.Of(Volume[x, y, z]).IsReplaceable || Player.Occupies(x, y, z))
        {
            return false;
        }

        Inventory.TakeOneHeld();
        SetBlock(x, y, z, block);
        _placed.Add((x, y, z));
        return true;
    }

    private void Break(VoxelHit hit)
    {
        var block = hit.Block;
        var properties = BlockTable.Of(block);
        SetBlock(hit.X, hit.Y, hit.Z, IsFlooded(hit) ? BlockId.Water : BlockId.Air);
        _mined[(int)block]++;
        _vitals.TireByMining();
        var wasOwned = _placed.Remove((hit.X, hit.Y, hit.Z));
        var held = ItemTable.Of(Inventory.Held.Item);
        if (MiningSpeed.CanHarvest(properties, held))
        {
            Span<ItemStack> drops = stackalloc ItemStack[BlockDrops.MaximumStacks];
            foreach (var drop in drops[..BlockDrops.Roll(block, held.Tool, _random, drops)])
            {
                SpawnDrop(hit, drop, wasOwned);
            }
        }

        if (properties.Hardness > 0)
        {
            Inventory.WearHeld();
        }
    }

    /// <summary>True if water would close over a hole at once: two sources at its sides, or one above it.</summary>
    private bool IsFlooded(VoxelHit hit)
    {
        var (x, y, z) = (hit.X, hit.Y, hit.Z);
        var sides = (Volume[x - 1, y, z] == BlockId.Water ? 1 : 0) + (Volume[x + 1, y, z] == BlockId.Water ? 1 : 0)
            + (Volume[x, y, z - 1] == BlockId.Water ? 1 : 0) + (Volume[x, y, z + 1] == BlockId.Water ? 1 : 0);
        return sides >= 2 || Volume[x, y + 1, z] == BlockId.Water;
    }

    private void SpawnDrop(VoxelHit hit, ItemStack stack, bool wasOwned)
    {
        var items = _config.Items;
        Entities.Add(new ItemEntity
        {
            Stack = stack,
            WasOwned = wasOwned,
            PickupDelay = items.PickupDelayTicks,
            Body = new Body
            {
                X = hit.X + 0.5 + Spread(items.SpawnSpread),
                Y = hit.Y + 0.5 + Spread(items.SpawnSpread),
                Z = hit.Z + 0.5 + Spread(items.SpawnSpread),
                VelocityX = Spread(items.SpawnSpeed),
                VelocityY = items.SpawnLift,
                VelocityZ = Spread(items.SpawnSpeed),
            },
        });
    }

    private double Spread(double most) => ((_random.NextDouble() * 2) - 1) * most;

    /// <summary>Moves the arm: a stroke shows at once, runs for 6 ticks, and starts anew past its middle while the hand keeps striking.</summary>
    private void Swing(bool strikes)
    {
        var ticks = _config.Mining.SwingTicks;
        if (strikes && (_swingTick == 0 || _swingTick > ticks / 2))
        {
            _swingTick = 1;
        }
        else if (_swingTick > 0)
        {
            _swingTick = (_swingTick + 1) % (ticks + 1);
        }
    }

    private void Draw(double eyeX, double eyeY, double eyeZ)
    {
        FrameEye = (eyeX, eyeY, eyeZ);
        _fieldOfViewFactor += ((Player.IsSprinting ? _config.SprintFieldOfView : 1f) - _fieldOfViewFactor) * 0.5f;
        if (!RenderEnabled)
        {
            return;
        }

        FillScene(eyeX, eyeY, eyeZ);
        _renderer.Render(Volume, _scene, _frame);
    }

    private void FillScene(double eyeX, double eyeY, double eyeZ)
    {
        var eyeInWater = BlockCollision.IsUnderWater(Volume, eyeX, eyeY, eyeZ, _config.Physics.WaterSurface);
        _scene.EyeX = eyeX;
        _scene.EyeY = eyeY;
        _scene.EyeZ = eyeZ;
        _scene.YawDegrees = Player.Yaw;
        _scene.PitchDegrees = Player.Pitch;
        _scene.EyeInWater = eyeInWater;
        _scene.FieldOfViewDegrees = _config.FieldOfViewDegrees * _fieldOfViewFactor * (eyeInWater ? _config.WaterFieldOfView : 1f);
        _scene.CrackStage = _digging.CrackStage;
        if (_digging.Block is { } cracked)
        {
            _scene.CrackedBlock = (cracked.X, cracked.Y, cracked.Z);
        }

        _scene.TargetedBlock = Target(eyeX, eyeY, eyeZ) is { } hit ? (hit.X, hit.Y, hit.Z) : null;
        _scene.SwingProgress = (float)_swingTick / _config.Mining.SwingTicks;
        _scene.SelectedSlot = Inventory.SelectedSlot;
        Inventory.Slots[..Inventory.HotbarCount].CopyTo(_scene.Hotbar);
        _scene.Health = (int)Math.Ceiling(_vitals.Health);
        _scene.Food = _vitals.Food;
        _scene.Air = _vitals.Air;
        _scene.EntityCount = Entities.Count;
        var sprites = _scene.Entities;
        var entities = Entities.All;
        for (var i = 0; i < entities.Length; i++)
        {
            ref readonly var entity = ref entities[i];
            sprites[i] = new ItemSprite(entity.Body.X, entity.Body.Y, entity.Body.Z, entity.Stack.Item, entity.AgeTicks);
        }
    }
}

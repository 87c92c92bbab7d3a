using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Items;
using Rl.Env.World.Physics;
using Rl.Env.World.Rendering;
using Rl.Env.World.Survival;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.World;

/// <summary>
/// The embedded first-person voxel world, after Minecraft 1.16.5 as MineRL 1.0 runs it: 20 ticks a second of walking, mining, building,
/// crafting. Episodes have no end of their own; death drops the items and respawns, unless the settings say that it ends. All that becomes
/// state is integers and IEEE arithmetic, so that a seed and a list of actions give the same <see cref="StateHash"/> on every machine. An
/// ordinary step allocates nothing.
/// </summary>
public sealed class VoxelWorld : IEnvironment
{
    /// <summary>Ticks of a day and its night.</summary>
    public const int TicksPerDay = 24_000;

    private const ulong EventStream = 0x6576656E7473;

    private readonly WorldConfig _config;
    private readonly ITerrain _terrain;
    private readonly WorldRenderer _renderer;
    private readonly Scene _scene = new();
    private readonly byte[] _frame;
    private readonly SeededRandom _random = new(0);
    private readonly Vitals _vitals;
    private readonly GainLedger _gains = new();
    private readonly ItemSpawner _items;
    private readonly WorldBlocks _blocks;
    private readonly AnimalHerd _animals;
    private readonly WindowSession _windows;
    private readonly Hands _hands;

    private SpawnPoint _spawn;
    private Buttons _buttonsBefore;
    private Buttons _muted;
    private VoxelHit? _opening;
    private float _fieldOfViewFactor;
    private bool _hasStarted;

    /// <summary>Prepares a world; <see cref="ResetAsync"/> fills it.</summary>
    /// <param name="size">Size of the frames.</param>
    /// <param name="config">Settings; null for the defaults.</param>
    public VoxelWorld(FrameSize size, WorldConfig? config = null)
    {
        _config = (config ?? new WorldConfig()).Validated();
        _terrain = _config.CreateTerrain();
        _renderer = new WorldRenderer(size);
        _frame = new byte[size.ByteCount];
        _vitals = new Vitals(_config.Survival);
        Player = new Player(_config.Physics);
        Entities = new ItemEntities(_config.Items);
        _items = new ItemSpawner(Entities, _config.Items, _random);
        _blocks = new WorldBlocks(_config, _items, _random);
        _animals = new AnimalHerd(_config.Animals, _config.Physics);
        _windows = new WindowSession(Inventory);
        _hands = new Hands(_config, new PlayerState(Player, _vitals, Inventory, Statistics, _random), _blocks, _items, _animals);
        FrameSize = size;
    }

    /// <inheritdoc />
    public FrameSize FrameSize { get; }

    /// <summary>False leaves frames unwritten, for replays that need only the state.</summary>
    public bool RenderEnabled { get; set; } = true;

    /// <summary>
    /// False leaves the mouse cursor out of windows, as the contractors' recorder did: whoever reads such a recording draws it in.
    /// </summary>
    public bool DrawsCursor
    {
        get => _renderer.DrawsCursor;
        set => _renderer.DrawsCursor = value;
    }

    /// <summary>Ticks since the reset.</summary>
    public long Tick { get; private set; }

    /// <summary>Time of day: 0 sunrise, 6000 noon, 18000 midnight.</summary>
    public int DayTick => _config.FrozenDayTick ?? (int)(Tick % TicksPerDay);

    /// <summary>Times the player died since the reset.</summary>
    public int Deaths { get; private set; }

    /// <summary>True while a window is open.</summary>
    public bool IsWindowOpen => _windows.IsOpen;

    /// <summary>What the player did since the reset.</summary>
    public WorldStatistics Statistics { get; } = new();

    internal VoxelVolume Volume => _blocks.Volume;

    internal Player Player { get; }

    internal Inventory Inventory { get; } = new();

    internal ItemEntities Entities { get; }

    internal AnimalHerd Animals => _animals;

    internal WorldConfig Config => _config;

    internal ITerrain Terrain => _terrain;

    internal Scene Scene => _scene;

    /// <summary>What the open window shows; up to date after every step, drawn or not.</summary>
    internal WindowView Window => _scene.Window;

    internal WindowSession Windows => _windows;

    internal ItemSpawner Spawner => _items;

    /// <summary>Furnaces and chests.</summary>
    internal BlockEntities BlockEntities => _blocks.Entities;

    /// <summary>Where the newest frame was seen from.</summary>
    internal (double X, double Y, double Z) FrameEye { get; private set; }

    internal Vitals Vitals => _vitals;

    internal float Health => _vitals.Health;

    internal int Air => _vitals.Air;

    internal int Food => _vitals.Food;

    /// <summary>64 bits of everything that decides the future: player, items, blocks, animals, windows, random stream.</summary>
    public ulong StateHash()
    {
        var hash = StateHasher.Mix(StateHasher.Seed, (ulong)Tick);
        hash = Player.HashInto(hash);
        hash = _vitals.HashInto(hash);
        hash = _hands.HashInto(hash);
        hash = Inventory.HashInto(hash);
        hash = Entities.HashInto(hash);
        hash = _animals.HashInto(hash);
        hash = _windows.HashInto(hash);
        if (_opening is { } opening)
        {
            hash = StateHasher.Mix(hash, ((ulong)(uint)opening.X << 32) | (uint)opening.Z);
        }

        hash = _muted == Buttons.None ? hash : StateHasher.Mix(hash, (ulong)(uint)_muted);
        var (s0, s1, s2, s3) = _random.State;
        hash = StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(hash, s0), s1), s2), s3);
        hash = _blocks.HashInto(hash);
        return StateHasher.Mix(hash, ((ulong)(uint)_buttonsBefore << 32) | _hands.HashWord);
    }

    /// <inheritdoc />
    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _random.Reseed(SeedRule.Derive((ulong)seed, [EventStream]));
        _terrain.Reseed(seed);
        _spawn = _terrain.FindSpawn();
        _blocks.Reset(_terrain, _spawn.X, _spawn.Z);
        PlaceAtSpawn(yaw: (_random.NextSingle() * 360f) - 180f);
        Inventory.Clear();
        Entities.Clear();
        _items.Reset();
        _animals.Reset(seed);
        _windows.Reset();
        _vitals.Reset();
        _hands.Reset();
        _gains.Clear();
        Statistics.Clear();
        _buttonsBefore = Buttons.None;
        _muted = Buttons.None;
        _opening = null;
        _fieldOfViewFactor = 1f;
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
            throw new InvalidOperationException("StepAsync was called before ResetAsync: the world has no seed, or its episode is over.");
        }

        action.Require();

        // The order within a tick is the original's: keys and mouse, then what a server would decide, then what the client does, then motion.
        var input = WindowInput.After(_buttonsBefore, action);
        _buttonsBefore = action.Buttons;
        _muted &= action.Buttons;
        _gains.Clear();
        _windows.BeginTick();
        Tick++;
        Point(input);
        var isDead = ServeTick();

        // The camera stays where the tick began while the player moves on: the original draws with partial tick 0.
        var (eyeX, eyeY, eyeZ) = (Player.X, Player.EyeY, Player.Z);
        var keys = UseHands(input);
        Move(keys);
        Draw(eyeX, eyeY, eyeZ);
        _hasStarted = !(isDead && _config.EndsAtDeath);
        var step = _hasStarted ? EnvStep.Transition(_frame, 0f) : EnvStep.Termination(_frame, 0f);
        return ValueTask.FromResult(step with { Gains = _gains.All });
    }

    /// <summary>What MineRL tells beside the picture, as it is now. Allocates.</summary>
    public WorldObservation Observe()
    {
        var (x, y, z) = (BlockCollision.Cell(Player.X), BlockCollision.Cell(Player.Y), BlockCollision.Cell(Player.Z));
        var sky = Volume.SkyLight(x, y, z) - Daylight.SkyLightReduction(DayTick);
        return new WorldObservation
        {
            Inventory = WorldObservation.Count(Inventory),
            EquippedItems = WorldObservation.Equipped(Inventory),
            LifeStats = new LifeStats(Health, Food, _vitals.Saturation, Air, !_vitals.IsDead),
            LocationStats = new LocationStats(
                Player.X, Player.Y, Player.Z, Player.Pitch, Player.Yaw, _terrain.BiomeAt(x, z).ToString(),
                Math.Max(sky, Volume.BlockLight(x, y, z)), Volume.SkyLight(x, y + 1, z) == 15, DayTick),
            Statistics = WorldObservation.Groups(Statistics),
            IsGuiOpen = _windows.IsOpen,
            Window = _windows.Kind,
            Tick = Tick,
            Cursor = (_windows.CursorX, _windows.CursorY),
            SelectedSlot = Inventory.SelectedSlot,
        };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Changes a block as an edit of the world.</summary>
    internal void SetBlock(int x, int y, int z, BlockId block) => _blocks.Set(x, y, z, block);

    /// <summary>Puts a block down as the player would, with its furnace or chest.</summary>
    internal void PlaceBlock(int x, int y, int z, BlockId block) => _blocks.Place(x, y, z, block);

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

    /// <summary>The mouse turns the view, or moves the cursor and clicks; the inventory key closes a window before it does (V).</summary>
    private void Point(in WindowInput input)
    {
        if (_windows.IsOpen && input.Pressed.Holds(Buttons.Inventory))
        {
            CloseWindow();
        }

        if (_windows.IsOpen)
        {
            _windows.Tick(input);
            TakeMade();
            ThrowAll();
        }
        else
        {
            Player.Turn(input.PitchDegrees, input.YawDegrees);
        }
    }

    /// <summary>What the original's server decides; true if the player dies.</summary>
    private bool ServeTick()
    {
        OpenAsked();
        _blocks.Tick(Player.X, Player.Z);
        Entities.Tick(Volume, Player.X, Player.Z);
        if (_config.HasAnimals)
        {
            _animals.Tick(Volume, (Player.X, Player.Y, Player.Z));
            foreach (ref readonly var drop in _animals.Drops)
            {
                _items.Leave(drop.X, drop.Y, drop.Z, drop.Stack);
            }
        }

        PickUpItems();
        _vitals.Tick(Player);
        Statistics.TicksSinceDeath++;
        if (_vitals.IsDead)
        {
            Die();
            return true;
        }

        return false;
    }

    /// <summary>Lets the hands work, or rest behind a window; gives the keys that move the player.</summary>
    private Buttons UseHands(in WindowInput input)
    {
        if (_windows.IsOpen)
        {
            CloseIfOutOfReach();
            _hands.Rest();
            return Buttons.None;
        }

        var held = input.Held & ~_muted;
        var pressed = input.Pressed & ~_muted;
        _hands.Tick(held, pressed);
        _opening = _hands.Asked;
        if (!_config.HasWindows || !pressed.Holds(Buttons.Inventory))
        {
            return held;
        }

        _windows.OpenPlayer();
        _muted |= _buttonsBefore;
        return Buttons.None;
    }

    /// <summary>Opens the window that the hands asked for a step ago, unless its block has gone meanwhile (Mm).</summary>
    private void OpenAsked()
    {
        if (_opening is not { } hit)
        {
            return;
        }

        _opening = null;
        var at = (hit.X, hit.Y, hit.Z);
        var kind = _windows.IsOpen ? WindowKind.None : WindowBlocks.Opens(Volume[hit.X, hit.Y, hit.Z]);
        if (kind == WindowKind.CraftingTable)
        {
            _windows.OpenTable(at);
        }
        else if (kind == WindowKind.Furnace)
        {
            _windows.OpenFurnace(_blocks.Entities.FurnaceAt(at) ?? _blocks.Entities.AddFurnace(at), at);
        }
        else if (kind == WindowKind.Chest)
        {
            _windows.OpenChest(_blocks.Entities.ChestAt(at) ?? _blocks.Entities.AddChest(at), at);
        }

        _muted |= _windows.IsOpen ? _buttonsBefore : Buttons.None;
    }

    private void CloseIfOutOfReach()
    {
        if (_windows.At is not { } at)
        {
            return;
        }

        var (dx, dy, dz) = (at.X + 0.5 - Player.X, at.Y + 0.5 - Player.Y, at.Z + 0.5 - Player.Z);
        if ((dx * dx) + (dy * dy) + (dz * dz) > _config.WindowReach * _config.WindowReach
            || WindowBlocks.Opens(Volume[at.X, at.Y, at.Z]) != _windows.Kind)
        {
            CloseWindow();
        }
    }

    /// <summary>Closes the window. Buttons that are down do nothing in the world until they come up (D).</summary>
    private void CloseWindow()
    {
        _windows.Close();
        _muted |= _buttonsBefore;
        ThrowAll();
    }

    /// <summary>Counts what was crafted and smelted.</summary>
    private void TakeMade()
    {
        foreach (ref readonly var made in _windows.Obtained)
        {
            Statistics.CountCrafted(made.Stack.Item, made.Stack.Count);
            if (!made.WasOwned)
            {
                _gains.Add(made.Stack.Item, made.Stack.Count);
            }
        }
    }

    private void ThrowAll()
    {
        foreach (ref readonly var stack in _windows.Thrown)
        {
            _hands.Throw(stack);
        }
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
            Statistics.CountPickedUp(entity.Stack.Item, taken);
            if (!entity.WasOwned)
            {
                _gains.Add(entity.Stack.Item, taken);
            }

            index = Entities.FindInReach(Player, _config.Physics, taken == entity.Stack.Count ? index : index + 1);
        }
    }

    private void Die()
    {
        Deaths++;
        if (_windows.IsOpen)
        {
            CloseWindow();
        }

        for (var slot = 0; slot < Inventory.AllSlotCount; slot++)
        {
            var stack = Inventory.TakeAll(slot);
            if (!stack.IsEmpty)
            {
                _items.Scatter(Player, stack);
            }
        }

        PlaceAtSpawn(Player.Yaw);
        _vitals.Reset();
        _hands.Reset();
        Statistics.TicksSinceDeath = 0;
    }

    private void Move(Buttons keys)
    {
        Player.Tick(Volume, new PlayerInput(keys, _vitals.MaySprint, _hands.IsEating));
        Volume.Follow(BlockCollision.Cell(Player.X), BlockCollision.Cell(Player.Z));
        Statistics.Jumps += Player.Jumped ? 1 : 0;
        Statistics.Fallen += Player.LandedFall;
        if (Player.IsSprinting)
        {
            Statistics.Sprinted += Player.Travelled;
        }
        else if (Player.IsSneaking)
        {
            Statistics.Crouched += Player.Travelled;
        }
        else if (Player.OnGround)
        {
            Statistics.Walked += Player.Travelled;
        }
    }

    private void Draw(double eyeX, double eyeY, double eyeZ)
    {
        FrameEye = (eyeX, eyeY, eyeZ);
        _fieldOfViewFactor += ((Player.IsSprinting ? _config.SprintFieldOfView : 1f) - _fieldOfViewFactor) * 0.5f;
        _windows.FillView(_scene.Window);
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
        _scene.EyeInLava = BlockCollision.IsUnderLava(Volume, eyeX, eyeY, eyeZ, _config.Physics.WaterSurface);
        _scene.DayTick = DayTick;
        _scene.FieldOfViewDegrees = _config.FieldOfViewDegrees * _fieldOfViewFactor * (eyeInWater ? _config.WaterFieldOfView : 1f);
        _scene.CrackStage = _hands.CrackStage;
        if (_hands.Mined is { } cracked)
        {
            _scene.CrackedBlock = (cracked.X, cracked.Y, cracked.Z);
        }

        _scene.TargetedBlock = !_windows.IsOpen && _hands.Target(eyeX, eyeY, eyeZ) is { } hit ? (hit.X, hit.Y, hit.Z) : null;
        _scene.SwingProgress = _hands.SwingProgress;
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

        var falling = _blocks.Falling;
        _scene.FallingCount = falling.Length;
        for (var i = 0; i < falling.Length; i++)
        {
            _scene.Falling[i] = new FallingSprite(falling[i].Body.X, falling[i].Body.Y, falling[i].Body.Z, falling[i].Block);
        }

        _animals.Show(_scene);
    }
}

using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Animals;

/// <summary>
/// All animals of one world, in order of appearance. A chunk's group appears when the player first comes near, and never again; whoever
/// wanders off stays where it is, in time too while the player is far away. There is room for <see cref="Capacity"/>, far more than live
/// within sight; one more, and the animal farthest from the player is forgotten. Each animal draws from a stream of its own, so that what
/// happens to one changes nothing for the others. Nothing allocates after construction.
/// </summary>
internal sealed class AnimalHerd(AnimalConfig config, PhysicsConfig physics)
{
    /// <summary>Most animals at a time.</summary>
    public const int Capacity = 256;

    private const int MaximumDrops = 64;

    // Room for 6144 chunks with groups: that many stand along a road of some 75 km.
    private const int KnownChunksSizeBits = 13;

    private readonly Animal[] _animals = new Animal[Capacity];
    private readonly Animal[] _group = new Animal[config.GroupSize];
    private readonly AnimalDrop[] _drops = new AnimalDrop[MaximumDrops];
    private readonly ChunkSet _known = new(KnownChunksSizeBits);
    private readonly SeededRandom _random = new(0);
    private readonly AnimalGroups _groups = new(config);
    private readonly AnimalMind _mind = new(config);
    private readonly AnimalMotion _motion = new(config, physics);
    private readonly AnimalHealth _health = new(config, physics);

    private (int X, int Z)? _chunk;
    private int _dropCount;

    /// <summary>How many animals there are, dying ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The animals.</summary>
    public ReadOnlySpan<Animal> All => _animals.AsSpan(0, Count);

    /// <summary>What dying animals and hens left in the newest tick. Valid until the next.</summary>
    public ReadOnlySpan<AnimalDrop> Drops => _drops.AsSpan(0, _dropCount);

    /// <summary>Forgets every animal and every chunk visited.</summary>
    public void Reset(long seed)
    {
        _groups.Reseed((ulong)seed);
        _chunk = null;
        _known.Clear();
        _dropCount = 0;
        Count = 0;
    }

    /// <summary>Puts one animal down, as the last.</summary>
    /// <param name="kind">Its species.</param>
    /// <param name="feet">The middle of its box's bottom.</param>
    /// <param name="yaw">Where it looks, in degrees.</param>
    /// <param name="stream">Seed of its random stream.</param>
    public void Add(AnimalKind kind, (double X, double Y, double Z) feet, double yaw, ulong stream) =>
        Append(_groups.Make(kind, feet, yaw, stream), feet.X, feet.Z);

    /// <summary>Lets the groups of newly reached chunks appear, and every animal that is not far from the player live one tick.</summary>
    /// <param name="volume">The blocks around the player.</param>
    /// <param name="player">The player's feet.</param>
    public void Tick(VoxelVolume volume, (double X, double Y, double Z) player)
    {
        _dropCount = 0;
        Populate(volume, player.X, player.Z);
        PushApart(player);
        for (var i = 0; i < Count; i++)
        {
            ref var animal = ref _animals[i];
            if (DistanceTo(in animal, player.X, player.Z) > config.ActiveDistance)
            {
                continue;
            }

            _random.State = animal.Random;
            Live(volume, ref animal, player);
            animal.Random = _random.State;
            if (animal.DyingTicks > config.DeathTicks)
            {
                RemoveAt(i--);
            }
        }
    }

    /// <summary>The nearest living animal whose box a ray meets.</summary>
    /// <param name="origin">Where the ray starts.</param>
    /// <param name="direction">Its direction, of any length but zero.</param>
    /// <param name="reach">Blocks after which it ends without a hit.</param>
    /// <param name="index">The animal's place in <see cref="All"/>, −1 for none.</param>
    /// <param name="distance">Blocks to its box, 0 if the ray starts inside.</param>
    public bool Find(
        (double X, double Y, double Z) origin, (double X, double Y, double Z) direction, double reach, out int index, out double distance)
    {
        var length = Math.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y) + (direction.Z * direction.Z));
        (index, distance) = (-1, reach);
        for (var i = 0; i < Count; i++)
        {
            ref readonly var animal = ref _animals[i];
            var properties = AnimalTable.Of(animal.Kind);
            if (animal.IsDead || DistanceTo(in animal, origin.X, origin.Z) > reach + properties.Width)
            {
                continue;
            }

            var half = properties.Width / 2;
            var (enter, leave) = (0.0, reach);
            Clip(origin.X, direction.X / length, animal.Body.X - half, animal.Body.X + half, ref enter, ref leave);
            Clip(origin.Y, direction.Y / length, animal.Body.Y, animal.Body.Y + properties.Height, ref enter, ref leave);
            Clip(origin.Z, direction.Z / length, animal.Body.Z - half, animal.Body.Z + half, ref enter, ref leave);
            if (enter <= leave && (index < 0 || enter < distance))
            {
                (index, distance) = (i, enter);
            }
        }

        return index >= 0;
    }

    /// <summary>Strikes an animal; false if it was unhurt, because it is dying or was struck as hard a moment ago.</summary>
    /// <param name="index">The animal's place in <see cref="All"/>.</param>
    /// <param name="damage">Half hearts.</param>
    /// <param name="fromX">Where the blow comes from, east.</param>
    /// <param name="fromZ">Where the blow comes from, south.</param>
    public bool Hit(int index, float damage, double fromX, double fromZ)
    {
        ref var animal = ref _animals[index];
        var isFresh = animal.HurtTicks == 0;
        if (!_health.Hurt(ref animal, damage, fromX, fromZ))
        {
            return false;
        }

        if (isFresh && config.KnockBack > 0)
        {
            var away = Heading.Of(animal.Body.X - fromX, animal.Body.Z - fromZ);
            ref var body = ref animal.Body;
            body.VelocityX = (body.VelocityX / 2) + (away.X * config.KnockBack);
            body.VelocityZ = (body.VelocityZ / 2) + (away.Z * config.KnockBack);
            body.VelocityY = body.OnGround ? Math.Min(config.KnockBack, (body.VelocityY / 2) + config.KnockBack) : body.VelocityY;
            body.OnGround = false;
        }

        return true;
    }

    /// <summary>True if an animal's box reaches into a cell, so that no block can be placed there.</summary>
    public bool Occupies(int x, int y, int z)
    {
        foreach (ref readonly var animal in All)
        {
            var properties = AnimalTable.Of(animal.Kind);
            var half = properties.Width / 2;
            if (animal.Body.X + half > x && animal.Body.X - half < x + 1
                && animal.Body.Y + properties.Height > y && animal.Body.Y < y + 1
                && animal.Body.Z + half > z && animal.Body.Z - half < z + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Fills in the animals that a frame may show, those in sight of the scene's eye.</summary>
    public void Show(Scene scene)
    {
        var count = 0;
        for (var i = 0; i < Count && count < Scene.MaxAnimals; i++)
        {
            ref readonly var animal = ref _animals[i];
            if (DistanceTo(in animal, scene.EyeX, scene.EyeZ) <= AnimalPainter.FarthestDrawn)
            {
                scene.Animals[count++] = new AnimalSprite(animal.Kind, animal.Body.X, animal.Body.Y, animal.Body.Z)
                {
                    Heading = ((float)animal.Heading.X, (float)animal.Heading.Z),
                    Head = ((float)animal.Head.X, (float)animal.Head.Z),
                    HeadRise = (float)animal.HeadRise,
                    WalkPhase = animal.WalkPhase,
                    WalkAmount = animal.WalkAmount,
                    WingSpread = animal.WingSpread,
                    FlutterTicks = animal.FlutterTicks,
                    IsHurt = animal.HurtTicks > 0 || animal.IsDead,
                    DyingTicks = animal.DyingTicks,
                };
            }
        }

        scene.AnimalCount = count;
    }

    /// <summary>Adds all that decides the future to a hash, which stays as it is in a world without animals.</summary>
    public ulong HashInto(ulong hash)
    {
        if (Count == 0 && _known.Count == 0)
        {
            return hash;
        }

        hash = StateHasher.Mix(hash, _known.Hash);
        foreach (ref readonly var animal in All)
        {
            hash = HashOne(hash, in animal);
        }

        return hash;
    }

    /// <summary>The larger of the distances along the level axes.</summary>
    private static double DistanceTo(in Animal animal, double x, double z) =>
        Math.Max(Math.Abs(animal.Body.X - x), Math.Abs(animal.Body.Z - z));

    /// <summary>Shortens the stretch of a ray between two planes of one axis.</summary>
    private static void Clip(double origin, double direction, double low, double high, ref double enter, ref double leave)
    {
        if (direction == 0)
        {
            leave = origin >= low && origin <= high ? leave : -1;
            return;
        }

        var (first, second) = ((low - origin) / direction, (high - origin) / direction);
        enter = Math.Max(enter, Math.Min(first, second));
        leave = Math.Min(leave, Math.Max(first, second));
    }

    private static ulong HashOne(ulong hash, in Animal animal)
    {
        hash = StateHasher.Mix(hash, animal.Body.X);
        hash = StateHasher.Mix(hash, animal.Body.Y);
        hash = StateHasher.Mix(hash, animal.Body.Z);
        hash = StateHasher.Mix(hash, animal.Body.VelocityX);
        hash = StateHasher.Mix(hash, animal.Body.VelocityY);
        hash = StateHasher.Mix(hash, animal.Body.VelocityZ);
        hash = StateHasher.Mix(StateHasher.Mix(hash, animal.Heading.X), animal.Heading.Z);
        hash = StateHasher.Mix(StateHasher.Mix(hash, animal.Look.X), animal.Look.Z);
        hash = StateHasher.Mix(StateHasher.Mix(hash, animal.GoalX), animal.GoalZ);
        hash = StateHasher.Mix(StateHasher.Mix(hash, animal.ThreatX), animal.ThreatZ);
        hash = StateHasher.Mix(StateHasher.Mix(hash, animal.Health), animal.LastHurt);
        hash = StateHasher.Mix(hash, animal.FallDistance);
        hash = StateHasher.Mix(hash, Word(animal.GoalTicks, animal.StuckTicks));
        hash = StateHasher.Mix(hash, Word(animal.PanicTicks, animal.HurtTicks));
        hash = StateHasher.Mix(hash, Word(animal.DyingTicks, animal.Air));
        hash = StateHasher.Mix(hash, Word(animal.BurningTicks, animal.EggTicks));
        var flags = (animal.Body.OnGround ? 1 : 0) | (animal.Body.HitWall ? 2 : 0) | (animal.InWater ? 4 : 0) | (animal.InLava ? 8 : 0);
        hash = StateHasher.Mix(hash, Word(flags, ((int)animal.Kind << 8) | (int)animal.Goal));
        var (s0, s1, s2, s3) = animal.Random;
        return StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(StateHasher.Mix(hash, s0), s1), s2), s3);
    }

    private static ulong Word(int high, int low) => ((ulong)(uint)high << 32) | (uint)low;

    private void Populate(VoxelVolume volume, double playerX, double playerZ)
    {
        var (centerX, centerZ) = (BlockCollision.Cell(playerX) >> 4, BlockCollision.Cell(playerZ) >> 4);
        if (_chunk == (centerX, centerZ))
        {
            return;
        }

        _chunk = (centerX, centerZ);
        var reach = config.GroupDistanceChunks;
        for (var z = centerZ - reach; z <= centerZ + reach; z++)
        {
            for (var x = centerX - reach; x <= centerX + reach; x++)
            {
                if (_groups.HasGroup(x, z) && _known.Add(x, z))
                {
                    var found = _groups.Gather(volume, x, z, _group);
                    foreach (ref readonly var animal in _group.AsSpan(0, found))
                    {
                        Append(in animal, playerX, playerZ);
                    }
                }
            }
        }
    }

    private void Append(in Animal animal, double playerX, double playerZ)
    {
        if (Count == Capacity)
        {
            RemoveAt(Farthest(playerX, playerZ));
        }

        _animals[Count++] = animal;
    }

    private int Farthest(double x, double z)
    {
        var farthest = 0;
        for (var i = 1; i < Count; i++)
        {
            farthest = DistanceTo(in _animals[i], x, z) > DistanceTo(in _animals[farthest], x, z) ? i : farthest;
        }

        return farthest;
    }

    private void Live(VoxelVolume volume, ref Animal animal, (double X, double Y, double Z) player)
    {
        if (animal.IsDead && animal.DyingTicks == 0 && !DropLoot(in animal))
        {
            return;
        }

        animal.HurtTicks = Math.Max(0, animal.HurtTicks - 1);
        if (animal.IsDead)
        {
            animal.DyingTicks++;
            _motion.Move(volume, ref animal, _random, speed: 0, isPushed: true);
            return;
        }

        var properties = AnimalTable.Of(animal.Kind);
        if (!_mind.Sleeps(in animal, player))
        {
            var isPushed = PushByPlayer(ref animal.Body, properties, player);
            var speed = _mind.Think(volume, ref animal, _random, player) * properties.Speed;
            _motion.Move(volume, ref animal, _random, speed, isPushed);
            _health.Suffer(volume, ref animal);
        }

        if (properties.LaysEggs && --animal.EggTicks <= 0 && Drop(new ItemStack(ItemId.Egg, 1), in animal.Body))
        {
            animal.EggTicks = _random.Next(config.EggTicks, 2 * config.EggTicks);
        }
    }

    /// <summary>Pushes animals that are awake out of each other.</summary>
    private void PushApart((double X, double Y, double Z) player)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var one = ref _animals[i];
            if (DistanceTo(in one, player.X, player.Z) > config.AwakeDistance)
            {
                continue;
            }

            for (var j = i + 1; j < Count; j++)
            {
                ref var other = ref _animals[j];
                var (dx, dz) = (other.Body.X - one.Body.X, other.Body.Z - one.Body.Z);
                if (Math.Abs(dx) >= AnimalTable.Widest || Math.Abs(dz) >= AnimalTable.Widest)
                {
                    continue;
                }

                var (first, second) = (AnimalTable.Of(one.Kind), AnimalTable.Of(other.Kind));
                var touching = (first.Width + second.Width) / 2;
                if (Math.Abs(dx) < touching && Math.Abs(dz) < touching
                    && other.Body.Y < one.Body.Y + first.Height && one.Body.Y < other.Body.Y + second.Height)
                {
                    Push(ref other.Body, dx, dz);
                    Push(ref one.Body, -dx, -dz);
                }
            }
        }
    }

    /// <summary>Pushes a body out of the player's; true if they touch.</summary>
    private bool PushByPlayer(ref Body body, AnimalProperties properties, (double X, double Y, double Z) player)
    {
        var (dx, dz) = (body.X - player.X, body.Z - player.Z);
        var touching = (properties.Width + physics.PlayerWidth) / 2;
        if (Math.Abs(dx) >= touching || Math.Abs(dz) >= touching
            || player.Y >= body.Y + properties.Height || player.Y + physics.PlayerHeight <= body.Y)
        {
            return false;
        }

        Push(ref body, dx, dz);
        return true;
    }

    /// <summary>Pushes a body along the way from another's middle to its own; the original's curious measure of distance is kept.</summary>
    private void Push(ref Body body, double dx, double dz)
    {
        var distance = Math.Sqrt(Math.Max(Math.Abs(dx), Math.Abs(dz)));
        if (distance >= 0.1)
        {
            var force = config.Push * Math.Min(1, 1 / distance) / distance;
            body.VelocityX += dx * force;
            body.VelocityZ += dz * force;
        }
    }

    /// <summary>Leaves what the dead leave; false, and nothing is left yet, if this tick has no room for it.</summary>
    private bool DropLoot(in Animal animal)
    {
        if (_dropCount + 2 > MaximumDrops)
        {
            return false;
        }

        var properties = AnimalTable.Of(animal.Kind);
        DropSome(properties.Meat, in animal);
        DropSome(properties.Hide, in animal);
        return true;
    }

    private void DropSome(AnimalLoot loot, in Animal animal)
    {
        var count = _random.Next(loot.Fewest, loot.Most + 1);
        if (count > 0)
        {
            Drop(new ItemStack(animal.BurningTicks > 0 ? loot.Cooked : loot.Item, count), in animal.Body);
        }
    }

    private bool Drop(ItemStack stack, in Body body)
    {
        if (_dropCount == MaximumDrops)
        {
            return false;
        }

        _drops[_dropCount++] = new AnimalDrop(stack, body.X, body.Y, body.Z);
        return true;
    }

    private void RemoveAt(int index)
    {
        _animals.AsSpan(index + 1, Count - index - 1).CopyTo(_animals.AsSpan(index));
        Count--;
    }
}

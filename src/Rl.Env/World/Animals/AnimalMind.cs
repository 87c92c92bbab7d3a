using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Animals;

/// <summary>
/// What an animal wants: mostly nothing, now and then a look around or a walk to a spot within ten blocks, grass for choice; away from what
/// hurt it while the panic lasts. It walks straight; what bars the way ends the walk.
/// </summary>
internal sealed class AnimalMind(AnimalConfig config)
{
    private const double GrassValue = 10;
    private const double GrazingRise = -0.65;

    /// <summary>A quarter of all looks about is a look at the ground, as if it grazed.</summary>
    private const double GrazingShare = 0.25;
    private const double HighestLook = 0.35;

    /// <summary>A head rises and sinks by at most this sine per tick.</summary>
    private const double NodPerTick = 0.08;

    /// <summary>A body slowly follows a head that wants to look behind.</summary>
    private const double FollowDegrees = 6;

    /// <summary>True if nothing at all would happen to the animal: far from the player it stands, sound, on dry ground.</summary>
    public bool Sleeps(in Animal animal, (double X, double Y, double Z) player) =>
        animal is { Goal: AnimalGoal.Stand, PanicTicks: 0, HurtTicks: 0, BurningTicks: 0, InWater: false, InLava: false }
        && animal.Body is { OnGround: true, VelocityX: 0, VelocityZ: 0 }
        && IsFar(in animal.Body, player);

    /// <summary>
    /// Sets the goal and turns body and head; gives the share of its speed at which the animal walks along its heading, 0 to stand.
    /// </summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="animal">The animal; its body is not moved.</param>
    /// <param name="random">Its stream.</param>
    /// <param name="player">The player's feet.</param>
    public double Think(VoxelVolume volume, ref Animal animal, SeededRandom random, (double X, double Y, double Z) player)
    {
        var factor = 1.0;
        if (animal.PanicTicks > 0)
        {
            animal.PanicTicks--;
            factor = AnimalTable.Of(animal.Kind).PanicFactor;
            if (animal.Goal != AnimalGoal.Walk)
            {
                ChooseFlight(volume, ref animal, random);
            }
        }
        else if (animal.Goal == AnimalGoal.Stand)
        {
            Choose(volume, ref animal, random, player);
        }

        var share = Pursue(ref animal);
        TurnHead(ref animal, player);
        return share * factor;
    }

    /// <summary>True if an animal is too far from the player to begin anything.</summary>
    private bool IsFar(in Body body, (double X, double Y, double Z) player) =>
        DistanceSquared(in body, player) > config.AwakeDistance * config.AwakeDistance;

    private static double DistanceSquared(in Body body, (double X, double Y, double Z) place)
    {
        var (x, y, z) = (place.X - body.X, place.Y - body.Y, place.Z - body.Z);
        return (x * x) + (y * y) + (z * z);
    }

    private void Choose(VoxelVolume volume, ref Animal animal, SeededRandom random, (double X, double Y, double Z) player)
    {
        if (animal.InWater)
        {
            if (random.Next(config.SwimTicks) == 0)
            {
                ChooseWalk(volume, ref animal, random);
            }

            return;
        }

        if (IsFar(in animal.Body, player))
        {
            return;
        }

        if (random.Next(config.StrollTicks) == 0)
        {
            ChooseWalk(volume, ref animal, random);
        }
        else if (random.Next(config.LookTicks) == 0)
        {
            var isNear = DistanceSquared(in animal.Body, player) <= config.WatchDistance * config.WatchDistance;
            animal.Goal = isNear && random.Next(2) == 0 ? AnimalGoal.Watch : AnimalGoal.Look;
            animal.GoalTicks = random.Next(config.LookDurationTicks, (2 * config.LookDurationTicks) + 1);
            ChooseLook(ref animal, random);
        }
    }

    private static void ChooseLook(ref Animal animal, SeededRandom random)
    {
        if (random.NextDouble() < GrazingShare)
        {
            (animal.Look, animal.LookRise) = (animal.Heading, GrazingRise);
            return;
        }

        animal.Look = Heading.OfYaw(random.NextDouble() * 360);
        animal.LookRise = (random.NextDouble() - 0.5) * HighestLook;
    }

    /// <summary>Picks the best of some spots around; stands if none will do.</summary>
    private void ChooseWalk(VoxelVolume volume, ref Animal animal, SeededRandom random)
    {
        var best = 0.0;
        for (var i = 0; i < config.StrollTries; i++)
        {
            var (dx, dz) = DrawOffset(random, config.StrollDistance);
            var value = ValueOf(volume, in animal, dx, dz, out var x, out var z);
            if (value > best)
            {
                best = value;
                SetWalk(ref animal, x, z);
            }
        }
    }

    /// <summary>Picks the first spot around that lies away from the threat; stands if none will do.</summary>
    private void ChooseFlight(VoxelVolume volume, ref Animal animal, SeededRandom random)
    {
        var away = Heading.Of(animal.Body.X - animal.ThreatX, animal.Body.Z - animal.ThreatZ);
        for (var i = 0; i < config.StrollTries; i++)
        {
            var (dx, dz) = DrawOffset(random, config.PanicDistance);
            if ((dx * away.X) + (dz * away.Z) < 0)
            {
                (dx, dz) = (-dx, -dz);
            }

            if (ValueOf(volume, in animal, dx, dz, out var x, out var z) > 0)
            {
                SetWalk(ref animal, x, z);
                return;
            }
        }
    }

    private static (int X, int Z) DrawOffset(SeededRandom random, int most)
    {
        var x = random.Next(-most, most + 1);
        return (x, random.Next(-most, most + 1));
    }

    private void SetWalk(ref Animal animal, double x, double z)
    {
        animal.Goal = AnimalGoal.Walk;
        animal.GoalTicks = config.StrollLimitTicks;
        animal.StuckTicks = 0;
        (animal.GoalX, animal.GoalZ) = (x, z);
    }

    /// <summary>How much an animal likes a spot, 0 if it cannot stand there.</summary>
    private double ValueOf(VoxelVolume volume, in Animal animal, int dx, int dz, out double x, out double z)
    {
        var (cellX, cellZ) = (BlockCollision.Cell(animal.Body.X) + dx, BlockCollision.Cell(animal.Body.Z) + dz);
        (x, z) = (cellX + 0.5, cellZ + 0.5);
        var isHere = Math.Abs(x - animal.Body.X) < 1 && Math.Abs(z - animal.Body.Z) < 1;
        if (isHere || !TryFindFloor(volume, cellX, BlockCollision.Cell(animal.Body.Y + 0.01), cellZ, out var floor))
        {
            return 0;
        }

        return volume[cellX, floor, cellZ] == BlockId.GrassBlock ? GrassValue : 0.1 + volume.SkyLight(cellX, floor + 1, cellZ);
    }

    /// <summary>Looks up and down from a level for dry ground to stand on.</summary>
    private bool TryFindFloor(VoxelVolume volume, int x, int y, int z, out int floor)
    {
        floor = y - 1;
        var block = volume[x, floor + 1, z];
        if (BlockTable.IsSolid(block))
        {
            do
            {
                floor++;
                block = volume[x, floor + 1, z];
            }
            while (floor < y + config.StrollLevels && BlockTable.IsSolid(block));

            return !BlockTable.IsSolid(block) && !IsFluid(block);
        }

        while (!IsFluid(block))
        {
            block = volume[x, floor, z];
            if (BlockTable.IsSolid(block))
            {
                return true;
            }

            if (--floor < y - config.StrollLevels)
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsFluid(BlockId block) => BlockTable.Of(block).Shape == BlockShape.Fluid;

    private double Pursue(ref Animal animal)
    {
        if (animal.Goal == AnimalGoal.Stand)
        {
            return 0;
        }

        if (--animal.GoalTicks <= 0)
        {
            animal.Goal = AnimalGoal.Stand;
            return 0;
        }

        if (animal.Goal != AnimalGoal.Walk)
        {
            return 0;
        }

        var (dx, dz) = (animal.GoalX - animal.Body.X, animal.GoalZ - animal.Body.Z);
        if ((dx * dx) + (dz * dz) < config.Arrival * config.Arrival || animal.StuckTicks > config.StuckTicks)
        {
            animal.Goal = AnimalGoal.Stand;
            return 0;
        }

        // What lies behind is turned to before it is walked to.
        var way = Heading.Of(dx, dz);
        animal.Heading = animal.Heading.TurnedTowards(way, config.TurnDegrees);
        return animal.Heading.Along(way) > 0 ? 1 : 0;
    }

    private void TurnHead(ref Animal animal, (double X, double Y, double Z) player)
    {
        var (target, rise) = (animal.Heading, 0.0);
        if (animal.Goal == AnimalGoal.Look)
        {
            (target, rise) = (animal.Look, animal.LookRise);
        }
        else if (animal.Goal == AnimalGoal.Watch)
        {
            const double playerEye = 1.62;
            var (dx, dz) = (player.X - animal.Body.X, player.Z - animal.Body.Z);
            var dy = player.Y + playerEye - animal.Body.Y - AnimalTable.Of(animal.Kind).EyeHeight;
            target = Heading.Of(dx, dz);
            rise = dy / Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz) + 0.01);
        }

        double reach = SineTable.CosDegrees(config.HeadReachDegrees);
        if (target.Along(animal.Heading) < reach)
        {
            animal.Heading = animal.Heading.TurnedTowards(target, FollowDegrees);
        }

        // The head never points farther off the body than the neck allows, however fast the body turned.
        var head = animal.Head.TurnedTowards(target, config.HeadTurnDegrees);
        animal.Head = head.Along(animal.Heading) < reach ? animal.Heading.TurnedTowards(head, config.HeadReachDegrees) : head;
        animal.HeadRise += Math.Clamp(rise - animal.HeadRise, -NodPerTick, NodPerTick);
    }
}

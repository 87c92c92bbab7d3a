using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Animals;

/// <summary>What hurts animals, and what a hurt does to them.</summary>
internal sealed class AnimalHealth(AnimalConfig config, PhysicsConfig physics)
{
    /// <summary>Where an animal breathes, in blocks; the original tests a ninth below the eye. Mh</summary>
    private const double BreathBelowEye = 1.0 / 9;

    /// <summary>Takes health, less what the hurt just before already took, and frightens; false if nothing was taken.</summary>
    /// <param name="animal">The animal.</param>
    /// <param name="damage">Half hearts.</param>
    /// <param name="fromX">What it will run from, east.</param>
    /// <param name="fromZ">What it will run from, south.</param>
    public bool Hurt(ref Animal animal, float damage, double fromX, double fromZ)
    {
        var effective = animal.HurtTicks > 0 ? damage - animal.LastHurt : damage;
        if (animal.IsDead || effective <= 0)
        {
            return false;
        }

        animal.LastHurt = damage;
        animal.HurtTicks = animal.HurtTicks > 0 ? animal.HurtTicks : config.HurtTicks;
        animal.Health = Math.Max(0, animal.Health - effective);
        animal.PanicTicks = config.PanicTicks;
        animal.Goal = AnimalGoal.Stand;
        (animal.ThreatX, animal.ThreatZ) = (fromX, fromZ);
        return true;
    }

    /// <summary>Lives through what the last move led into: a fall, lava, fire, water over the head, a block around it.</summary>
    public void Suffer(VoxelVolume volume, ref Animal animal)
    {
        Land(ref animal);
        Burn(ref animal);

        var properties = AnimalTable.Of(animal.Kind);
        var (x, y, z) = (animal.Body.X, animal.Body.Y + properties.EyeHeight, animal.Body.Z);
        var block = volume[BlockCollision.Cell(x), BlockCollision.Cell(y), BlockCollision.Cell(z)];
        if (BlockTable.IsSolid(block) && BlockTable.Of(block).IsOpaque)
        {
            HurtInPlace(ref animal, config.SuffocationDamage);
        }

        var isDiving = BlockCollision.IsUnderWater(volume, x, y - BreathBelowEye, z, physics.WaterSurface);
        animal.Air = isDiving ? animal.Air - 1 : config.MaximumAir;
        if (animal.Air <= -config.DrowningTicks)
        {
            animal.Air = 0;
            HurtInPlace(ref animal, config.DrowningDamage);
        }
    }

    private void Land(ref Animal animal)
    {
        if (!animal.Body.OnGround)
        {
            return;
        }

        var harm = animal.FallDistance - config.SafeDrop;
        animal.FallDistance = 0;
        if (harm > 0 && !AnimalTable.Of(animal.Kind).Flutters)
        {
            HurtInPlace(ref animal, (float)Math.Ceiling(harm));
        }
    }

    private void Burn(ref Animal animal)
    {
        if (animal.InLava)
        {
            animal.BurningTicks = config.BurningTicks;
            HurtInPlace(ref animal, config.LavaDamage);
        }
        else if (animal.InWater)
        {
            animal.BurningTicks = 0;
        }
        else if (animal.BurningTicks > 0 && --animal.BurningTicks % config.BurningDamageTicks == 0)
        {
            HurtInPlace(ref animal, 1);
        }
    }

    /// <summary>A hurt without an enemy: the animal runs on the way it faces.</summary>
    private void HurtInPlace(ref Animal animal, float damage) =>
        Hurt(ref animal, damage, animal.Body.X - animal.Heading.X, animal.Body.Z - animal.Heading.Z);
}

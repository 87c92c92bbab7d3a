using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Items;

/// <summary>Lays items down in the world: out of broken blocks, thrown by the player, scattered at his death.</summary>
internal sealed class ItemSpawner(ItemEntities entities, ItemEntityConfig config, SeededRandom random)
{
    /// <summary>Speed with which a death scatters what was carried, at most. Mh</summary>
    private const double ScatterSpeed = 0.5;

    private readonly int[] _found = new int[ItemTable.Count];

    /// <summary>
    /// Units that came into the world as items since the reset, by <see cref="ItemId"/>: dropped by blocks and animals, or made by a furnace
    /// that broke before anybody took them.
    /// </summary>
    public ReadOnlySpan<int> Found => _found;

    /// <summary>Counts anew.</summary>
    public void Reset() => Array.Clear(_found);

    /// <summary>Lets a stack that is new in the world pop out of a cell.</summary>
    public void Drop((int X, int Y, int Z) cell, ItemStack stack, bool wasOwned)
    {
        _found[(int)stack.Item] += stack.Count;
        Pop(cell, stack, wasOwned);
    }

    /// <summary>Lets a stack that was in the world before pop out of a cell.</summary>
    public void Pop((int X, int Y, int Z) cell, ItemStack stack, bool wasOwned) => entities.Add(new ItemEntity
    {
        Stack = stack,
        WasOwned = wasOwned,
        PickupDelay = config.PickupDelayTicks,
        Body = new Body
        {
            X = cell.X + 0.5 + Spread(config.SpawnSpread),
            Y = cell.Y + 0.5 + Spread(config.SpawnSpread),
            Z = cell.Z + 0.5 + Spread(config.SpawnSpread),
            VelocityX = Spread(config.SpawnSpeed),
            VelocityY = config.SpawnLift,
            VelocityZ = Spread(config.SpawnSpeed),
        },
    });

    /// <summary>Lets a stack fall where an animal was; it never was the player's.</summary>
    public void Leave(double x, double y, double z, ItemStack stack)
    {
        _found[(int)stack.Item] += stack.Count;
        entities.Add(new ItemEntity
        {
            Stack = stack,
            PickupDelay = config.PickupDelayTicks,
            Body = new Body
            {
                X = x,
                Y = y,
                Z = z,
                VelocityX = Spread(config.SpawnSpeed),
                VelocityY = config.SpawnLift,
                VelocityZ = Spread(config.SpawnSpeed),
            },
        });
    }

    /// <summary>Throws a stack where the player looks.</summary>
    public void Throw(Player player, ItemStack stack)
    {
        var (x, y, z) = player.Look();
        var (angle, noise) = (random.NextDouble() * 360, random.NextDouble() * 0.02);
        Eject(player, stack, (
            (x * config.ThrowSpeed) + (SineTable.CosDegrees(angle) * noise),
            (y * config.ThrowSpeed) + config.ThrowLift + ((random.NextDouble() - random.NextDouble()) * 0.1),
            (z * config.ThrowSpeed) + (SineTable.SinDegrees(angle) * noise)));
    }

    /// <summary>Scatters a stack around the player.</summary>
    public void Scatter(Player player, ItemStack stack)
    {
        var speed = random.NextDouble() * ScatterSpeed;
        var direction = random.NextDouble() * 360;
        Eject(player, stack, (-SineTable.SinDegrees(direction) * speed, 0.2, SineTable.CosDegrees(direction) * speed));
    }

    private void Eject(Player player, ItemStack stack, (double X, double Y, double Z) velocity) => entities.Add(new ItemEntity
    {
        Stack = stack,
        WasOwned = true,
        PickupDelay = config.DroppedPickupDelayTicks,
        Body = new Body
        {
            X = player.X,
            Y = player.EyeY - config.ThrowBelowEye,
            Z = player.Z,
            VelocityX = velocity.X,
            VelocityY = velocity.Y,
            VelocityZ = velocity.Z,
        },
    });

    private double Spread(double most) => ((random.NextDouble() * 2) - 1) * most;
}

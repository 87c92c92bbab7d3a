using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Survival;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>
/// A body and its vitals on a plain, without the rest of the world, by all rules of Minecraft; at rest at (0.5, 64, 0.5) at first, looking
/// to the south.
/// </summary>
internal sealed class BodyDriver
{
    public BodyDriver(SurvivalConfig? survival = null)
    {
        Vitals = new Vitals(survival ?? new SurvivalConfig());
        Volume.Reset(new FlatSource(), 0, 0);
        Body.Place(0.5, 64, 0.5, yaw: 0);
        Vitals.Reset();
    }

    public VoxelVolume Volume { get; } = new();

    public Player Body { get; } = new(new PhysicsConfig());

    public Vitals Vitals { get; }

    public void Step(Buttons keys, bool usesItem = false)
    {
        Vitals.Tick(Body);
        Body.Tick(Volume, new PlayerInput(keys, Vitals.MaySprint, usesItem));
        Volume.Follow(BlockCollision.Cell(Body.X), BlockCollision.Cell(Body.Z));
    }

    public void Hold(Buttons keys, int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            Step(keys);
        }
    }

    /// <summary>Holds keys until something is so; gives the ticks it took.</summary>
    public int HoldUntil(Buttons keys, Func<bool> isReached, int limit = 1000)
    {
        for (var tick = 1; tick <= limit; tick++)
        {
            Step(keys);
            if (isReached())
            {
                return tick;
            }
        }

        Assert.Fail($"Nothing happened within {limit} ticks.");
        return 0;
    }

    /// <summary>Fills all cells from one corner to another, both included.</summary>
    public void Fill((int X, int Y, int Z) from, (int X, int Y, int Z) to, BlockId block)
    {
        for (var y = from.Y; y <= to.Y; y++)
        {
            for (var z = from.Z; z <= to.Z; z++)
            {
                for (var x = from.X; x <= to.X; x++)
                {
                    Volume.Set(x, y, z, block);
                }
            }
        }
    }
}

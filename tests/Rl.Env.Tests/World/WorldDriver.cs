using Rl.Env.Actions;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.Tests.World;

/// <summary>Plays a world tick by tick; the flat one by default, where the player stands at (0.5, 64, 0.5).</summary>
internal sealed class WorldDriver
{
    public WorldDriver(WorldConfig? config = null)
    {
        World = new VoxelWorld(FrameSize.Square(64), config ?? new WorldConfig { Landscape = Landscape.Flat });
        World.RenderEnabled = false;
    }

    public VoxelWorld World { get; }

    public Player Body => World.Player;

    /// <summary>Units gained since the reset, by item name.</summary>
    public Dictionary<string, int> Gained { get; } = [];

    /// <summary>A flat world with the player at rest, looking level to the south.</summary>
    public static WorldDriver FacingSouth()
    {
        var driver = new WorldDriver();
        driver.Reset(seed: 1);
        driver.Step(Buttons.None, 0, -driver.Body.Yaw);
        return driver;
    }

    public void Reset(long seed)
    {
        var pending = World.ResetAsync(seed, CancellationToken.None);
        Assert.That(pending.IsCompletedSuccessfully, Is.True);
        Gained.Clear();
    }

    public void Step(Buttons buttons, double pitch = 0, double yaw = 0)
    {
        var pending = World.StepAsync(new MinecraftAction(buttons, pitch, yaw), CancellationToken.None);
        var step = pending.IsCompletedSuccessfully
            ? pending.Result
            : throw new InvalidOperationException("A step of the embedded world must complete at once.");

        foreach (var gain in step.Gains.Span)
        {
            Gained[gain.Item] = Gained.GetValueOrDefault(gain.Item) + gain.Count;
        }
    }

    public void Hold(Buttons buttons, int ticks, double yawPerTick = 0)
    {
        for (var i = 0; i < ticks; i++)
        {
            Step(buttons, 0, yawPerTick);
        }
    }

    /// <summary>Holds buttons until something is so; gives the ticks it took.</summary>
    public int HoldUntil(Buttons buttons, Func<bool> isReached, int limit = 1000)
    {
        for (var tick = 1; tick <= limit; tick++)
        {
            Step(buttons);
            if (isReached())
            {
                return tick;
            }
        }

        Assert.Fail($"Nothing happened within {limit} ticks.");
        return 0;
    }

    public void Give(ItemId item, int count = 1) => Assert.That(World.Inventory.Add(new ItemStack(item, count)), Is.EqualTo(count));

    public bool IsAir(int x, int y, int z) => World.Volume[x, y, z] == BlockId.Air;

    public double NearestLog(int range)
    {
        var nearest = double.MaxValue;
        for (var z = -range; z <= range; z++)
        {
            for (var x = -range; x <= range; x++)
            {
                for (var y = -8; y <= 14; y++)
                {
                    var block = World.Volume[(int)Math.Floor(Body.X) + x, (int)Body.Y + y, (int)Math.Floor(Body.Z) + z];
                    nearest = BlockTable.IsLog(block) ? Math.Min(nearest, Math.Sqrt((x * x) + (z * z))) : nearest;
                }
            }
        }

        return nearest;
    }
}

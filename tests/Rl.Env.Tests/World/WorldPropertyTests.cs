using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.Tests.World;

/// <summary>What holds whatever a player does: nothing throws, no item is made or lost, nobody stands inside a block.</summary>
[TestFixture]
[Category("Long")]
public sealed class WorldPropertyTests
{
    private static readonly ItemStack[] Outfit =
    [
        new(ItemId.OakLog, 64), new(ItemId.OakPlanks, 64), new(ItemId.Stick, 32), new(ItemId.Cobblestone, 64), new(ItemId.IronPickaxe, 1),
        new(ItemId.Torch, 40), new(ItemId.Furnace, 3), new(ItemId.CraftingTable, 3), new(ItemId.Sand, 40), new(ItemId.Coal, 30),
        new(ItemId.IronOre, 20), new(ItemId.Chest, 3), new(ItemId.StoneAxe, 1), new(ItemId.WaterBucket, 1), new(ItemId.Bread, 20),
        new(ItemId.OakSapling, 8), new(ItemId.IronIngot, 9), new(ItemId.Gravel, 30), new(ItemId.LavaBucket, 1), new(ItemId.DiamondShovel, 1),
    ];

    [Test]
    public void Fifty_thousand_random_actions_throw_nothing_make_and_lose_no_item_and_put_nobody_inside_a_block(
        [Range(1, 20)] int seed) => Play(seed, steps: 50_000);

    /// <summary>The same for long; tests/soak.sh runs it.</summary>
    [Test]
    [Explicit("A million steps a seed take minutes.")]
    public void A_million_random_actions_throw_nothing_make_and_lose_no_item_and_put_nobody_inside_a_block(
        [Range(1, 20)] int seed) => Play(seed, steps: 1_000_000);

    private static void Play(int seed, int steps)
    {
        var world = new VoxelWorld(FrameSize.Square(64), seed % 2 == 0 ? WorldConfig.Faithful : WorldConfig.Compact) { RenderEnabled = false };
        world.Reset(seed);
        foreach (var stack in Outfit)
        {
            world.Inventory.Add(stack);
        }

        Light(world);
        var player = new RestlessPlayer((ulong)seed);
        var audit = new ItemAudit(world);
        for (var step = 0; step < steps; step++)
        {
            audit.BeforeTick();
            world.Step(player.Next(world.IsWindowOpen));
            if (audit.AfterTick() is { } fault)
            {
                Assert.Fail($"step {step}: {fault}");
            }

            if (Intruder(world) is { } block)
            {
                Assert.Fail($"step {step}: the player stands inside {block}");
            }
        }

        Assert.That(audit.Transformations, Is.Positive, "nothing was smelted: the test says little");
    }

    /// <summary>Lights a furnace under the player's feet, so that something is smelted whatever he does.</summary>
    private static void Light(VoxelWorld world)
    {
        var at = (Cell(world.Player.X), Cell(world.Player.Y) - 3, Cell(world.Player.Z));
        world.PlaceBlock(at.Item1, at.Item2, at.Item3, BlockId.Furnace);
        var furnace = world.BlockEntities.FurnaceAt(at)!;
        furnace.Input = new ItemStack(ItemId.IronOre, 8);
        furnace.Fuel = new ItemStack(ItemId.Coal, 1);
    }

    /// <summary>A solid block that the player's box reaches into, other than sand and gravel that fell on him; null for none.</summary>
    private static BlockId? Intruder(VoxelWorld world)
    {
        const double touching = 1e-6;
        var (player, half) = (world.Player, world.Config.Physics.PlayerWidth / 2);
        for (var y = Cell(player.Y + touching); y <= Cell(player.Y + player.Height - touching); y++)
        {
            for (var z = Cell(player.Z - half + touching); z <= Cell(player.Z + half - touching); z++)
            {
                for (var x = Cell(player.X - half + touching); x <= Cell(player.X + half - touching); x++)
                {
                    var block = world.Volume[x, y, z];
                    if (BlockTable.IsSolid(block) && block is not (BlockId.Sand or BlockId.Gravel))
                    {
                        return block;
                    }
                }
            }
        }

        return null;
    }

    private static int Cell(double coordinate) => BlockCollision.Cell(coordinate);
}

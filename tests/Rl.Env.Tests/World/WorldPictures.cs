using Rl.Env.Actions;
using Rl.Env.Frames;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Generation;
using Rl.Env.World.Physics;

namespace Rl.Env.Tests.World;

/// <summary>
/// Draws the pictures of docs/world.md anew, into the folder that RL_PICTURES names: dotnet test tests/Rl.Env.Tests --filter Name~Pictures.
/// </summary>
[TestFixture]
[Explicit("Draws the documentation's pictures.")]
public sealed class WorldPictures
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("RL_PICTURES") ?? "docs/images";

    [TestCase("Plains")]
    [TestCase("Forest")]
    [TestCase("BirchForest")]
    [TestCase("Taiga")]
    [TestCase("Hills")]
    [TestCase("Desert")]
    [TestCase("River")]
    public void Pictures_of_a_country(string biome)
    {
        var world = Make(640, WorldConfig.Faithful with { FrozenDayTick = 3000 });
        for (var seed = 0; seed < 200; seed++)
        {
            world.Reset(seed);
            if (Find(world, Enum.Parse<Biome>(biome)) is { } at)
            {
                Visit(world, at, yaw: 35, pitch: 8);
                LookIntoTheOpen(world);
                Save(world, $"world-{biome.ToLowerInvariant()}");
                return;
            }
        }

        Assert.Fail($"No {biome} was found.");
    }

    [Test]
    public void Pictures_of_dusk_and_night()
    {
        foreach (var (name, tick) in new[] { ("dusk", 12600), ("night", 18000) })
        {
            var world = Make(640, WorldConfig.Faithful with { FrozenDayTick = tick });
            world.Reset(3);
            Visit(world, (world.Player.X, world.Player.Y, world.Player.Z), yaw: 90, pitch: 2);
            Save(world, $"world-{name}");
        }
    }

    [Test]
    public void Pictures_of_a_cave_by_torchlight()
    {
        var world = Make(640, WorldConfig.Faithful);
        for (var seed = 0; seed < 60; seed++)
        {
            world.Reset(seed);
            if (FindCave(world) is not { } cave)
            {
                continue;
            }

            world.Player.Place(cave.X + 0.5, cave.Y, cave.Z + 0.5, 0);
            world.Step(MinecraftAction.Idle);
            var best = Enumerable.Range(0, 24).MaxBy(turn => Depth(world, turn * 15));
            world.Step(new MinecraftAction(Buttons.None, 6, Env.Experts.Bearing.Wrap((best * 15) - world.Player.Yaw)));
            Save(world, "world-cave-dark");
            foreach (var distance in new[] { 2, 6 })
            {
                PutTorch(world, distance);
            }

            world.Step(MinecraftAction.Idle);
            Save(world, "world-cave-torch");
            return;
        }

        Assert.Fail("No cave was found.");
    }

    [Test]
    public void Pictures_of_windows()
    {
        foreach (var size in new[] { FrameSize.Native, FrameSize.Square(128) })
        {
            foreach (var block in new[] { BlockId.Air, BlockId.CraftingTable, BlockId.Furnace })
            {
                var world = new VoxelWorld(size, WorldConfig.Faithful with { FrozenDayTick = 3000 });
                world.Reset(5);
                ItemStack[] things =
                [
                    new(ItemId.StonePickaxe, 1, 60), new(ItemId.OakLog, 7), new(ItemId.OakPlanks, 23), new(ItemId.Stick, 12), new(ItemId.Cobblestone, 64),
                    new(ItemId.Coal, 9), new(ItemId.IronOre, 5), new(ItemId.Torch, 16), new(ItemId.CraftingTable, 1), new(ItemId.Furnace, 1),
                    new(ItemId.IronIngot, 3), new(ItemId.Diamond, 3), new(ItemId.IronPickaxe, 1), new(ItemId.Apple, 2), new(ItemId.Beef, 3),
                    new(ItemId.WhiteWool, 2), new(ItemId.Dirt, 31), new(ItemId.Sand, 8), new(ItemId.Gravel, 4), new(ItemId.BirchLog, 2),
                    new(ItemId.WoodenSword, 1), new(ItemId.Bucket, 1), new(ItemId.Redstone, 5), new(ItemId.LapisLazuli, 6), new(ItemId.GoldIngot, 2),
                ];
                foreach (var thing in things)
                {
                    world.Inventory.Add(thing);
                }

                Open(world, block);
                world.Step(new MinecraftAction(Buttons.None, 4, 9));
                Save(world, $"window-{(block == BlockId.Air ? "inventory" : block.ToString().ToLowerInvariant())}-{size.Width}");
            }
        }
    }

    private static void Open(VoxelWorld world, BlockId block)
    {
        if (block == BlockId.Air)
        {
            world.Step(new MinecraftAction(Buttons.Inventory, 0, 0));
            return;
        }

        var (x, y, z) = (BlockCollision.Cell(world.Player.X), BlockCollision.Cell(world.Player.Y) + 1, BlockCollision.Cell(world.Player.Z) + 2);
        world.Step(new MinecraftAction(Buttons.None, 0, -world.Player.Yaw));
        world.SetBlock(x, y, z - 1, BlockId.Air);
        world.PlaceBlock(x, y, z, block);
        if (world.BlockEntities.FurnaceAt((x, y, z)) is { } furnace)
        {
            furnace.Input = new ItemStack(ItemId.IronOre, 4);
            furnace.Fuel = new ItemStack(ItemId.Coal, 3);
            for (var i = 0; i < 330; i++)
            {
                world.Step(MinecraftAction.Idle);
            }
        }

        world.Step(new MinecraftAction(Buttons.Use, 0, 0));
        world.Step(MinecraftAction.Idle);
    }

    private static VoxelWorld Make(int width, WorldConfig config) => new(new FrameSize(width * 9 / 16, width), config);

    private static (double X, double Y, double Z)? Find(VoxelWorld world, Biome biome)
    {
        for (var ring = 0; ring < 12; ring++)
        {
            for (var turn = 0; turn < 16; turn++)
            {
                var (x, z) = ((int)world.Player.X + (int)(ring * 24 * SineTable.CosDegrees(turn * 22.5)), (int)world.Player.Z + (int)(ring * 24 * SineTable.SinDegrees(turn * 22.5)));
                if (world.Terrain.BiomeAt(x, z) == biome && world.Terrain.BiomeAt(x + 12, z + 12) == biome && world.Terrain.BiomeAt(x - 12, z + 12) == biome)
                {
                    return (x + 0.5, world.Terrain.GroundAt(x, z) + 1, z + 0.5);
                }
            }
        }

        return null;
    }

    private static void Visit(VoxelWorld world, (double X, double Y, double Z) at, double yaw, double pitch)
    {
        world.Volume.Follow((int)at.X, (int)at.Z);
        world.Player.Place(at.X, at.Y + 2, at.Z, 0);
        for (var i = 0; i < 60; i++)
        {
            world.Step(MinecraftAction.Idle);
        }

        world.Step(new MinecraftAction(Buttons.None, pitch, yaw));
        world.Step(MinecraftAction.Idle);
    }

    private static (int X, int Y, int Z)? FindCave(VoxelWorld world)
    {
        var (x0, z0) = ((int)world.Player.X, (int)world.Player.Z);
        for (var y = 14; y < 40; y += 2)
        {
            for (var z = z0 - 60; z < z0 + 60; z += 3)
            {
                for (var x = x0 - 60; x < x0 + 60; x += 3)
                {
                    if (IsHall(world, x, y, z))
                    {
                        return (x, y, z);
                    }
                }
            }
        }

        return null;
    }

    private static bool IsHall(VoxelWorld world, int x, int y, int z)
    {
        for (var dy = 0; dy < 3; dy++)
        {
            for (var d = -2; d <= 2; d++)
            {
                if (world.Volume[x + d, y + dy, z] != BlockId.Air || world.Volume[x, y + dy, z + d] != BlockId.Air)
                {
                    return false;
                }
            }
        }

        return world.Volume.SkyLight(x, y, z) == 0 && BlockTable.IsSolid(world.Volume[x, y - 1, z]);
    }

    private static double Depth(VoxelWorld world, double yaw)
    {
        var direction = (-SineTable.SinDegrees(yaw), -0.05, (double)SineTable.CosDegrees(yaw));
        return world.Volume.RayCast((world.Player.X, world.Player.EyeY, world.Player.Z), direction, 24, throughFluids: true, out var hit) ? hit.Distance : 24;
    }

    /// <summary>Turns away from a slope right before the eyes, if some view is free of one.</summary>
    private static void LookIntoTheOpen(VoxelWorld world)
    {
        var yaw = Enumerable.Range(0, 24).Select(turn => world.Player.Yaw + (turn * 15)).FirstOrDefault(
            yaw => Enumerable.Range(-2, 5).All(side => Depth(world, yaw + (side * 12)) > 12), world.Player.Yaw);
        world.Step(new MinecraftAction(Buttons.None, 0, Env.Experts.Bearing.Wrap(yaw - world.Player.Yaw)));
        world.Step(MinecraftAction.Idle);
    }

    private static void PutTorch(VoxelWorld world, int distance)
    {
        var look = world.Player.Look();
        var (x, z) = (BlockCollision.Cell(world.Player.X + (look.X * distance)), BlockCollision.Cell(world.Player.Z + (look.Z * distance)));
        for (var y = BlockCollision.Cell(world.Player.Y) + 1; y > 2; y--)
        {
            if (world.Volume[x, y, z] == BlockId.Air && BlockTable.IsSolid(world.Volume[x, y - 1, z]))
            {
                world.PlaceBlock(x, y, z, BlockId.Torch);
                return;
            }
        }
    }

    private static void Save(VoxelWorld world, string name)
    {
        Directory.CreateDirectory(Folder);
        var step = world.Step(MinecraftAction.Idle);
        PngFile.Write(Path.Combine(Folder, name + ".png"), world.FrameSize, step.Frame.Span);
    }
}

using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws every block texture from a seed of its own; nothing is copied from anywhere.</summary>
internal static class BlockTextures
{
    /// <summary>Draws one texture.</summary>
    public static Picture Draw(BlockTexture texture)
    {
        var random = new SeededRandom((ulong)texture + 1001);
        return texture switch
        {
            BlockTexture.GrassTop => GroundTextures.GrassTop(random),
            BlockTexture.GrassSide => GroundTextures.GrassSide(random),
            BlockTexture.Dirt => GroundTextures.Dirt(random),
            BlockTexture.Stone => GroundTextures.Stone(random),
            BlockTexture.Sand => GroundTextures.Sand(random),
            BlockTexture.Gravel => GroundTextures.Gravel(random),
            BlockTexture.Cobblestone => GroundTextures.Cobblestone(random),
            BlockTexture.SandstoneSide => GroundTextures.Sandstone(random),
            BlockTexture.SandstoneTop => GroundTextures.SandstoneTop(random),
            BlockTexture.Bedrock => GroundTextures.Bedrock(random),
            BlockTexture.Water => GroundTextures.Water(random),
            BlockTexture.OakBark => TreeTextures.Bark(random, Rgb(104, 82, 50), Rgb(84, 65, 39), Rgb(62, 47, 28)),
            BlockTexture.OakRings => TreeTextures.Rings(random, Rgb(168, 134, 80), Rgb(142, 110, 64), Rgb(84, 65, 39)),
            BlockTexture.OakLeaves => TreeTextures.Leaves(random, Rgb(46, 84, 24), Rgb(57, 102, 30), Rgb(70, 120, 38), Rgb(84, 138, 47)),
            BlockTexture.BirchBark => TreeTextures.BirchBark(random),
            BlockTexture.BirchRings => TreeTextures.Rings(random, Rgb(196, 178, 128), Rgb(172, 152, 104), Rgb(206, 206, 200)),
            BlockTexture.BirchLeaves => TreeTextures.Leaves(
                random, Rgb(80, 112, 46), Rgb(96, 130, 58), Rgb(113, 148, 70), Rgb(130, 165, 84)),
            BlockTexture.OakPlanks => TreeTextures.Planks(random, Rgb(162, 130, 78)),
            BlockTexture.BirchPlanks => TreeTextures.Planks(random, Rgb(198, 181, 127)),
            BlockTexture.TableTop => FurnitureTextures.TableTop(random),
            BlockTexture.TableSide => FurnitureTextures.TableSide(random, front: false),
            BlockTexture.TableFront => FurnitureTextures.TableSide(random, front: true),
            BlockTexture.FurnaceFront => FurnitureTextures.FurnaceFront(random),
            BlockTexture.FurnaceSide => FurnitureTextures.FurnaceSide(random),
            BlockTexture.FurnaceTop => FurnitureTextures.FurnaceTop(random),
            BlockTexture.CoalOre => OreTextures.Lumps(random, Rgb(38, 38, 40), Rgb(62, 62, 65)),
            BlockTexture.IronOre => OreTextures.Lumps(random, Rgb(216, 175, 147), Rgb(175, 142, 119)),
            BlockTexture.DiamondOre => OreTextures.Lumps(random, Rgb(93, 236, 230), Rgb(160, 250, 246)),
            BlockTexture.Lava => GroundTextures.Lava(random),
            BlockTexture.Granite => GroundTextures.Granite(random),
            BlockTexture.Diorite => GroundTextures.Diorite(random),
            BlockTexture.Andesite => GroundTextures.Andesite(random),
            BlockTexture.CoarseDirt => GroundTextures.CoarseDirt(random),
            BlockTexture.Clay => GroundTextures.Clay(random),
            BlockTexture.Snow => GroundTextures.Snow(random),
            BlockTexture.MossyCobblestone => GroundTextures.MossyCobblestone(random),
            BlockTexture.Obsidian => GroundTextures.Obsidian(random),
            BlockTexture.GoldOre => OreTextures.Gold(random),
            BlockTexture.LapisOre => OreTextures.Lapis(random),
            BlockTexture.RedstoneOre => OreTextures.Redstone(random),
            BlockTexture.EmeraldOre => OreTextures.Emerald(random),
            BlockTexture.SpruceBark => TreeTextures.Bark(random, Rgb(74, 52, 30), Rgb(58, 40, 22), Rgb(40, 27, 14)),
            BlockTexture.SpruceRings => TreeTextures.Rings(random, Rgb(138, 104, 62), Rgb(112, 82, 48), Rgb(52, 36, 20)),
            BlockTexture.SpruceLeaves => TreeTextures.Leaves(random, Rgb(34, 58, 38), Rgb(43, 72, 47), Rgb(53, 86, 57), Rgb(65, 101, 69)),
            BlockTexture.SprucePlanks => TreeTextures.Planks(random, Rgb(118, 88, 52)),
            BlockTexture.ChestFront => FurnitureTextures.ChestFront(random),
            BlockTexture.ChestSide => FurnitureTextures.ChestSide(random),
            BlockTexture.ChestTop => FurnitureTextures.ChestTop(random),
            BlockTexture.FurnaceFire => FurnitureTextures.FurnaceFire(random),
            BlockTexture.TorchPost => FurnitureTextures.TorchPost(),
            BlockTexture.TorchFlame => FurnitureTextures.TorchFlame(),
            BlockTexture.TorchFoot => FurnitureTextures.TorchFoot(),
            BlockTexture.Grass => PlantTextures.Grass(random),
            BlockTexture.Fern => PlantTextures.Fern(random),
            BlockTexture.TallGrass => PlantTextures.TallGrass(random),
            BlockTexture.TallGrassUpper => PlantTextures.TallGrassUpper(random),
            BlockTexture.Dandelion => PlantTextures.Dandelion(),
            BlockTexture.Poppy => PlantTextures.Poppy(),
            BlockTexture.OakSapling => PlantTextures.OakSapling().Lowered(3),
            BlockTexture.BirchSapling => PlantTextures.BirchSapling().Lowered(3),
            BlockTexture.SpruceSapling => PlantTextures.SpruceSapling(),
            BlockTexture.SugarCane => PlantTextures.SugarCane(random),
            BlockTexture.BrownMushroom => PlantTextures.BrownMushroom(),
            BlockTexture.RedMushroom => PlantTextures.RedMushroom(),
            BlockTexture.DeadBush => PlantTextures.DeadBush(),
            BlockTexture.Ice => GroundTextures.Ice(random),
            BlockTexture.Glass => FurnitureTextures.Glass(),
            BlockTexture.CactusSide => BulkyPlantTextures.CactusSide(random),
            BlockTexture.CactusTop => BulkyPlantTextures.CactusTop(random),
            BlockTexture.WhiteWool => FurnitureTextures.Wool(random),
            BlockTexture.BedSide => FurnitureTextures.BedSide(random),
            BlockTexture.BedTop => FurnitureTextures.BedTop(random),
            BlockTexture.Ladder => FurnitureTextures.Ladder(),
            BlockTexture.PumpkinSide => BulkyPlantTextures.PumpkinSide(random),
            BlockTexture.PumpkinTop => BulkyPlantTextures.PumpkinTop(random),
            BlockTexture.MelonSide => BulkyPlantTextures.MelonSide(random),
            BlockTexture.MelonTop => BulkyPlantTextures.MelonTop(random),
            BlockTexture.IronBlock => FurnitureTextures.IronBlock(random),
            BlockTexture.CoalBlock => FurnitureTextures.CoalBlock(random),
            BlockTexture.Spawner => FurnitureTextures.Spawner(),
            BlockTexture.Cobweb => PlantTextures.Cobweb(),
            _ => throw new ArgumentOutOfRangeException(nameof(texture), texture, "Nothing is drawn for this texture."),
        };
    }

    /// <summary>The crack overlay: what remains of the light at each pixel, 0 to 255, in ten stages of growing damage.</summary>
    public static byte[][] DrawCracks()
    {
        var random = new SeededRandom(4711);
        var stages = new byte[10][];
        var light = new byte[Size * Size];
        Array.Fill(light, (byte)255);
        for (var stage = 0; stage < stages.Length; stage++)
        {
            for (var arm = 0; arm < 2; arm++)
            {
                // Cracks start near the middle and wander outwards; every stage adds two, longer each time.
                var (x, y) = (7.5 + random.Next(-2, 3), 7.5 + random.Next(-2, 3));
                var (dx, dy) = ((random.NextDouble() * 2) - 1, (random.NextDouble() * 2) - 1);
                var length = 4 + stage;
                for (var step = 0; step < length; step++)
                {
                    var at = (Math.Clamp((int)y, 0, 15) * Size) + Math.Clamp((int)x, 0, 15);
                    light[at] = (byte)Math.Min((int)light[at], 70 + random.Next(40));
                    dx += (random.NextDouble() - 0.5) * 0.9;
                    dy += (random.NextDouble() - 0.5) * 0.9;
                    var speed = Math.Max(0.3, Math.Max(Math.Abs(dx), Math.Abs(dy)));
                    x += dx / speed;
                    y += dy / speed;
                }
            }

            stages[stage] = [.. light];
        }

        return stages;
    }
}

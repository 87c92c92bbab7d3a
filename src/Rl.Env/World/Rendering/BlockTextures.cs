using Rl.Env.Seeds;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws every block texture from a seed of its own; nothing is copied from anywhere.</summary>
internal static class BlockTextures
{
    private static readonly uint[] GrassShades =
        [Rgb(78, 128, 46), Rgb(88, 142, 52), Rgb(97, 153, 58), Rgb(106, 163, 65), Rgb(117, 173, 73)];

    private static readonly uint[] DirtShades =
        [Rgb(98, 69, 47), Rgb(115, 82, 57), Rgb(130, 93, 65), Rgb(143, 104, 74), Rgb(121, 88, 66)];

    private static readonly uint[] StoneShades =
        [Rgb(108, 108, 109), Rgb(118, 118, 119), Rgb(126, 126, 127), Rgb(134, 134, 135)];

    /// <summary>Draws one texture.</summary>
    public static Picture Draw(BlockTexture texture)
    {
        var random = new SeededRandom((ulong)texture + 1001);
        return texture switch
        {
            BlockTexture.GrassTop => new Picture().Speckle(random, 0.45, GrassShades),
            BlockTexture.GrassSide => GrassSide(random),
            BlockTexture.Dirt => new Picture().Speckle(random, 0.3, DirtShades),
            BlockTexture.Stone => Stone(random),
            BlockTexture.Sand => new Picture().Speckle(
                random, 0.4, Rgb(205, 192, 146), Rgb(214, 202, 157), Rgb(221, 210, 166), Rgb(228, 218, 177)),
            BlockTexture.Gravel => new Picture().Speckle(
                random, 0.25, Rgb(96, 90, 88), Rgb(118, 112, 110), Rgb(134, 129, 127), Rgb(152, 148, 146), Rgb(112, 99, 92)),
            BlockTexture.Cobblestone => Cobblestone(random),
            BlockTexture.SandstoneSide => Sandstone(random),
            BlockTexture.SandstoneTop => new Picture().Speckle(random, 0.6, Rgb(208, 195, 147), Rgb(216, 204, 158), Rgb(223, 212, 168)),
            BlockTexture.Bedrock => new Picture().Speckle(
                random, 0.6, Rgb(28, 28, 28), Rgb(58, 58, 58), Rgb(90, 90, 90), Rgb(138, 138, 138)),
            BlockTexture.Water => Water(random),
            BlockTexture.OakBark => Bark(random, Rgb(104, 82, 50), Rgb(84, 65, 39), Rgb(62, 47, 28)),
            BlockTexture.OakRings => Rings(random, Rgb(168, 134, 80), Rgb(142, 110, 64), Rgb(84, 65, 39)),
            BlockTexture.OakLeaves => Leaves(random, Rgb(46, 84, 24), Rgb(57, 102, 30), Rgb(70, 120, 38), Rgb(84, 138, 47)),
            BlockTexture.BirchBark => BirchBark(random),
            BlockTexture.BirchRings => Rings(random, Rgb(196, 178, 128), Rgb(172, 152, 104), Rgb(206, 206, 200)),
            BlockTexture.BirchLeaves => Leaves(random, Rgb(80, 112, 46), Rgb(96, 130, 58), Rgb(113, 148, 70), Rgb(130, 165, 84)),
            BlockTexture.OakPlanks => Planks(random, Rgb(162, 130, 78)),
            BlockTexture.BirchPlanks => Planks(random, Rgb(198, 181, 127)),
            BlockTexture.TableTop => TableTop(random),
            BlockTexture.TableSide => TableSide(random, front: false),
            BlockTexture.TableFront => TableSide(random, front: true),
            BlockTexture.FurnaceFront => FurnaceFront(random),
            BlockTexture.FurnaceSide => FurnaceSide(random),
            BlockTexture.FurnaceTop => FurnaceSide(random).Shade(3, 3, 10, 10, 0.92),
            BlockTexture.CoalOre => Ore(random, Rgb(38, 38, 40), Rgb(62, 62, 65)),
            BlockTexture.IronOre => Ore(random, Rgb(216, 175, 147), Rgb(175, 142, 119)),
            BlockTexture.DiamondOre => Ore(random, Rgb(93, 236, 230), Rgb(160, 250, 246)),
            _ => throw new ArgumentOutOfRangeException(nameof(texture)),
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

    private static Picture GrassSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.3, DirtShades);
        for (var x = 0; x < Size; x++)
        {
            var depth = 2 + random.Next(3);
            for (var y = 0; y < depth; y++)
            {
                picture[x, y] = Scale(GrassShades[random.Next(GrassShades.Length)], y == depth - 1 ? 0.82 : 1);
            }
        }

        return picture;
    }

    private static Picture Stone(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.7, StoneShades);
        for (var line = 0; line < 5; line++)
        {
            picture.Shade(random.Next(16), random.Next(16), 3 + random.Next(4), 1, 0.9);
        }

        return picture;
    }

    private static Picture Cobblestone(SeededRandom random)
    {
        // Stones are the cells nearest to scattered points; where two stones meet there is mortar.
        Span<int> centers = [2, 2, 8, 1, 13, 3, 4, 7, 10, 6, 15, 9, 1, 12, 7, 11, 12, 13, 5, 15];
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (nearest, second, stone) = (99.0, 99.0, 0);
                for (var i = 0; i < centers.Length / 2; i++)
                {
                    var dx = Math.Abs(x - centers[2 * i]);
                    var dy = Math.Abs(y - centers[(2 * i) + 1]);
                    var distance = Math.Sqrt(Math.Pow(Math.Min(dx, 16 - dx), 2) + Math.Pow(Math.Min(dy, 16 - dy), 2));
                    (nearest, second, stone) = distance < nearest ? (distance, nearest, i) : (nearest, Math.Min(second, distance), stone);
                }

                var shade = second - nearest < 0.9 ? 72 : 112 + (stone * 37 % 34) + random.Next(12) - (nearest > 2 ? 10 : 0);
                picture[x, y] = Rgb(shade, shade, shade + 1);
            }
        }

        return picture;
    }

    private static Picture Sandstone(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.6, Rgb(208, 195, 147), Rgb(216, 204, 158), Rgb(222, 211, 167));
        picture.Shade(0, 0, 16, 3, 1.03).Shade(0, 3, 16, 1, 0.86).Shade(0, 9, 16, 1, 0.93).Shade(0, 15, 16, 1, 0.84);
        return picture.Shade(0, 12, 16, 3, 0.95);
    }

    private static Picture Water(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.8, Rgb(38, 76, 168), Rgb(44, 86, 180), Rgb(50, 94, 190), Rgb(58, 104, 200));
        for (var y = 1; y < Size; y += 4)
        {
            picture.Shade(random.Next(16), y, 5 + random.Next(4), 1, 1.16);
        }

        return picture;
    }

    private static Picture Bark(SeededRandom random, uint light, uint middle, uint dark)
    {
        var picture = new Picture();
        for (var x = 0; x < Size; x++)
        {
            var column = (x % 4) switch { 0 => dark, 2 => light, _ => middle };
            var shift = random.Next(16);
            for (var y = 0; y < Size; y++)
            {
                var gap = (y + shift) % 7 == 0 ? 0.78 : 1;
                picture[x, y] = Scale(column, gap * (0.93 + (random.NextDouble() * 0.14)));
            }
        }

        return picture;
    }

    private static Picture BirchBark(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.5, Rgb(206, 207, 201), Rgb(217, 218, 212), Rgb(228, 229, 224));
        for (var mark = 0; mark < 9; mark++)
        {
            var (x, y, width) = (random.Next(16), (mark * 2) + random.Next(2), 2 + random.Next(4));
            for (var i = 0; i < width; i++)
            {
                picture[(x + i) & 15, y & 15] = Rgb(58 + random.Next(20), 56 + random.Next(20), 50 + random.Next(16));
            }
        }

        return picture;
    }

    private static Picture Rings(SeededRandom random, uint light, uint dark, uint bark)
    {
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var ring = Math.Max(Math.Abs((2 * x) - 15), Math.Abs((2 * y) - 15)) / 2;
                var color = ring == 7 ? bark : (ring & 1) == 0 ? light : dark;
                picture[x, y] = Scale(color, 0.95 + (random.NextDouble() * 0.1));
            }
        }

        return picture;
    }

    private static Picture Leaves(SeededRandom random, params ReadOnlySpan<uint> shades)
    {
        var picture = new Picture().Speckle(random, 0.35, shades);
        for (var hole = 0; hole < 62; hole++)
        {
            picture[random.Next(16), random.Next(16)] = 0;
        }

        return picture;
    }

    private static Picture Planks(SeededRandom random, uint color)
    {
        var picture = new Picture();
        for (var board = 0; board < 4; board++)
        {
            var tone = 0.96 + (random.NextDouble() * 0.08);
            var joint = random.Next(16);
            for (var y = 0; y < 4; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    var grain = y == 3 ? 0.68 : x == joint ? 0.76 : 0.95 + (random.NextDouble() * 0.1);
                    picture[x, (board * 4) + y] = Scale(color, tone * grain);
                }
            }
        }

        return picture;
    }

    private static Picture TableTop(SeededRandom random)
    {
        var picture = Planks(random, Rgb(170, 112, 62));
        picture.Shade(0, 0, 16, 1, 0.55).Shade(0, 15, 16, 1, 0.55).Shade(0, 1, 1, 14, 0.55).Shade(15, 1, 1, 14, 0.55);
        foreach (var line in (ReadOnlySpan<int>)[5, 10])
        {
            picture.Shade(2, line, 12, 1, 0.6).Shade(line, 2, 1, 12, 0.6);
        }

        return picture;
    }

    private static Picture TableSide(SeededRandom random, bool front)
    {
        var picture = Planks(random, Rgb(150, 112, 68));
        picture.Shade(0, 0, 16, 3, 0.72).Shade(0, 3, 1, 13, 0.66).Shade(15, 3, 1, 13, 0.66);
        var iron = Rgb(190, 190, 194);
        var wood = Rgb(96, 66, 36);
        for (var i = 0; i < 6; i++)
        {
            picture[front ? 4 : 10, 6 + i] = wood;
            picture[front ? 9 + (i / 2) : 3 + (i / 2), 6 + i] = front ? iron : wood;
        }

        for (var i = 0; i < 3; i++)
        {
            picture[(front ? 3 : 9) + i, 5] = iron;
            picture[(front ? 3 : 9) + i, 6] = Scale(iron, 0.8);
        }

        return picture;
    }

    private static Picture FurnaceSide(SeededRandom random)
    {
        var picture = new Picture().Speckle(random, 0.5, Rgb(100, 100, 101), Rgb(112, 112, 113), Rgb(124, 124, 125));
        return picture.Shade(0, 0, 16, 1, 1.15).Shade(0, 15, 16, 1, 0.6).Shade(0, 1, 1, 14, 0.75).Shade(15, 1, 1, 14, 0.75);
    }

    private static Picture FurnaceFront(SeededRandom random)
    {
        var picture = FurnaceSide(random);
        picture.Shade(3, 8, 10, 6, 0.22).Shade(4, 3, 8, 2, 0.35).Shade(2, 7, 12, 1, 1.25);
        for (var i = 0; i < 4; i++)
        {
            picture[4 + (2 * i), 13] = Rgb(120, 92, 60);
        }

        return picture;
    }

    private static Picture Ore(SeededRandom random, uint color, uint highlight)
    {
        var picture = Stone(random);
        ReadOnlySpan<int> lumps = [2, 3, 9, 2, 12, 7, 5, 8, 3, 12, 10, 12];
        for (var i = 0; i < lumps.Length; i += 2)
        {
            var (x, y) = (lumps[i], lumps[i + 1]);
            picture[x, y] = highlight;
            picture[x + 1, y] = color;
            picture[x, y + 1] = color;
            picture[x + 1, y + 1] = Scale(color, 0.75);
            if (random.Next(2) == 0)
            {
                picture[x + 2, y] = color;
                picture[x + 1, y - 1] = highlight;
            }
            else
            {
                picture[x - 1, y + 1] = color;
            }
        }

        return picture;
    }
}

using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>
/// All block textures with their mip-maps in one table, so that a texel is one gather away. A texture takes <see cref="Stride"/> entries:
/// 16 × 16, 8 × 8, 4 × 4, 2 × 2 and one texel. Built once for the process, read-only afterwards.
/// </summary>
internal sealed class TextureAtlas
{
    /// <summary>Mip levels of a texture.</summary>
    public const int Levels = 5;

    private const int Stride = 341;

    private TextureAtlas()
    {
        var textures = Enum.GetValues<BlockTexture>();
        Pictures = [.. textures.Select(BlockTextures.Draw)];
        Texels = GC.AllocateArray<uint>((textures.Length * Stride) + 8, pinned: true);
        for (var i = 0; i < textures.Length; i++)
        {
            WriteLevels(Pictures[i], Texels.AsSpan(i * Stride, Stride));
        }

        FaceOffsets = GC.AllocateArray<int>(128 * 8, pinned: true);
        foreach (var block in Enum.GetValues<BlockId>())
        {
            for (var face = 0; face < 6; face++)
            {
                FaceOffsets[((int)block * 8) + face] = (int)TextureOf(block, (BlockFace)face) * Stride;
            }
        }

        var cracks = BlockTextures.DrawCracks();
        Cracks = GC.AllocateArray<int>(cracks.Length * 256, pinned: true);
        for (var i = 0; i < Cracks.Length; i++)
        {
            Cracks[i] = cracks[i >> 8][i & 255];
        }
    }

    /// <summary>The one atlas.</summary>
    public static TextureAtlas Shared { get; } = new();

    /// <summary>The full-size pictures by <see cref="BlockTexture"/>.</summary>
    public Picture[] Pictures { get; }

    /// <summary>R | G &lt;&lt; 8 | B &lt;&lt; 16 | A &lt;&lt; 24, pinned. A is 0 where a ray passes.</summary>
    public uint[] Texels { get; }

    /// <summary>Offset into <see cref="Texels"/> by block × 8 + face, pinned.</summary>
    public int[] FaceOffsets { get; }

    /// <summary>Light left by the crack overlay, 0 to 255, by stage × 256 + texel, pinned.</summary>
    public int[] Cracks { get; }

    /// <summary>Where a level starts within a texture.</summary>
    public static ReadOnlySpan<int> LevelOffsets => [0, 256, 320, 336, 340, 340, 340, 340];

    /// <summary>The picture on a block's face.</summary>
    public Picture PictureOf(BlockId block, BlockFace face) => Pictures[(int)TextureOf(block, face)];

    private static BlockTexture TextureOf(BlockId block, BlockFace face)
    {
        var end = face is BlockFace.Up or BlockFace.Down;
        return block switch
        {
            BlockId.GrassBlock => face == BlockFace.Up ? BlockTexture.GrassTop : end ? BlockTexture.Dirt : BlockTexture.GrassSide,
            BlockId.Dirt => BlockTexture.Dirt,
            BlockId.Sand => BlockTexture.Sand,
            BlockId.Gravel => BlockTexture.Gravel,
            BlockId.Sandstone => end ? BlockTexture.SandstoneTop : BlockTexture.SandstoneSide,
            BlockId.Bedrock => BlockTexture.Bedrock,
            BlockId.Water => BlockTexture.Water,
            BlockId.OakLog => end ? BlockTexture.OakRings : BlockTexture.OakBark,
            BlockId.OakLeaves => BlockTexture.OakLeaves,
            BlockId.BirchLog => end ? BlockTexture.BirchRings : BlockTexture.BirchBark,
            BlockId.BirchLeaves => BlockTexture.BirchLeaves,
            BlockId.OakPlanks => BlockTexture.OakPlanks,
            BlockId.BirchPlanks => BlockTexture.BirchPlanks,
            BlockId.Cobblestone => BlockTexture.Cobblestone,
            BlockId.CraftingTable => end
                ? BlockTexture.TableTop
                : face is BlockFace.North or BlockFace.South ? BlockTexture.TableFront : BlockTexture.TableSide,
            BlockId.Furnace => end ? BlockTexture.FurnaceTop : face == BlockFace.North ? BlockTexture.FurnaceFront : BlockTexture.FurnaceSide,
            BlockId.CoalOre => BlockTexture.CoalOre,
            BlockId.IronOre => BlockTexture.IronOre,
            BlockId.DiamondOre => BlockTexture.DiamondOre,
            _ => BlockTexture.Stone,
        };
    }

    private static void WriteLevels(Picture picture, Span<uint> texels)
    {
        picture.Pixels.CopyTo(texels);
        for (var level = 1; level < Levels; level++)
        {
            var size = Picture.Size >> level;
            var target = texels[LevelOffsets[level]..];
            var scale = 1 << level;
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    target[(y * size) + x] = Average(picture, x * scale, y * scale, scale, keepsHoles: level == 1);
                }
            }
        }
    }

    /// <summary>Holes survive the first halving where at least half of the texel is open; farther off they only darken it.</summary>
    private static uint Average(Picture picture, int left, int top, int size, bool keepsHoles)
    {
        var (red, green, blue, opaque) = (0, 0, 0, 0);
        for (var y = top; y < top + size; y++)
        {
            for (var x = left; x < left + size; x++)
            {
                var color = picture[x, y];
                if (color >> 24 != 0)
                {
                    red += (int)(color & 255);
                    green += (int)((color >> 8) & 255);
                    blue += (int)((color >> 16) & 255);
                    opaque++;
                }
            }
        }

        var all = size * size;
        if (opaque == 0 || (keepsHoles && opaque * 2 <= all))
        {
            return 0;
        }

        var average = Picture.Rgb(red / opaque, green / opaque, blue / opaque);
        return Picture.Scale(average, keepsHoles ? 1 : 0.55 + (0.45 * opaque / all));
    }
}

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
            WriteLevels(Pictures[i], HolesOf(textures[i]), Texels.AsSpan(i * Stride, Stride));
        }

        FaceOffsets = GC.AllocateArray<int>(128 * 8, pinned: true);
        foreach (var block in Enum.GetValues<BlockId>().Where(block => block != BlockId.Air))
        {
            for (var face = 0; face < 6; face++)
            {
                FaceOffsets[((int)block * 8) + face] = (int)BlockSkin.Of(block, (BlockFace)face) * Stride;
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
    public Picture PictureOf(BlockId block, BlockFace face) => Pictures[(int)BlockSkin.Of(block, face)];

    private static void WriteLevels(Picture picture, HoleRule holes, Span<uint> texels)
    {
        picture.Pixels.CopyTo(texels);
        for (var level = 1; level < Levels; level++)
        {
            WriteLevel(picture, level, holes, texels.Slice(LevelOffsets[level], Picture.Size * Picture.Size >> (2 * level)));
        }
    }

    private static void WriteLevel(Picture picture, int level, HoleRule holes, Span<uint> texels)
    {
        var (size, scale) = (Picture.Size >> level, 1 << level);
        var opaque = new int[texels.Length];
        for (var i = 0; i < texels.Length; i++)
        {
            (texels[i], opaque[i]) = Average(picture, i % size * scale, i / size * scale, scale);
        }

        var all = scale * scale;
        switch (holes)
        {
            case HoleRule.Foliage when level == 1:
                Open(texels, i => opaque[i] * 2 <= all);
                break;

            case HoleRule.Foliage:
                for (var i = 0; i < texels.Length; i++)
                {
                    texels[i] = opaque[i] == 0 ? 0 : Picture.Scale(texels[i], 0.55 + (0.45 * opaque[i] / all));
                }

                break;

            case HoleRule.Cutout:
                // The fullest texels stay, as many as keep the share of the whole; ties are scattered.
                var kept = (int)Math.Round((double)opaque.Sum() / all, MidpointRounding.AwayFromZero);
                var order = Enumerable.Range(0, opaque.Length).OrderByDescending(i => opaque[i]).ThenBy(i => i * 37 % opaque.Length);
                var stays = order.Take(kept).ToHashSet();
                Open(texels, i => !stays.Contains(i));
                break;
        }
    }

    private static void Open(Span<uint> texels, Func<int, bool> isHole)
    {
        for (var i = 0; i < texels.Length; i++)
        {
            texels[i] = isHole(i) ? 0 : texels[i];
        }
    }

    /// <summary>The mean colour of a square without its holes, 0 if it is all hole, and how many of its pixels are opaque.</summary>
    private static (uint Color, int Opaque) Average(Picture picture, int left, int top, int size)
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

        return opaque == 0 ? (0, 0) : (Picture.Rgb(red / opaque, green / opaque, blue / opaque), opaque);
    }

    private static HoleRule HolesOf(BlockTexture texture) => texture switch
    {
        BlockTexture.OakLeaves or BlockTexture.BirchLeaves or BlockTexture.SpruceLeaves => HoleRule.Foliage,
        BlockTexture.TorchPost => HoleRule.Post,
        _ => HoleRule.Cutout,
    };

    /// <summary>What becomes of a texture's holes from afar.</summary>
    private enum HoleRule
    {
        /// <summary>The first halving keeps those that take half a texel; beyond, they only darken, as the depth of a crown does.</summary>
        Foliage,

        /// <summary>They keep their share of the whole. A texture without holes gets none.</summary>
        Cutout,

        /// <summary>They close over: a post thinner than a texel must not vanish.</summary>
        Post,
    }
}

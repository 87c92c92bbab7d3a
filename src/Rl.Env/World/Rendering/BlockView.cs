using System.Numerics;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws blocks as icons: from the south-east, looking down 30 degrees at an edge between two sides, no perspective.</summary>
internal static class BlockView
{
    // Rays a pixel and axis for boxes: their edges and textures are finer than a pixel.
    private const int Fineness = 4;

    /// <summary>Draws what is in the unit cube, by one ray a pixel.</summary>
    /// <param name="look">The colour that a ray from an origin in a direction meets, both in the cube's coordinates; 0 for none.</param>
    public static Picture Draw(Func<Vector3, Vector3, uint> look) => Draw(look, rays: 1);

    /// <summary>Draws boxes of one texture.</summary>
    /// <param name="texture">On all sides, in its place as on a whole block.</param>
    /// <param name="boxes">Lower and upper corners, in sixteenths of a block.</param>
    public static Picture Draw(Picture texture, params (Vector3 Low, Vector3 High)[] boxes) => Draw(
        (origin, direction) =>
        {
            var (nearest, color) = (float.PositiveInfinity, 0u);
            foreach (var (low, high) in boxes)
            {
                if (ItemModel.EnterBox(origin, direction, low / Size, high / Size, out var t, out _, out var axis) && t < nearest)
                {
                    nearest = t;
                    color = ColorAt(texture, origin + (t * direction), axis);
                }
            }

            return color;
        },
        Fineness);

    /// <summary>A pixel is what its rays meet on average, transparent if most of them meet nothing.</summary>
    private static Picture Draw(Func<Vector3, Vector3, uint> look, int rays)
    {
        var direction = Vector3.Normalize(new Vector3(-1, -0.82f, -1));
        var right = Vector3.Normalize(new Vector3(1, 0, -1));
        var up = Vector3.Normalize(Vector3.Cross(direction, right)) * -1;
        var picture = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                picture[x, y] = Mean(rays, ray =>
                {
                    var across = (x + Offset(ray % rays, rays) - 7.5f) / 7.5f * 0.72f;
                    var upwards = (7.5f - y - Offset(ray / rays, rays)) / 7.5f * 0.83f;
                    return look(new Vector3(0.5f) - (direction * 3) + (across * right) + (upwards * up), direction);
                });
            }
        }

        return picture;
    }

    /// <summary>Of evenly spaced rays across a pixel, one's distance from the pixel's middle.</summary>
    private static float Offset(int ray, int rays) => ((ray + 0.5f) / rays) - 0.5f;

    private static uint Mean(int rays, Func<int, uint> look)
    {
        var (red, green, blue, hits) = (0, 0, 0, 0);
        for (var ray = 0; ray < rays * rays; ray++)
        {
            var color = look(ray);
            if (color != 0)
            {
                red += (int)(color & 255);
                green += (int)((color >> 8) & 255);
                blue += (int)((color >> 16) & 255);
                hits++;
            }
        }

        return hits * 2 <= rays * rays ? 0 : Rgb(red / hits, green / hits, blue / hits);
    }

    private static uint ColorAt(Picture texture, Vector3 point, int axis)
    {
        var at = Vector3.Clamp(point, Vector3.Zero, new Vector3(0.9999f));
        var u = (int)((axis == 0 ? at.Z : at.X) * Size);
        var v = (int)((axis == 1 ? at.Z : 0.9999f - at.Y) * Size);
        return Scale(texture[u, v], axis switch { 0 => 0.62, 1 => 1, _ => 0.8 });
    }
}

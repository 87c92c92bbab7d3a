using System.Numerics;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>An item as a body in the unit cube: a textured cube, or its picture one sixteenth thick in the plane z = 0.5.</summary>
internal static class ItemModel
{
    private const float Thickness = 1 / 16f;

    /// <summary>Follows a ray to the item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="origin">Origin in the cube's coordinates, y up.</param>
    /// <param name="direction">Direction in the same coordinates; distances are in multiples of it.</param>
    /// <param name="t">Distance of the hit.</param>
    /// <param name="color">What it shows, shaded by face.</param>
    public static bool Trace(ItemId item, Vector3 origin, Vector3 direction, out float t, out uint color)
    {
        var block = ItemPictures.BlockOf(item);
        return block == BlockId.Air
            ? TracePicture(ItemPictures.PictureOf(item), origin, direction, out t, out color)
            : Trace(block, origin, direction, out t, out color);
    }

    /// <summary>Where a ray enters a box, and through which axis; false if it misses.</summary>
    public static bool EnterBox(Vector3 origin, Vector3 direction, Vector3 low, Vector3 high, out float t, out float exit, out int axis)
    {
        var inverse = Vector3.One / direction;
        var toLow = (low - origin) * inverse;
        var toHigh = (high - origin) * inverse;
        var near = Vector3.Min(toLow, toHigh);
        var far = Vector3.Max(toLow, toHigh);
        axis = near.X >= near.Y && near.X >= near.Z ? 0 : near.Y >= near.Z ? 1 : 2;
        t = near[axis];
        exit = Math.Min(far.X, Math.Min(far.Y, far.Z));
        return t < exit && exit > 0;
    }

    /// <summary>Follows a ray to a block's cube.</summary>
    /// <param name="block">The block.</param>
    /// <param name="origin">Origin in the cube's coordinates, y up.</param>
    /// <param name="direction">Direction in the same coordinates; distances are in multiples of it.</param>
    /// <param name="t">Distance of the hit.</param>
    /// <param name="color">What it shows, shaded by face.</param>
    public static bool Trace(BlockId block, Vector3 origin, Vector3 direction, out float t, out uint color)
    {
        color = 0;
        if (!EnterBox(origin, direction, Vector3.Zero, Vector3.One, out t, out _, out var axis) || t <= 0)
        {
            return false;
        }

        var at = Vector3.Clamp(origin + (t * direction), Vector3.Zero, new Vector3(0.9999f));
        var forward = direction[axis] > 0;
        var face = axis switch
        {
            0 => forward ? BlockFace.West : BlockFace.East,
            1 => forward ? BlockFace.Down : BlockFace.Up,
            _ => forward ? BlockFace.North : BlockFace.South,
        };

        // An icon shows the south side, a block in the hand the north side. Both are to show the front of what has one.
        face = face == BlockFace.South && BlockSkin.FrontOf(block) == BlockFace.North ? BlockFace.North : face;
        var shade = axis switch { 0 => 0.62f, 1 => forward ? 0.5f : 1f, _ => 0.8f };
        var u = (int)((axis == 0 ? at.Z : at.X) * 16);
        var v = (int)((axis == 1 ? at.Z : 0.9999f - at.Y) * 16);
        color = Picture.Scale(TextureAtlas.Shared.PictureOf(block, face)[u, v], shade);
        return true;
    }

    /// <summary>Walks the picture's pixels, each a small box, from the entry into the slab to the exit.</summary>
    private static bool TracePicture(Picture picture, Vector3 origin, Vector3 direction, out float t, out uint color)
    {
        color = 0;
        var low = new Vector3(0, 0, 0.5f - (Thickness / 2));
        var high = new Vector3(1, 1, 0.5f + (Thickness / 2));
        if (!EnterBox(origin, direction, low, high, out t, out var exit, out var axis))
        {
            return false;
        }

        t = Math.Max(t, 0);
        var inverse = Vector3.One / direction;
        for (var step = 0; step < 40 && t < exit; step++)
        {
            var at = (origin + ((t + 1e-5f) * direction)) * 16;
            var x = Math.Clamp((int)MathF.Floor(at.X), 0, 15);
            var y = Math.Clamp((int)MathF.Floor(at.Y), 0, 15);
            var pixel = picture[x, 15 - y];
            if (pixel >> 24 != 0)
            {
                color = Picture.Scale(pixel, axis switch { 0 => 0.65, 1 => direction.Y < 0 ? 0.9 : 0.5, _ => 1.0 });
                return t > 0;
            }

            var nextX = (((x + (direction.X > 0 ? 1 : 0)) / 16f) - origin.X) * inverse.X;
            var nextY = (((y + (direction.Y > 0 ? 1 : 0)) / 16f) - origin.Y) * inverse.Y;
            axis = nextX < nextY ? 0 : 1;
            t = Math.Max(t + 1e-5f, Math.Min(nextX, nextY));
        }

        return false;
    }
}

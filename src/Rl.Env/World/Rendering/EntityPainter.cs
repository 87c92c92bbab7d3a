using System.Numerics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>Draws items lying about, after the blocks and behind what hides them.</summary>
internal sealed class EntityPainter(FrameSize size)
{
    private const float CubeSize = 0.27f;
    private const float PictureSize = 0.46f;
    private const float FarthestDrawn = 32;
    private const double DegreesPerTick = 2.9;

    /// <summary>Draws over the marcher's pixels wherever an item is nearer than the depth found there.</summary>
    public void Draw(VoxelVolume volume, Scene scene, in Camera camera, LightMap lightMap, RayMarcher target)
    {
        for (var i = 0; i < scene.EntityCount; i++)
        {
            ref readonly var sprite = ref scene.Entities[i];
            var (x, y, z) = ((int)Math.Floor(sprite.X), (int)Math.Floor(sprite.Y + 0.2), (int)Math.Floor(sprite.Z));
            DrawItem(scene, sprite, camera, lightMap.At(volume.SkyLight(x, y, z), volume.BlockLight(x, y, z)), target);
        }
    }

    private void DrawItem(Scene scene, in ItemSprite sprite, in Camera camera, in LightColor light, RayMarcher target)
    {
        var forward = new Vector3(camera.Forward.X, camera.Forward.Y, camera.Forward.Z);
        var right = new Vector3(camera.Right.X, 0, camera.Right.Z);
        var up = new Vector3(camera.Up.X, camera.Up.Y, camera.Up.Z);
        var isBlock = ItemPictures.BlockOf(sprite.Item) != Blocks.BlockId.Air;
        var edge = isBlock ? CubeSize : PictureSize;
        var (bob, _) = DegreeTrigonometry.SinCos(sprite.AgeTicks * 5.7);
        var center = new Vector3(
            (float)(sprite.X - scene.EyeX),
            (float)(sprite.Y - scene.EyeY) + 0.1f + (edge / 2) + (0.07f * (float)bob),
            (float)(sprite.Z - scene.EyeZ));
        var depth = Vector3.Dot(center, forward);
        if (depth < 0.15f || depth > FarthestDrawn)
        {
            return;
        }

        // The rectangle of pixels that a sphere around the item can reach.
        var radius = edge * 0.9f / Math.Max(depth - (edge * 0.9f), 0.1f);
        var middleX = ((Vector3.Dot(center, right) / depth / camera.HalfWidth) + 1) * size.Width / 2;
        var middleY = (1 - (Vector3.Dot(center, up) / depth / camera.HalfHeight)) * size.Height / 2;
        var reachX = radius / camera.HalfWidth * size.Width / 2;
        var reachY = radius / camera.HalfHeight * size.Height / 2;
        var fromX = (int)Math.Clamp(middleX - reachX, 0, size.Width);
        var toX = (int)Math.Clamp(middleX + reachX + 1, 0, size.Width);
        var fromY = (int)Math.Clamp(middleY - reachY, 0, size.Height);
        var toY = (int)Math.Clamp(middleY + reachY + 1, 0, size.Height);

        var (sine, cosine) = DegreeTrigonometry.SinCos(sprite.AgeTicks * DegreesPerTick);
        var (s, c) = ((float)sine, (float)cosine);
        var origin = (Turn(-center, s, c) / edge) + new Vector3(0.5f);
        for (var y = fromY; y < toY; y++)
        {
            var upwards = (1 - ((2 * (y + 0.5f)) / size.Height)) * camera.HalfHeight;
            for (var x = fromX; x < toX; x++)
            {
                var across = (((2 * (x + 0.5f)) / size.Width) - 1) * camera.HalfWidth;
                var direction = Turn(forward + (across * right) + (upwards * up), s, c) / edge;
                var at = (y * target.Stride) + x;
                if (ItemModel.Trace(sprite.Item, origin, direction, out var t, out var color) && t < target.Depths[at])
                {
                    target.Pixels[at] = light.ApplyTo(color);
                    target.Depths[at] = t;
                }
            }
        }
    }

    private static Vector3 Turn(Vector3 v, float sine, float cosine) =>
        new((v.X * cosine) + (v.Z * sine), v.Y, (v.Z * cosine) - (v.X * sine));
}

using System.Numerics;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>Draws items lying about and blocks on their way down, after the blocks and behind what hides them.</summary>
internal sealed class EntityPainter(FrameSize size)
{
    private const float CubeSize = 0.27f;
    private const float PictureSize = 0.46f;
    private const float FarthestDrawn = 32;
    private const double DegreesPerTick = 2.9;

    /// <summary>Draws over the marcher's pixels wherever something is nearer than the depth found there.</summary>
    public void Draw(VoxelVolume volume, Scene scene, in Camera camera, LightMap lightMap, RayMarcher target)
    {
        var eye = (scene.EyeX, scene.EyeY, scene.EyeZ);
        foreach (ref readonly var sprite in scene.Entities.AsSpan(0, scene.EntityCount))
        {
            var (x, y, z) = ((int)Math.Floor(sprite.X), (int)Math.Floor(sprite.Y + 0.2), (int)Math.Floor(sprite.Z));
            Draw(Lying(sprite, eye), camera, lightMap.At(volume.SkyLight(x, y, z), volume.BlockLight(x, y, z)), target);
        }

        foreach (ref readonly var sprite in scene.Falling.AsSpan(0, scene.FallingCount))
        {
            var (x, y, z) = ((int)Math.Floor(sprite.X), (int)Math.Floor(sprite.Y + 0.5), (int)Math.Floor(sprite.Z));
            Draw(Falling(sprite, eye), camera, lightMap.At(volume.SkyLight(x, y, z), volume.BlockLight(x, y, z)), target);
        }
    }

    private static Pose Lying(in ItemSprite sprite, (double X, double Y, double Z) eye)
    {
        var block = ItemPictures.BlockOf(sprite.Item);
        var edge = block != BlockId.Air ? CubeSize : PictureSize;
        var (bob, _) = DegreeTrigonometry.SinCos(sprite.AgeTicks * 5.7);
        var (sine, cosine) = DegreeTrigonometry.SinCos(sprite.AgeTicks * DegreesPerTick);
        var center = new Vector3((float)(sprite.X - eye.X), (float)(sprite.Y - eye.Y) + 0.1f + (edge / 2) + (0.07f * (float)bob), (float)(sprite.Z - eye.Z));
        return new Pose(block, sprite.Item, center, edge, (float)sine, (float)cosine);
    }

    private static Pose Falling(in FallingSprite sprite, (double X, double Y, double Z) eye) => new(
        sprite.Block, ItemId.None, new Vector3((float)(sprite.X - eye.X), (float)(sprite.Y - eye.Y) + 0.5f, (float)(sprite.Z - eye.Z)), 1, 0, 1);

    private void Draw(in Pose pose, in Camera camera, in LightColor light, RayMarcher target)
    {
        var forward = new Vector3(camera.Forward.X, camera.Forward.Y, camera.Forward.Z);
        var right = new Vector3(camera.Right.X, 0, camera.Right.Z);
        var up = new Vector3(camera.Up.X, camera.Up.Y, camera.Up.Z);
        var (center, edge, s, c) = (pose.Center, pose.Edge, pose.Sine, pose.Cosine);
        var depth = Vector3.Dot(center, forward);
        if (depth < 0.15f || depth > FarthestDrawn)
        {
            return;
        }

        // The rectangle of pixels that a sphere around the body can reach.
        var radius = edge * 0.9f / Math.Max(depth - (edge * 0.9f), 0.1f);
        var middleX = ((Vector3.Dot(center, right) / depth / camera.HalfWidth) + 1) * size.Width / 2;
        var middleY = (1 - (Vector3.Dot(center, up) / depth / camera.HalfHeight)) * size.Height / 2;
        var reachX = radius / camera.HalfWidth * size.Width / 2;
        var reachY = radius / camera.HalfHeight * size.Height / 2;
        var fromX = (int)Math.Clamp(middleX - reachX, 0, size.Width);
        var toX = (int)Math.Clamp(middleX + reachX + 1, 0, size.Width);
        var fromY = (int)Math.Clamp(middleY - reachY, 0, size.Height);
        var toY = (int)Math.Clamp(middleY + reachY + 1, 0, size.Height);

        var origin = (Turn(-center, s, c) / edge) + new Vector3(0.5f);
        for (var y = fromY; y < toY; y++)
        {
            var upwards = (1 - ((2 * (y + 0.5f)) / size.Height)) * camera.HalfHeight;
            for (var x = fromX; x < toX; x++)
            {
                var across = (((2 * (x + 0.5f)) / size.Width) - 1) * camera.HalfWidth;
                var direction = Turn(forward + (across * right) + (upwards * up), s, c) / edge;
                var at = (y * target.Stride) + x;
                var isMet = pose.Block != BlockId.Air
                    ? ItemModel.Trace(pose.Block, origin, direction, out var t, out var color)
                    : ItemModel.Trace(pose.Item, origin, direction, out t, out color);
                if (isMet && t < target.Depths[at])
                {
                    target.Pixels[at] = light.ApplyTo(color);
                    target.Depths[at] = t;
                }
            }
        }
    }

    private static Vector3 Turn(Vector3 v, float sine, float cosine) =>
        new((v.X * cosine) + (v.Z * sine), v.Y, (v.Z * cosine) - (v.X * sine));

    /// <summary>A body as it is drawn.</summary>
    /// <param name="Block">The block whose cube it is; <see cref="BlockId.Air"/> for a picture.</param>
    /// <param name="Item">The item whose picture it is.</param>
    /// <param name="Center">Its middle, seen from the eye, in blocks.</param>
    /// <param name="Edge">Its size, in blocks.</param>
    /// <param name="Sine">Of its turn about the upright axis.</param>
    /// <param name="Cosine">Of the same.</param>
    private readonly record struct Pose(BlockId Block, ItemId Item, Vector3 Center, float Edge, float Sine, float Cosine);
}

using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>
/// How much of the sky's colour is left in the fog: all of it in the open, nearly nothing where no sky light reaches the eye, so that a long
/// cave fades into darkness and not into blue.
/// </summary>
internal static class CaveGloom
{
    /// <summary>Sky light from which on the light of day is full: the light map says so too.</summary>
    public const float OpenLevel = 8;

    private const double Least = 0.03;

    /// <summary>Share of the sky's colour, 0.03 to 1. The sky light of eight cells around the eye is blended: it changes smoothly.</summary>
    public static float ShareOfSky(VoxelVolume volume, Scene scene)
    {
        var (x, y, z) = (scene.EyeX - 0.5, scene.EyeY - 0.5, scene.EyeZ - 0.5);
        var (cellX, cellY, cellZ) = ((int)Math.Floor(x), (int)Math.Floor(y), (int)Math.Floor(z));
        var (sum, weights) = (0.0, 0.0);
        for (var corner = 0; corner < 8; corner++)
        {
            var (right, up, back) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            if (!BlockIsOpaque(volume, cellX + right, cellY + up, cellZ + back))
            {
                var weight = Near(x - cellX, right) * Near(y - cellY, up) * Near(z - cellZ, back);
                sum += weight * volume.SkyLight(cellX + right, cellY + up, cellZ + back);
                weights += weight;
            }
        }

        var level = weights > 0 ? sum / weights : 0;
        return (float)(Least + ((1 - Least) * Math.Min(1, level / OpenLevel)));
    }

    private static bool BlockIsOpaque(VoxelVolume volume, int x, int y, int z) => Blocks.BlockTable.Of(volume[x, y, z]).IsOpaque;

    private static double Near(double fraction, int side) => side == 0 ? 1 - fraction : fraction;
}

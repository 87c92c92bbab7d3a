using System.Numerics;

namespace Rl.Env.World.Rendering;

/// <summary>
/// One box of an animal, filled with coloured grains of which the outermost are seen. Its axes are right, up and forward of the animal,
/// its lengths sixteenths of a block.
/// </summary>
internal sealed class AnimalPart
{
    private readonly uint[] _fine;
    private readonly uint[] _coarse;

    /// <summary>Makes a part.</summary>
    /// <param name="joint">How it moves.</param>
    /// <param name="pivot">What it moves about, from the middle between the feet.</param>
    /// <param name="low">Its lowest corner, from the pivot.</param>
    /// <param name="size">Its edges.</param>
    /// <param name="paint">The colour of a grain, R | G &lt;&lt; 8 | B &lt;&lt; 16, by its place in the part: right, up, forward.</param>
    public AnimalPart(AnimalJoint joint, Vector3 pivot, Vector3 low, Vector3 size, Func<int, int, int, uint> paint)
    {
        const float block = 1 / 16f;
        Joint = joint;
        Pivot = pivot * block;
        HalfSize = size * block / 2;
        Middle = (low * block) + HalfSize;
        (CountX, CountY, CountZ) = (Grains(size.X), Grains(size.Y), Grains(size.Z));
        _fine = new uint[CountX * CountY * CountZ];
        for (var i = 0; i < _fine.Length; i++)
        {
            _fine[i] = paint(i % CountX, i / CountX % CountY, i / (CountX * CountY));
        }

        _coarse = Blur();
    }

    public AnimalJoint Joint { get; }

    /// <summary>From the middle between the feet, in blocks.</summary>
    public Vector3 Pivot { get; }

    /// <summary>Middle of the box, from the pivot, in blocks.</summary>
    public Vector3 Middle { get; }

    /// <summary>Half the edges, in blocks.</summary>
    public Vector3 HalfSize { get; }

    /// <summary>Grains to the right.</summary>
    public int CountX { get; }

    /// <summary>Grains upwards.</summary>
    public int CountY { get; }

    /// <summary>Grains forwards.</summary>
    public int CountZ { get; }

    /// <summary><c>[forward, up, right] uint32</c>, the colours; for a part so far away that grains are lost in a pixel, blurred.</summary>
    public uint[] Colors(bool isFar) => isFar ? _coarse : _fine;

    private static int Grains(float edge) => Math.Max(1, (int)MathF.Round(edge));

    /// <summary>Gives every grain the mean of the cube of two that it belongs to.</summary>
    private uint[] Blur()
    {
        var blurred = new uint[_fine.Length];
        for (var i = 0; i < blurred.Length; i++)
        {
            var (x, y, z) = (i % CountX & ~1, i / CountX % CountY & ~1, i / (CountX * CountY) & ~1);
            var (red, green, blue) = (0, 0, 0);
            for (var k = 0; k < 8; k++)
            {
                var atX = Math.Min(x + (k & 1), CountX - 1);
                var atY = Math.Min(y + ((k >> 1) & 1), CountY - 1);
                var atZ = Math.Min(z + (k >> 2), CountZ - 1);
                var color = _fine[(((atZ * CountY) + atY) * CountX) + atX];
                red += (int)(color & 255);
                green += (int)((color >> 8) & 255);
                blue += (int)((color >> 16) & 255);
            }

            blurred[i] = Picture.Rgb((red + 4) / 8, (green + 4) / 8, (blue + 4) / 8);
        }

        return blurred;
    }
}

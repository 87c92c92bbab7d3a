using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The colour of light by a cell's light byte (<see cref="LightCell"/>) and the time of day: Minecraft 1.16.5's light map (V) at gamma 2,
/// without its flicker. Rebuilt only when the sun's factor changes.
/// </summary>
internal sealed class LightMap
{
    /// <summary>What an opaque cell counts where the light of four cells is blended, which darkens corners (Mh).</summary>
    public const float Occluded = 0.2f;

    /// <summary>Largest value of a channel in <see cref="Packed"/>.</summary>
    public const int PackedFull = 1023;

    private const double Gamma = 2;
    private const double GreyShare = 0.04;
    private const double Grey = 0.75;

    private readonly LightColor[] _colors = new LightColor[256];
    private readonly int[] _packed = GC.AllocateArray<int>(256, pinned: true);
    private double _sunFactor = double.NaN;

    /// <summary>Builds the map of noon.</summary>
    public LightMap() => Update(1);

    /// <summary>
    /// True while the sun is at its brightest: then cells without block light need no table, their light being the same in all channels and
    /// nearly proportional to its level.
    /// </summary>
    public bool IsFullDay => _sunFactor == 1;

    /// <summary>Colours by light byte, 10 bits a channel: R | G &lt;&lt; 10 | B &lt;&lt; 20. Valid while this object is reachable.</summary>
    public unsafe int* Packed => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_packed));

    /// <summary>Brings the map to the time of day.</summary>
    /// <param name="sunFactor">What is left of the sky's light, 0.2 to 1 (<see cref="Daylight.SunFactor"/>).</param>
    public void Update(double sunFactor)
    {
        if (sunFactor == _sunFactor)
        {
            return;
        }

        _sunFactor = sunFactor;
        for (var light = 0; light < 256; light++)
        {
            _colors[light] = light == LightCell.Opaque ? new LightColor(Occluded, Occluded, Occluded) : Mix(light & 15, light >> 4);
            _packed[light] = Pack(_colors[light].Red) | (Pack(_colors[light].Green) << 10) | (Pack(_colors[light].Blue) << 20);
        }
    }

    /// <summary>The colour of light at a place.</summary>
    /// <param name="sky">Sky light, 0 to 15.</param>
    /// <param name="block">Block light, 0 to 15; 15, that of lava, only where no sky light is.</param>
    public LightColor At(int sky, int block)
    {
        if (IsFullDay && block == 0)
        {
            var level = Math.Min(1, 0.2196 + (0.1065 * sky));
            return new LightColor(level, level, level);
        }

        return _colors[(block << 4) | sky];
    }

    private static int Pack(double channel) => (int)((channel * PackedFull) + 0.5);

    private static double Curve(int level) => (level / 15.0) / (4 - (3 * level / 15.0));

    private static double Brighten(double channel)
    {
        var mixed = Math.Clamp((channel * (1 - GreyShare)) + (Grey * GreyShare), 0, 1);
        var dark = (1 - mixed) * (1 - mixed);
        var lifted = mixed + (Gamma * (1 - (dark * dark) - mixed));
        return Math.Clamp((lifted * (1 - GreyShare)) + (Grey * GreyShare), 0, 1);
    }

    private LightColor Mix(int sky, int block)
    {
        var skyPart = Curve(sky) * ((0.95 * _sunFactor) + 0.05);
        var warmth = (0.65 * _sunFactor) + 0.35;
        var torch = 1.5 * Curve(block);
        return new LightColor(
            Brighten((skyPart * warmth) + torch),
            Brighten((skyPart * warmth) + (torch * ((((0.6 * torch) + 0.4) * 0.6) + 0.4))),
            Brighten(skyPart + (torch * ((0.6 * torch * torch) + 0.4))));
    }
}

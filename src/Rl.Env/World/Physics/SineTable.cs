namespace Rl.Env.World.Physics;

/// <summary>
/// Sines of 65,536 angles of a turn, as the original game takes them. Built by a power series with + − × ÷ only, so that the bits of every
/// position that follows from a heading are the same on every machine, whatever its mathematics library.
/// </summary>
internal static class SineTable
{
    private const int Entries = 65536;
    private const int Quarter = Entries / 4;
    private const double RadiansPerEntry = 6.283185307179586 / Entries;
    private const double EntriesPerDegree = Entries / 360.0;

    private static readonly float[] Sines = Build();

    /// <summary>Sine of an angle in degrees.</summary>
    public static float SinDegrees(double degrees) => Sines[Index(degrees)];

    /// <summary>Cosine of an angle in degrees.</summary>
    public static float CosDegrees(double degrees) => Sines[(Index(degrees) + Quarter) & (Entries - 1)];

    private static int Index(double degrees) => (int)Math.Floor(degrees * EntriesPerDegree) & (Entries - 1);

    private static float[] Build()
    {
        var sines = new float[Entries];
        for (var i = 0; i <= Quarter; i++)
        {
            var sine = (float)Series(i * RadiansPerEntry);
            sines[i] = sine;
            sines[(2 * Quarter) - i] = sine;
            sines[(2 * Quarter) + i] = -sine;
            sines[(Entries - i) & (Entries - 1)] = i == 0 ? 0f : -sine;
        }

        return sines;
    }

    /// <summary>Taylor series of the sine, for angles from 0 to a quarter turn.</summary>
    private static double Series(double radians)
    {
        var square = radians * radians;
        var term = radians;
        var sum = radians;
        for (var n = 2; n <= 24; n += 2)
        {
            term *= -square / (n * (n + 1));
            sum += term;
        }

        return sum;
    }
}

using Rl.Env.World.Physics;

namespace Rl.Env.World.Animals;

/// <summary>A level direction of length 1. It turns by steps of known sine, so that no direction's angle ever has to be found.</summary>
/// <param name="X">Share to the east.</param>
/// <param name="Z">Share to the south.</param>
internal readonly record struct Heading(double X, double Z)
{
    /// <summary>The direction of a yaw: 0 looks to +Z, 90 to −X.</summary>
    public static Heading OfYaw(double degrees) => Of(-SineTable.SinDegrees(degrees), SineTable.CosDegrees(degrees));

    /// <summary>The direction of a way; south for none.</summary>
    public static Heading Of(double x, double z)
    {
        var length = Math.Sqrt((x * x) + (z * z));
        return length > 1e-9 ? new Heading(x / length, z / length) : new Heading(0, 1);
    }

    /// <summary>Cosine of the angle to another direction.</summary>
    public double Along(Heading other) => (X * other.X) + (Z * other.Z);

    /// <summary>This direction turned towards another by at most so many degrees.</summary>
    public Heading TurnedTowards(Heading target, double mostDegrees)
    {
        double cosine = SineTable.CosDegrees(mostDegrees);
        if (Along(target) >= cosine)
        {
            return target;
        }

        double sine = SineTable.SinDegrees(mostDegrees);
        sine = (X * target.Z) - (Z * target.X) >= 0 ? sine : -sine;
        return Of((X * cosine) - (Z * sine), (X * sine) + (Z * cosine));
    }
}

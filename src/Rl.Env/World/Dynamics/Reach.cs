using Rl.Env.World.Volume;

namespace Rl.Env.World.Dynamics;

/// <summary>
/// Where blocks move: as far from the player as the volume surely holds all that stands around a cell. What lies beyond waits until he
/// comes near again.
/// </summary>
/// <param name="X">The player's place, east.</param>
/// <param name="Z">The player's place, south.</param>
internal readonly record struct Reach(double X, double Z)
{
    private const double Blocks = VoxelVolume.GuaranteedRadius - 16;

    /// <summary>True if a column is near enough.</summary>
    public bool Holds(double x, double z) => Math.Abs(x - X) <= Blocks && Math.Abs(z - Z) <= Blocks;
}

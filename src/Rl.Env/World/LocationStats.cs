namespace Rl.Env.World;

/// <summary>Where the player is and what surrounds him.</summary>
/// <param name="X">Blocks east.</param>
/// <param name="Y">Blocks up, at the feet.</param>
/// <param name="Z">Blocks south.</param>
/// <param name="Pitch">Degrees downwards.</param>
/// <param name="Yaw">Degrees: 0 south, 90 west.</param>
/// <param name="Biome">The country's name.</param>
/// <param name="LightLevel">Light at the feet, 0 to 15, by the time of day.</param>
/// <param name="CanSeeSky">True if nothing opaque is above the head.</param>
/// <param name="DayTick">Time of day, 0 to 23999.</param>
public readonly record struct LocationStats(
    double X, double Y, double Z, float Pitch, float Yaw, string Biome, int LightLevel, bool CanSeeSky, int DayTick);

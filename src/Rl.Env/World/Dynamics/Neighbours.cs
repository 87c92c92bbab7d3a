namespace Rl.Env.World.Dynamics;

/// <summary>The steps from a cell to those that share a face with it.</summary>
internal static class Neighbours
{
    /// <summary>Down, up, and the four sides.</summary>
    public static ReadOnlySpan<(int X, int Y, int Z)> All => Steps;

    /// <summary>North, south, west, east.</summary>
    public static ReadOnlySpan<(int X, int Y, int Z)> Sides => Steps.AsSpan(2);

    private static readonly (int X, int Y, int Z)[] Steps = [(0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1), (-1, 0, 0), (1, 0, 0)];
}

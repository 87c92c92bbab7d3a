namespace Rl.Env.World.Generation;

/// <summary>A row of balls and the box around them, in 64ths of a block from the corner of the chunk that starts its system.</summary>
/// <param name="First">Index of its first ball.</param>
/// <param name="Count">How many balls.</param>
/// <param name="West">Western side of the box.</param>
/// <param name="East">Eastern side of the box.</param>
/// <param name="North">Northern side of the box.</param>
/// <param name="South">Southern side of the box.</param>
/// <param name="Ledges">Salt of a ravine's ledges; 0 for a tunnel, which has a flat floor instead.</param>
internal readonly record struct CaveTunnel(int First, int Count, short West, short East, short North, short South, ulong Ledges);

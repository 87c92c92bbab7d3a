namespace Rl.Env.Experts;

/// <summary>A block of a trunk that was seen.</summary>
internal record struct SeenLog(int X, int Y, int Z, long SeenTick);

namespace Rl.Env.World.Generation;

/// <summary>A tree as the generator plants it.</summary>
/// <param name="X">Trunk position east.</param>
/// <param name="Z">Trunk position south.</param>
/// <param name="GroundY">The block the trunk stands on.</param>
/// <param name="TrunkHeight">Logs of the trunk.</param>
/// <param name="IsBirch">Birch, else oak.</param>
/// <param name="Bits">Random bits that thin the crown's corners.</param>
internal readonly record struct Tree(int X, int Z, int GroundY, int TrunkHeight, bool IsBirch, ulong Bits);

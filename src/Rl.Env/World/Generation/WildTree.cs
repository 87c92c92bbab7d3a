namespace Rl.Env.World.Generation;

/// <summary>A tree, or a cactus, as the generator means to plant it.</summary>
/// <param name="X">Trunk position east.</param>
/// <param name="Z">Trunk position south.</param>
/// <param name="GroundY">The block it stands on.</param>
/// <param name="TrunkHeight">Logs of the trunk, or blocks of the cactus.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">Random bits that shape the crown.</param>
internal readonly record struct WildTree(int X, int Z, int GroundY, int TrunkHeight, TreeKind Kind, ulong Bits);

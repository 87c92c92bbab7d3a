using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>What lies over the stone of a column.</summary>
/// <param name="Top">The topmost block.</param>
/// <param name="Filling">The blocks below it, <see cref="Depth"/> of them.</param>
/// <param name="Base">The blocks below those, <see cref="BaseDepth"/> of them.</param>
/// <param name="Depth">Three or four blocks (Mh).</param>
/// <param name="BaseDepth">Four blocks of sandstone under sand, else none (Mm).</param>
internal readonly record struct Soil(BlockId Top, BlockId Filling, BlockId Base, int Depth, int BaseDepth)
{
    /// <summary>Most blocks of soil below the topmost.</summary>
    public const int MaximumDepth = 8;
}

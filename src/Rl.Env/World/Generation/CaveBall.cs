namespace Rl.Env.World.Generation;

/// <summary>
/// An ellipsoid that caves are carved by. Its figures are 64ths of a block from the north-west corner of the chunk that starts its system,
/// so that they are exact from every chunk's point of view.
/// </summary>
/// <param name="X">East.</param>
/// <param name="Y">Up.</param>
/// <param name="Z">South.</param>
/// <param name="Radius">Radius along x and z.</param>
/// <param name="Height">Radius along y.</param>
internal readonly record struct CaveBall(short X, short Y, short Z, short Radius, short Height)
{
    /// <summary>Units of a block.</summary>
    public const int Scale = 64;
}

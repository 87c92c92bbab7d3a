namespace Rl.Env.World.Volume;

/// <summary>
/// Which chunks of the window are neighbours in the world. The window wraps around, so beyond its edge, and where a move is not finished,
/// the next cell in memory belongs to a place far off.
/// </summary>
internal sealed class ChunkLinks
{
    private const int Chunks = VoxelVolume.Width / 16;

    // One bit for each direction.
    private readonly byte[] _links = new byte[Chunks * Chunks];

    /// <summary>The cell beside a cell, in a direction of <see cref="BlockFace"/>; below and above the volume it is no index.</summary>
    public static int Beside(int index, int direction) => direction switch
    {
        (int)BlockFace.Down => index - (1 << 16),
        (int)BlockFace.Up => index + (1 << 16),
        (int)BlockFace.North => (index & ~0xFF00) | ((index - 0x100) & 0xFF00),
        (int)BlockFace.South => (index & ~0xFF00) | ((index + 0x100) & 0xFF00),
        (int)BlockFace.West => (index & ~0xFF) | ((index - 1) & 0xFF),
        _ => (index & ~0xFF) | ((index + 1) & 0xFF),
    };

    /// <summary>A cell's chunk, as a slot of the window.</summary>
    public static int SlotOf(int index) => ((index >> 8) & 0xF0) | ((index >> 4) & 0x0F);

    /// <summary>True if two cells that are beside each other in memory are so in the world.</summary>
    public bool Connects(int index, int beside, int direction) =>
        (uint)beside < VoxelVolume.CellCount
        && (((index ^ beside) & 0xF0F0) == 0 || ((_links[SlotOf(index)] >> direction) & 1) != 0);

    /// <summary>True if the chunk of a slot has a neighbour in a direction.</summary>
    public bool Leads(int slot, int direction) => ((_links[slot] >> direction) & 1) != 0;

    /// <summary>Works the links out anew.</summary>
    /// <param name="chunkX">The window's western chunk.</param>
    /// <param name="chunkZ">The window's northern chunk.</param>
    /// <param name="held">By slot: the chunk whose blocks lie there.</param>
    public void Rebuild(int chunkX, int chunkZ, ReadOnlySpan<(int X, int Z)> held)
    {
        for (var z = 0; z < Chunks; z++)
        {
            for (var x = 0; x < Chunks; x++)
            {
                var links = 0;
                if (IsHeld(x, z, chunkX, chunkZ, held))
                {
                    links |= IsHeld(x, z - 1, chunkX, chunkZ, held) ? 1 << (int)BlockFace.North : 0;
                    links |= IsHeld(x, z + 1, chunkX, chunkZ, held) ? 1 << (int)BlockFace.South : 0;
                    links |= IsHeld(x - 1, z, chunkX, chunkZ, held) ? 1 << (int)BlockFace.West : 0;
                    links |= IsHeld(x + 1, z, chunkX, chunkZ, held) ? 1 << (int)BlockFace.East : 0;
                }

                _links[Slot(chunkX + x, chunkZ + z)] = (byte)links;
            }
        }
    }

    private static bool IsHeld(int x, int z, int chunkX, int chunkZ, ReadOnlySpan<(int X, int Z)> held) =>
        (uint)x < Chunks && (uint)z < Chunks && held[Slot(chunkX + x, chunkZ + z)] == (chunkX + x, chunkZ + z);

    private static int Slot(int chunkX, int chunkZ) => ((chunkZ & (Chunks - 1)) * Chunks) + (chunkX & (Chunks - 1));
}

using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>
/// What a cell's light byte means, and what each kind of cell does to light. A byte holds sky light in its low four bits and block light in
/// its high four. No open block gives 15, so the bytes from <see cref="Glowing"/> on are free for cells that light does not enter.
/// </summary>
internal static class LightCell
{
    /// <summary>Full light.</summary>
    public const byte Full = 15;

    /// <summary>The byte of a cell that light does not enter.</summary>
    public const byte Opaque = 0xFF;

    /// <summary>The byte of lava: light does not enter it either, but it is bright itself and darkens no corner.</summary>
    public const byte Glowing = 0xF0;

    private static readonly byte[] GivenLight = Tabulate(block => (byte)BlockTable.Of(block).Light, air: (byte)0);

    private static readonly byte[] ClosedBytes = Tabulate(
        block => !BlockTable.Of(block).IsOpaque ? (byte)0 : BlockTable.Of(block).Shape == BlockShape.Fluid ? Glowing : Opaque, air: (byte)0);

    private static readonly bool[] ClearCells = Tabulate(block => !BlockTable.Of(block).IsOpaque && !Dims(block), air: true);

    /// <summary>Blocks that dim light that falls straight down.</summary>
    public static BlockSet Dimming { get; } = new(Dims);

    /// <summary>True for the byte of a cell that light does not enter.</summary>
    public static bool IsClosed(byte light) => light >= Glowing;

    /// <summary>Sky light 0 to 15 that a byte tells; 0 for a closed cell.</summary>
    public static int Sky(byte light) => IsClosed(light) ? 0 : light & 15;

    /// <summary>Block light 0 to 15 that a byte tells; 0 for an opaque cell, whatever its block gives, 15 for lava.</summary>
    public static int Block(byte light) => light == Opaque ? 0 : light >> 4;

    /// <summary>Block light 0 to 15 that a cell gives.</summary>
    public static int Emission(byte cell) => GivenLight[cell];

    /// <summary>The light byte of a cell that light does not enter; 0 for an open one.</summary>
    public static byte ClosedByte(byte cell) => ClosedBytes[cell];

    /// <summary>True if full sky light falls undimmed through a cell: air, plants, torches and the like, not water and leaves.</summary>
    public static bool IsClear(byte cell) => ClearCells[cell];

    private static bool Dims(BlockId block) => block == BlockId.Water || BlockTable.IsLeaves(block);

    /// <summary>A value for every value of a cell.</summary>
    private static T[] Tabulate<T>(Func<BlockId, T> valueOf, T air)
    {
        var table = new T[256];
        table.AsSpan(0, 0x80).Fill(air);
        for (var block = 1; block < BlockTable.Count; block++)
        {
            table[0x80 | block] = valueOf((BlockId)block);
        }

        return table;
    }
}

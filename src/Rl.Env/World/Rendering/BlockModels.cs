using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>
/// What the marcher looks up of blocks: the atlas's face offsets, marked where a block does not fill its cell, and such blocks' boxes. Built
/// once for the process, read-only afterwards.
/// </summary>
internal sealed class BlockModels
{
    /// <summary>Entries of <see cref="Boxes"/> a block takes.</summary>
    public const int BoxStride = 16;

    /// <summary>The bits of an entry of <see cref="FaceOffsets"/> that are the offset.</summary>
    public const int OffsetMask = (1 << 28) - 1;

    /// <summary>Marks a block that does not fill its cell.</summary>
    public const int Small = int.MinValue;

    /// <summary>Marks two crossed pictures.</summary>
    public const int Cross = 1 << 28;

    /// <summary>Marks a torch, which no face shade darkens.</summary>
    public const int Torch = 1 << 29;

    /// <summary>Marks a layer, whose texture has no holes and shrinks with distance like those of cubes.</summary>
    public const int Layer = 1 << 30;

    /// <summary>Height of a layer, in blocks.</summary>
    public const float LayerHeight = 2 / 16f;

    /// <summary>Entry of a box: how far it leans east per block of height.</summary>
    public const int LeanX = 0;

    /// <summary>Entry of a box: how far it leans south per block of height.</summary>
    public const int LeanZ = 1;

    /// <summary>Entry of a box: its shift from where the upright one stands; y and z follow.</summary>
    public const int ShiftX = 2;

    /// <summary>Entry of a box: its lower corner before lean and shift; y and z follow.</summary>
    public const int LowX = 5;

    /// <summary>Entry of a box: its upper corner before lean and shift; y and z follow.</summary>
    public const int HighX = 8;

    // A torch on a wall: its foot is this high, beside the wall, and it leans away by about 22 degrees.
    private const float WallTorchFoot = 3 / 16f;
    private const float WallTorchLean = 0.4f;
    private const float WallTorchShift = (7 / 16f) + (WallTorchLean * WallTorchFoot);
    private const float PlateThickness = 1 / 16f;

    private BlockModels(TextureAtlas atlas)
    {
        FaceOffsets = GC.AllocateArray<int>(atlas.FaceOffsets.Length, pinned: true);
        Boxes = GC.AllocateArray<float>(128 * BoxStride, pinned: true);
        for (var i = 0; i < FaceOffsets.Length; i++)
        {
            FaceOffsets[i] = atlas.FaceOffsets[i] | (i / 8 < BlockTable.Count ? Marks(BlockTable.Of((BlockId)(i / 8)).Shape) : 0);
        }

        for (var block = 0; block < BlockTable.Count; block++)
        {
            WriteBox((BlockId)block, Boxes.AsSpan(block * BoxStride, BoxStride));
        }
    }

    /// <summary>The one table.</summary>
    public static BlockModels Shared { get; } = new(TextureAtlas.Shared);

    /// <summary>Offset into the atlas's texels, and marks, by block × 8 + face, pinned.</summary>
    public int[] FaceOffsets { get; }

    /// <summary>Boxes of torches, layers and plates, in blocks from the cell's lower corner, by block × <see cref="BoxStride"/>, pinned.</summary>
    public float[] Boxes { get; }

    private static int Marks(BlockShape shape) => shape switch
    {
        BlockShape.Cross => Small | Cross,
        BlockShape.Torch => Small | Torch,
        BlockShape.Layer => Small | Layer,
        BlockShape.Plate => Small,
        _ => 0,
    };

    private static void WriteBox(BlockId block, Span<float> box)
    {
        var low = box.Slice(LowX, 3);
        var high = box.Slice(HighX, 3);
        high.Fill(1);
        var (east, south) = Facing(block);
        switch (BlockTable.Of(block).Shape)
        {
            case BlockShape.Torch:
                (low[0], low[2]) = (7 / 16f, 7 / 16f);
                (high[0], high[1], high[2]) = (9 / 16f, 10 / 16f, 9 / 16f);
                (box[LeanX], box[LeanZ]) = (WallTorchLean * east, WallTorchLean * south);
                (box[ShiftX], box[ShiftX + 2]) = (-WallTorchShift * east, -WallTorchShift * south);
                box[ShiftX + 1] = block == BlockId.Torch ? 0 : WallTorchFoot;
                break;
            case BlockShape.Layer:
                high[1] = LayerHeight;
                break;
            case BlockShape.Plate:
                (low[0], low[2]) = (east < 0 ? 1 - PlateThickness : 0, south < 0 ? 1 - PlateThickness : 0);
                (high[0], high[2]) = (east > 0 ? PlateThickness : 1, south > 0 ? PlateThickness : 1);
                break;
        }
    }

    /// <summary>Where what hangs on a wall faces, away from the wall; (0, 0) for what does not.</summary>
    private static (int East, int South) Facing(BlockId block) => block switch
    {
        BlockId.WallTorchNorth or BlockId.LadderNorth => (0, -1),
        BlockId.WallTorchSouth or BlockId.LadderSouth => (0, 1),
        BlockId.WallTorchWest or BlockId.LadderWest => (-1, 0),
        BlockId.WallTorchEast or BlockId.LadderEast => (1, 0),
        _ => (0, 0),
    };
}

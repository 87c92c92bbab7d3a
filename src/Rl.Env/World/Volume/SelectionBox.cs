using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>
/// The part of a cell at which the crosshair stops, in sixteenths of a block from the cell's lower corner. Boxes are Minecraft 1.16.5's from
/// memory (Mm), but that plants stand in the middle of their cells and tall grass is no wider than grass.
/// </summary>
internal readonly record struct SelectionBox(float LowX, float LowY, float LowZ, float HighX, float HighY, float HighZ)
{
    private static readonly SelectionBox[] Boxes = BuildBoxes();

    /// <summary>True if the box is the whole cell.</summary>
    public bool IsWhole => this == Whole;

    private static SelectionBox Whole => new(0, 0, 0, 16, 16, 16);

    /// <summary>The box of a kind of block.</summary>
    public static SelectionBox Of(BlockId block) => Boxes[(int)block];

    /// <summary>Where a ray enters the box.</summary>
    /// <param name="origin">The ray's origin, in blocks from the cell's lower corner.</param>
    /// <param name="direction">The ray's direction.</param>
    /// <param name="distance">Multiples of <paramref name="direction"/> to the box, 0 if the ray begins inside it.</param>
    /// <param name="face">The face through which it enters; null if it begins inside.</param>
    /// <returns>False if the ray misses the box.</returns>
    public bool Meets(
        (double X, double Y, double Z) origin, (double X, double Y, double Z) direction, out double distance, out BlockFace? face)
    {
        (distance, face) = (0, null);
        var exit = double.PositiveInfinity;
        return Narrow(origin.X, direction.X, LowX, HighX, BlockFace.West, ref distance, ref exit, ref face)
            && Narrow(origin.Y, direction.Y, LowY, HighY, BlockFace.Down, ref distance, ref exit, ref face)
            && Narrow(origin.Z, direction.Z, LowZ, HighZ, BlockFace.North, ref distance, ref exit, ref face);
    }

    /// <summary>Cuts the part of the ray that lies between two planes out of what is left of it; false if nothing is left.</summary>
    private static bool Narrow(
        double origin, double direction, float low, float high, BlockFace lowFace, ref double enter, ref double exit, ref BlockFace? face)
    {
        var (toLow, toHigh) = ((low / 16.0) - origin, (high / 16.0) - origin);
        if (direction == 0)
        {
            return toLow <= 0 && toHigh >= 0;
        }

        var (first, last) = direction > 0 ? (toLow / direction, toHigh / direction) : (toHigh / direction, toLow / direction);
        if (first > enter)
        {
            enter = first;
            face = direction > 0 ? lowFace : lowFace + 1;
        }

        exit = Math.Min(exit, last);
        return enter <= exit;
    }

    private static SelectionBox[] BuildBoxes()
    {
        var boxes = new SelectionBox[BlockTable.Count];
        for (var block = 0; block < boxes.Length; block++)
        {
            boxes[block] = Build((BlockId)block);
        }

        return boxes;
    }

    private static SelectionBox Build(BlockId block) => block switch
    {
        BlockId.Torch => Pillar(4, 10),
        BlockId.WallTorchNorth => new SelectionBox(5.5f, 3, 11, 10.5f, 13, 16),
        BlockId.WallTorchSouth => new SelectionBox(5.5f, 3, 0, 10.5f, 13, 5),
        BlockId.WallTorchWest => new SelectionBox(11, 3, 5.5f, 16, 13, 10.5f),
        BlockId.WallTorchEast => new SelectionBox(0, 3, 5.5f, 5, 13, 10.5f),
        BlockId.LadderNorth => Whole with { LowZ = 13 },
        BlockId.LadderSouth => Whole with { HighZ = 3 },
        BlockId.LadderWest => Whole with { LowX = 13 },
        BlockId.LadderEast => Whole with { HighX = 3 },
        BlockId.Snow => Whole with { HighY = 2 },
        BlockId.Grass or BlockId.Fern or BlockId.DeadBush => Pillar(12, 13),
        BlockId.OakSapling or BlockId.BirchSapling or BlockId.SpruceSapling => Pillar(12, 12),
        BlockId.TallGrass or BlockId.TallGrassUpper or BlockId.SugarCane => Pillar(12, 16),
        BlockId.Dandelion or BlockId.Poppy => Pillar(6, 10),
        BlockId.BrownMushroom or BlockId.RedMushroom => Pillar(6, 6),
        _ => Whole,
    };

    /// <summary>A box in the middle of the cell's floor.</summary>
    private static SelectionBox Pillar(int width, int height) =>
        new(8 - (width / 2f), 0, 8 - (width / 2f), 8 + (width / 2f), height, 8 + (width / 2f));
}

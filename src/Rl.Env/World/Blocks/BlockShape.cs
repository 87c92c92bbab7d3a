namespace Rl.Env.World.Blocks;

/// <summary>What of its cell a block fills.</summary>
public enum BlockShape : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The whole cell.</summary>
    Cube,

    /// <summary>The whole cell, but bodies sink in and the crosshair passes: water and lava.</summary>
    Fluid,

    /// <summary>Two crossed pictures, as plants have.</summary>
    Cross,

    /// <summary>A stick of 2 × 2 × 10 sixteenths, upright or leaning on a wall.</summary>
    Torch,

    /// <summary>A layer of two sixteenths on the ground.</summary>
    Layer,

    /// <summary>A picture flat against a wall.</summary>
    Plate,
}

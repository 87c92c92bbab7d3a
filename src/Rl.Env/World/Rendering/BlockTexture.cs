namespace Rl.Env.World.Rendering;

/// <summary>The textures that blocks wear.</summary>
internal enum BlockTexture
{
    GrassTop,
    GrassSide,
    Dirt,
    Stone,
    Sand,
    Gravel,
    Cobblestone,
    SandstoneSide,
    SandstoneTop,
    Bedrock,
    Water,
    OakBark,
    OakRings,
    OakLeaves,
    BirchBark,
    BirchRings,
    BirchLeaves,
    OakPlanks,
    BirchPlanks,
    TableTop,
    TableSide,
    TableFront,
    FurnaceFront,
    FurnaceSide,
    FurnaceTop,
    CoalOre,
    IronOre,
    DiamondOre,
}

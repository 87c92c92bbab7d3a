namespace Rl.Env.World.Blocks;

/// <summary>What a tool is made for.</summary>
public enum ToolKind : byte
{
    /// <summary>Not a tool, or no tool is better than the hand.</summary>
    None,

    /// <summary>Stone and ores.</summary>
    Pickaxe,

    /// <summary>Wood.</summary>
    Axe,

    /// <summary>Soil.</summary>
    Shovel,

    /// <summary>Foes, and a little faster on plants and webs.</summary>
    Sword,

    /// <summary>Foliage.</summary>
    Hoe,

    /// <summary>Wool and foliage.</summary>
    Shears,
}

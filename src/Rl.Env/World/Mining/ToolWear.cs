using Rl.Env.World.Blocks;

namespace Rl.Env.World.Mining;

/// <summary>How many uses a deed costs the held tool (Mh); nothing if what is held does not wear.</summary>
internal static class ToolWear
{
    /// <summary>Uses that breaking a block costs; what gives way at once costs none.</summary>
    public static int OfMining(BlockId block, ItemId held)
    {
        var tool = ItemTable.Of(held);
        if (tool.Uses == 0 || BlockTable.Of(block).Hardness <= 0)
        {
            return 0;
        }

        return tool.Tool == ToolKind.Sword ? 2 : 1;
    }

    /// <summary>Uses that a hit costs: swords are made for it.</summary>
    public static int OfHitting(ItemId held) => ItemTable.Of(held).Tool switch
    {
        ToolKind.Sword => 1,
        ToolKind.Pickaxe or ToolKind.Axe or ToolKind.Shovel or ToolKind.Hoe => 2,
        _ => 0,
    };
}

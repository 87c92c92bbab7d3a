using Rl.Env.World.Blocks;

namespace Rl.Env.World.Survival;

/// <summary>How hard and how often the held item hits; figures of Minecraft 1.16.5 from memory (Mh).</summary>
public static class AttackTable
{
    private const float TicksPerSecond = 20f;

    /// <summary>Damage of a charged hit, in half hearts.</summary>
    public static float Damage(ItemId held)
    {
        var item = ItemTable.Of(held);
        return item.Tool switch
        {
            ToolKind.Sword => ByTier(item.Tier, 4, 5, 6, 7),
            ToolKind.Axe => ByTier(item.Tier, 7, 9, 9, 9),
            ToolKind.Pickaxe => ByTier(item.Tier, 2, 3, 4, 5),
            ToolKind.Shovel => ByTier(item.Tier, 2.5f, 3.5f, 4.5f, 5.5f),
            _ => 1,
        };
    }

    /// <summary>Ticks after a hit until the next one is fully charged.</summary>
    public static float RechargeTicks(ItemId held) => TicksPerSecond / HitsPerSecond(ItemTable.Of(held));

    private static float HitsPerSecond(ItemProperties item) => item.Tool switch
    {
        ToolKind.Sword => 1.6f,
        ToolKind.Pickaxe => 1.2f,
        ToolKind.Shovel => 1f,
        ToolKind.Axe => item.Tier == ToolTier.Gold ? 1f : ByTier(item.Tier, 0.8f, 0.8f, 0.9f, 1f),
        ToolKind.Hoe => ByTier(item.Tier, 1, 2, 3, 4),
        _ => 4,
    };

    /// <summary>The figure of a tier; gold hits like wood.</summary>
    private static float ByTier(ToolTier tier, float wood, float stone, float iron, float diamond) => tier switch
    {
        ToolTier.Stone => stone,
        ToolTier.Iron => iron,
        ToolTier.Diamond => diamond,
        _ => wood,
    };
}

using Rl.Env.World;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.World;

/// <summary>
/// Checks tick by tick that no item comes from nowhere or goes nowhere: units in slots, hands, grids, furnaces, chests and on the ground change
/// only by what blocks and animals drop, what is placed, eaten, worn out, burnt up or lost in the open, and by recipes.
/// </summary>
internal sealed class ItemAudit
{
    private readonly VoxelWorld _world;
    private readonly int[] _units = new int[ItemTable.Count];
    private readonly int[] _before = new int[ItemTable.Count];
    private readonly int[] _account = new int[ItemTable.Count];
    private readonly int[] _accountBefore = new int[ItemTable.Count];
    private readonly int[] _spendable = new int[ItemTable.Count];

    public ItemAudit(VoxelWorld world)
    {
        _world = world;
        Count(_before);
        Account(_accountBefore);
    }

    /// <summary>Ticks in which recipes or furnaces turned items into others.</summary>
    public int Transformations { get; private set; }

    /// <summary>Notes what grids and furnaces may spend in the coming tick.</summary>
    public void BeforeTick()
    {
        Array.Clear(_spendable);
        _world.Windows.TallyInto(_spendable);
        _world.BlockEntities.TallyInto(_spendable);
    }

    /// <summary>Compares the tick's change with what is accounted for; gives the first item that does not agree, or null.</summary>
    public string? AfterTick()
    {
        Count(_units);
        Account(_account);
        string? fault = null;
        var transforms = false;
        for (var item = 1; item < _units.Length; item++)
        {
            var unexplained = _units[item] - _before[item] - (_account[item] - _accountBefore[item]);
            transforms |= unexplained != 0;

            // Buckets turn into one another, and what recipes and fires take was in a grid or a furnace. Nothing may grow.
            var isBucket = (ItemId)item is ItemId.Bucket or ItemId.WaterBucket or ItemId.LavaBucket;
            if (!isBucket && (unexplained > 0 || -unexplained > _spendable[item] + _world.Inventory.CountOf((ItemId)item)))
            {
                fault ??= $"{ItemTable.Of((ItemId)item).Name}: {_before[item]} became {_units[item]}, accounted for {_account[item] - _accountBefore[item]}";
            }
        }

        Transformations += transforms ? 1 : 0;
        _units.CopyTo(_before, 0);
        _account.CopyTo(_accountBefore, 0);
        return fault;
    }

    private void Count(Span<int> units)
    {
        units.Clear();
        for (var slot = 0; slot < Env.World.Items.Inventory.AllSlotCount; slot++)
        {
            units[(int)_world.Inventory[slot].Item] += _world.Inventory[slot].Count;
        }

        foreach (ref readonly var entity in _world.Entities.All)
        {
            units[(int)entity.Stack.Item] += entity.Stack.Count;
        }

        _world.Windows.TallyInto(units);
        _world.BlockEntities.TallyInto(units);
    }

    private void Account(Span<int> units)
    {
        var (statistics, entities) = (_world.Statistics, _world.Entities);
        for (var item = 0; item < units.Length; item++)
        {
            var isTool = ItemTable.Of((ItemId)item).Uses > 0;
            units[item] = _world.Spawner.Found[item] + statistics.Crafted[item]
                - (isTool ? statistics.Broken[item] : statistics.Used[item])
                - entities.Destroyed[item] - entities.Despawned[item] - entities.Overflowed[item];
        }
    }
}

using Rl.Env.World.Blocks;

namespace Rl.Env.World;

/// <summary>The items that the player obtained in one tick, a unit once, in the order in which he obtained the first of each.</summary>
internal sealed class GainLedger
{
    private readonly ItemGain[] _gains = new ItemGain[ItemTable.Count];
    private int _count;

    /// <summary>The tick's gains. Valid until the next tick.</summary>
    public ReadOnlyMemory<ItemGain> All => _gains.AsMemory(0, _count);

    /// <summary>Begins a tick.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds units of an item.</summary>
    public void Add(ItemId item, int units)
    {
        var name = ItemTable.Of(item).Name;
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_gains[i].Item, name))
            {
                _gains[i] = new ItemGain(name, _gains[i].Count + units);
                return;
            }
        }

        _gains[_count++] = new ItemGain(name, units);
    }
}

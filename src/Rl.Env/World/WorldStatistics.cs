using Rl.Env.World.Animals;
using Rl.Env.World.Blocks;

namespace Rl.Env.World;

/// <summary>
/// What the player did since the reset, counted as Minecraft 1.16.5 counts it (Mh). All spans are valid until the next call of the world.
/// </summary>
public sealed class WorldStatistics
{
    private readonly int[] _mined = new int[BlockTable.Count];
    private readonly int[] _crafted = new int[ItemTable.Count];
    private readonly int[] _used = new int[ItemTable.Count];
    private readonly int[] _pickedUp = new int[ItemTable.Count];
    private readonly int[] _dropped = new int[ItemTable.Count];
    private readonly int[] _broken = new int[ItemTable.Count];
    private readonly int[] _killed = new int[Enum.GetValues<AnimalKind>().Length];

    /// <summary>Blocks he broke, by <see cref="BlockId"/>; also where nothing dropped.</summary>
    public ReadOnlySpan<int> Mined => _mined;

    /// <summary>Units he took out of a grid's or a furnace's result, by <see cref="ItemId"/>: planks count four at a time.</summary>
    public ReadOnlySpan<int> Crafted => _crafted;

    /// <summary>Blocks he placed, food he ate and uses of tools, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Used => _used;

    /// <summary>Units he picked up, by <see cref="ItemId"/>, those he dropped before included.</summary>
    public ReadOnlySpan<int> PickedUp => _pickedUp;

    /// <summary>Units he threw, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Dropped => _dropped;

    /// <summary>Tools he wore out, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Broken => _broken;

    /// <summary>Animals he killed, by <see cref="AnimalKind"/>.</summary>
    public ReadOnlySpan<int> Killed => _killed;

    /// <summary>Half hearts that his hits took.</summary>
    public double DamageDealt { get; internal set; }

    /// <summary>Jumps off the ground.</summary>
    public int Jumps { get; internal set; }

    /// <summary>Blocks walked, without those sprinted and swum.</summary>
    public double Walked { get; internal set; }

    /// <summary>Blocks sprinted.</summary>
    public double Sprinted { get; internal set; }

    /// <summary>Blocks crouched.</summary>
    public double Crouched { get; internal set; }

    /// <summary>Blocks fallen, in falls that have ended.</summary>
    public double Fallen { get; internal set; }

    /// <summary>Ticks since the last death, or since the reset.</summary>
    public long TicksSinceDeath { get; internal set; }

    internal void CountMined(BlockId block) => _mined[(int)block]++;

    internal void CountCrafted(ItemId item, int units) => _crafted[(int)item] += units;

    internal void CountUsed(ItemId item) => _used[(int)item]++;

    internal void CountPickedUp(ItemId item, int units) => _pickedUp[(int)item] += units;

    internal void CountDropped(ItemId item, int units) => _dropped[(int)item] += units;

    internal void CountBroken(ItemId item) => _broken[(int)item]++;

    internal void CountKilled(AnimalKind kind) => _killed[(int)kind]++;

    internal void Clear()
    {
        foreach (var counts in (ReadOnlySpan<int[]>)[_mined, _crafted, _used, _pickedUp, _dropped, _broken, _killed])
        {
            Array.Clear(counts);
        }

        (DamageDealt, Jumps, Walked, Sprinted, Crouched, Fallen, TicksSinceDeath) = (0, 0, 0, 0, 0, 0, 0);
    }
}

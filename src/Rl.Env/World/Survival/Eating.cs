using Rl.Env.World.Blocks;

namespace Rl.Env.World.Survival;

/// <summary>
/// The state of held use with food in hand: a bite lasts 32 ticks, the one it begins in among them. Letting go or changing the item spits
/// it out.
/// </summary>
internal sealed class Eating(SurvivalConfig config)
{
    private ItemId _food;
    private int _ticksLeft;

    /// <summary>True while the player eats; he is slow then, and can neither mine nor hit.</summary>
    public bool IsEating => _food != ItemId.None;

    /// <summary>How much is eaten of the food in hand, from 0 to 1; 0 if none is.</summary>
    public float Progress => IsEating ? 1f - ((float)_ticksLeft / config.EatingTicks) : 0f;

    /// <summary>Stops eating.</summary>
    public void Reset()
    {
        _food = ItemId.None;
        _ticksLeft = 0;
    }

    /// <summary>Begins to eat what is in hand; false if it is no food or the player is full.</summary>
    /// <param name="inHand">The held item.</param>
    /// <param name="vitals">The player's stomach.</param>
    public bool Start(ItemId inHand, Vitals vitals)
    {
        if (!config.Eats || !vitals.IsHungry || !FoodTable.IsFood(inHand))
        {
            return false;
        }

        _food = inHand;
        _ticksLeft = config.EatingTicks;
        return true;
    }

    /// <summary>
    /// Eats for one tick, after <see cref="Start"/> if this is the first; gives the food eaten up, or <see cref="ItemId.None"/>.
    /// </summary>
    /// <param name="held">True if use is held.</param>
    /// <param name="inHand">The held item.</param>
    public ItemId Tick(bool held, ItemId inHand)
    {
        if (!IsEating)
        {
            return ItemId.None;
        }

        if (!held || inHand != _food)
        {
            Reset();
            return ItemId.None;
        }

        if (--_ticksLeft > 0)
        {
            return ItemId.None;
        }

        var eaten = _food;
        Reset();
        return eaten;
    }

    /// <summary>Adds all that decides the future to a hash; nothing while nobody eats.</summary>
    public ulong HashInto(ulong hash) => IsEating ? StateHasher.Mix(hash, ((ulong)_food << 32) | (uint)_ticksLeft) : hash;
}

using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Items;

/// <summary>
/// All items lying about, in order of appearance. There is room for as many as a frame draws; one more and the oldest goes. Stacks that the
/// player once owned and stacks that he did not never merge, so that a gain is counted once. No unit is lost uncounted: it is picked up,
/// destroyed, despawned or overflowed.
/// </summary>
internal sealed class ItemEntities(ItemEntityConfig config)
{
    private readonly ItemEntity[] _entities = new ItemEntity[Scene.MaxEntities];
    private readonly int[] _destroyed = new int[ItemTable.Count];
    private readonly int[] _despawned = new int[ItemTable.Count];
    private readonly int[] _overflowed = new int[ItemTable.Count];

    /// <summary>How many items lie about.</summary>
    public int Count { get; private set; }

    /// <summary>The items lying about.</summary>
    public ReadOnlySpan<ItemEntity> All => _entities.AsSpan(0, Count);

    /// <summary>Units that lava and cactuses destroyed, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Destroyed => _destroyed;

    /// <summary>Units that lay about for too long, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Despawned => _despawned;

    /// <summary>Units that had to go because there was no room for another item, by <see cref="ItemId"/>.</summary>
    public ReadOnlySpan<int> Overflowed => _overflowed;

    /// <summary>Removes every item and counts anew.</summary>
    public void Clear()
    {
        Count = 0;
        Array.Clear(_destroyed);
        Array.Clear(_despawned);
        Array.Clear(_overflowed);
    }

    /// <summary>Adds an item.</summary>
    public void Add(in ItemEntity entity)
    {
        if (Count == _entities.Length)
        {
            Lose(0, _overflowed);
        }

        _entities[Count++] = entity;
    }

    /// <summary>Moves, merges and ages every item by one tick, except those out of the volume's sight.</summary>
    public void Tick(VoxelVolume volume, double playerX, double playerZ)
    {
        const double reach = (VoxelVolume.Width / 2) - 24;
        for (var i = 0; i < Count; i++)
        {
            ref var entity = ref _entities[i];
            if (Math.Abs(entity.Body.X - playerX) > reach || Math.Abs(entity.Body.Z - playerZ) > reach)
            {
                continue;
            }

            entity.AgeTicks++;
            entity.PickupDelay = Math.Max(0, entity.PickupDelay - 1);
            if (entity.AgeTicks >= config.DespawnTicks)
            {
                Lose(i--, _despawned);
                continue;
            }

            MoveOne(volume, ref entity.Body);
            if (IsDestroyed(volume, in entity.Body))
            {
                Lose(i--, _destroyed);
                continue;
            }

            var isMoving = Math.Abs(entity.Body.VelocityX) + Math.Abs(entity.Body.VelocityZ) > 1e-3 || !entity.Body.OnGround;
            if (entity.AgeTicks % (isMoving ? config.MergeTicksMoving : config.MergeTicksResting) == 0 && MergeIntoOther(i))
            {
                i--;
            }
        }
    }

    /// <summary>The first item that a player standing at a place can pick up now, from <paramref name="start"/> on; −1 for none.</summary>
    public int FindInReach(Player player, PhysicsConfig body, int start)
    {
        var sideways = (body.PlayerWidth / 2) + config.PickupReach + (config.Size / 2);
        for (var i = start; i < Count; i++)
        {
            ref readonly var entity = ref _entities[i];
            if (entity.PickupDelay == 0
                && Math.Abs(entity.Body.X - player.X) < sideways
                && Math.Abs(entity.Body.Z - player.Z) < sideways
                && entity.Body.Y < player.Y + player.Height + config.PickupReachVertical
                && entity.Body.Y + config.Size > player.Y - config.PickupReachVertical)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Takes units off an item; it is gone when none are left.</summary>
    public void Take(int index, int units)
    {
        ref var entity = ref _entities[index];
        if (entity.Stack.Count == units)
        {
            RemoveAt(index);
            return;
        }

        entity.Stack = entity.Stack with { Count = entity.Stack.Count - units };
    }

    /// <summary>Adds every item to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (ref readonly var entity in All)
        {
            hash = StateHasher.Mix(hash, entity.Body.X);
            hash = StateHasher.Mix(hash, entity.Body.Y);
            hash = StateHasher.Mix(hash, entity.Body.Z);
            hash = StateHasher.Mix(hash, entity.Body.VelocityX);
            hash = StateHasher.Mix(hash, entity.Body.VelocityY);
            hash = StateHasher.Mix(hash, entity.Body.VelocityZ);
            hash = StateHasher.Mix(hash, StateHasher.Word(entity.Stack));
            hash = StateHasher.Mix(hash, ((ulong)(uint)entity.PickupDelay << 32) | (uint)entity.AgeTicks);
            hash = StateHasher.Mix(hash, entity.WasOwned ? 1UL : 0UL);
        }

        return hash;
    }

    private void MoveOne(VoxelVolume volume, ref Body body)
    {
        var inWater = BlockCollision.TouchesWater(volume, body.X, body.Y, body.Z, config.Size, config.Size);
        if (inWater)
        {
            body.VelocityX *= config.WaterDrag;
            body.VelocityY += body.VelocityY < config.BuoyantSpeed ? config.Buoyancy : 0;
            body.VelocityZ *= config.WaterDrag;
        }
        else
        {
            body.VelocityY -= config.Gravity;
        }

        var fallSpeed = -body.VelocityY;
        BlockCollision.Move(volume, ref body, config.Size, config.Size);
        var drag = body.OnGround ? config.Drag * config.Slipperiness : config.Drag;
        body.VelocityX *= drag;
        body.VelocityZ *= drag;
        body.VelocityY = body.OnGround && fallSpeed > config.RestSpeed ? fallSpeed * config.Bounce : body.VelocityY * config.Drag;
    }

    private bool IsDestroyed(VoxelVolume volume, in Body body) =>
        BlockCollision.TouchesLava(volume, body.X, body.Y, body.Z, config.Size, config.Size)
        || BlockCollision.TouchesCactus(volume, body.X, body.Y, body.Z, config.Size, config.Size);

    private bool MergeIntoOther(int index)
    {
        ref var entity = ref _entities[index];
        var size = ItemTable.Of(entity.Stack.Item).StackSize;
        var sideways = config.Size + config.MergeReach;
        for (var i = 0; i < Count; i++)
        {
            ref var other = ref _entities[i];
            if (i == index
                || other.Stack.Item != entity.Stack.Item
                || other.WasOwned != entity.WasOwned
                || other.Stack.Count + entity.Stack.Count > size
                || Math.Abs(other.Body.X - entity.Body.X) >= sideways
                || Math.Abs(other.Body.Z - entity.Body.Z) >= sideways
                || Math.Abs(other.Body.Y - entity.Body.Y) >= config.Size)
            {
                continue;
            }

            other.Stack = other.Stack with { Count = other.Stack.Count + entity.Stack.Count };
            other.PickupDelay = Math.Max(other.PickupDelay, entity.PickupDelay);
            other.AgeTicks = Math.Min(other.AgeTicks, entity.AgeTicks);
            RemoveAt(index);
            return true;
        }

        return false;
    }

    private void Lose(int index, int[] tally)
    {
        ref readonly var stack = ref _entities[index].Stack;
        tally[(int)stack.Item] += stack.Count;
        RemoveAt(index);
    }

    private void RemoveAt(int index)
    {
        _entities.AsSpan(index + 1, Count - index - 1).CopyTo(_entities.AsSpan(index));
        Count--;
    }
}

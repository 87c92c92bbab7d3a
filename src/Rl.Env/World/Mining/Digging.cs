using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Mining;

/// <summary>
/// The state of held attack. A press starts a block, and every tick that follows adds to its progress, summed in float32 as the original
/// does: a log gives way to the hand on the 61st tick. After a break held attack pauses, then starts the next block.
/// </summary>
internal sealed class Digging(MiningConfig config)
{
    private VoxelHit? _block;
    private ItemId _tool;
    private float _progress;
    private int _pause;
    private int _miss;
    private bool _heldBefore;

    /// <summary>The block in work; null for none.</summary>
    public VoxelHit? Block => _block;

    /// <summary>Progress of the block in work, from 0 to 1.</summary>
    public float Progress => _progress;

    /// <summary>Crack overlay of the block in work: 0 to 9, or −1 for none.</summary>
    public int CrackStage => _block is null ? -1 : Math.Clamp((int)(_progress * 10f) - 1, -1, 9);

    /// <summary>True if the arm began or went on with a stroke this tick.</summary>
    public bool Strikes { get; private set; }

    /// <summary>Lets go of everything.</summary>
    public void Reset()
    {
        Stop();
        _pause = 0;
        _miss = 0;
        _heldBefore = false;
        Strikes = false;
    }

    /// <summary>Works one tick; gives the block that broke, or null.</summary>
    /// <param name="held">True if attack is held.</param>
    /// <param name="target">What the crosshair points at.</param>
    /// <param name="tool">The held item.</param>
    /// <param name="hindrance">What slows the player down.</param>
    public VoxelHit? Tick(bool held, VoxelHit? target, ItemId tool, (bool EyeInWater, bool OnGround) hindrance)
    {
        var pressed = held && !_heldBefore;
        _heldBefore = held;
        Strikes = false;
        if (_miss > 0)
        {
            _miss--;
        }

        if (!held)
        {
            _miss = 0;
            Stop();
            return null;
        }

        if (pressed && _miss == 0)
        {
            Strikes = true;
            if (target is not { } first)
            {
                _miss = config.MissTicks;
            }
            else if (Start(first, tool, hindrance))
            {
                return first;
            }
        }

        if (_miss > 0 || target is not { } hit)
        {
            Stop();
            return null;
        }

        Strikes = true;
        if (_pause > 0)
        {
            _pause--;
            return null;
        }

        if (_block is not { } current || (current.X, current.Y, current.Z) != (hit.X, hit.Y, hit.Z) || _tool != tool)
        {
            return Start(hit, tool, hindrance) ? hit : null;
        }

        _progress += ProgressPerTick(hit, tool, hindrance);
        if (_progress < 1f)
        {
            return null;
        }

        Stop();
        _pause = config.PauseTicks;
        return hit;
    }

    /// <summary>Adds all that decides the future to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        if (_block is { } block)
        {
            hash = StateHasher.Mix(hash, ((ulong)(uint)block.X << 32) | (uint)block.Z);
            hash = StateHasher.Mix(hash, ((ulong)(uint)block.Y << 32) | (ulong)_tool);
        }

        hash = StateHasher.Mix(hash, _progress);
        return StateHasher.Mix(hash, ((ulong)(uint)_pause << 32) | ((uint)_miss << 1) | (_heldBefore ? 1u : 0u));
    }

    /// <summary>Starts a block; true if it gives way at once.</summary>
    private bool Start(VoxelHit hit, ItemId tool, (bool EyeInWater, bool OnGround) hindrance)
    {
        _progress = 0;
        if (ProgressPerTick(hit, tool, hindrance) >= 1f)
        {
            _block = null;
            return true;
        }

        _block = hit;
        _tool = tool;
        return false;
    }

    private void Stop()
    {
        _block = null;
        _progress = 0;
    }

    private static float ProgressPerTick(VoxelHit hit, ItemId tool, (bool EyeInWater, bool OnGround) hindrance) =>
        MiningSpeed.ProgressPerTick(
            BlockTable.Of(hit.Block), ItemTable.Of(tool), hindrance.EyeInWater, hindrance.OnGround);
}

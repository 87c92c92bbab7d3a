using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Survival;

/// <summary>
/// How well the hand has recovered from its newest stroke. A stroke at a foe or at air starts it anew, and so does another item in hand;
/// mining does not.
/// </summary>
internal sealed class AttackCharge
{
    /// <summary>Ticks after which every item is charged; no more are counted.</summary>
    private const int ChargedTicks = 25;

    /// <summary>The original looks half a tick ahead when it hits. Mh</summary>
    private const float LookAheadTicks = 0.5f;

    /// <summary>Least charge of a critical hit. Mh</summary>
    private const float CriticalCharge = 0.9f;

    /// <summary>What a critical hit multiplies damage by. Mh</summary>
    private const float CriticalFactor = 1.5f;

    /// <summary>Share of its damage that even an uncharged hit does. Mh</summary>
    private const float BaseShare = 0.2f;

    private int _ticks = ChargedTicks;
    private ItemId _held;

    /// <summary>Charge as the frame shows it, from 0 to 1.</summary>
    public float Charge => Math.Min(1f, _ticks / AttackTable.RechargeTicks(_held));

    /// <summary>Charges fully, with an empty hand.</summary>
    public void Reset()
    {
        _ticks = ChargedTicks;
        _held = ItemId.None;
    }

    /// <summary>Recovers for one tick; called once a tick before the hands act.</summary>
    public void Tick(ItemId held)
    {
        _ticks = held == _held ? Math.Min(ChargedTicks, _ticks + 1) : 0;
        _held = held;
    }

    /// <summary>Spends the charge on air.</summary>
    public void Miss() => _ticks = 0;

    /// <summary>Spends the charge on a hit.</summary>
    /// <param name="player">Who hits; a fall makes it critical, unless he sprints.</param>
    public Blow Strike(Player player)
    {
        var charge = Math.Min(1f, (_ticks + LookAheadTicks) / AttackTable.RechargeTicks(_held));
        var isCritical = charge > CriticalCharge && player.FallDistance > 0
            && !player.OnGround && !player.InWater && !player.IsClimbing && !player.IsSprinting;
        var damage = AttackTable.Damage(_held) * (BaseShare + ((1f - BaseShare) * charge * charge));
        _ticks = 0;
        return new Blow(isCritical ? damage * CriticalFactor : damage, isCritical);
    }

    /// <summary>Adds all that decides the future to a hash; nothing while fully charged.</summary>
    public ulong HashInto(ulong hash) => _ticks < ChargedTicks ? StateHasher.Mix(hash, ((ulong)_held << 32) | (uint)_ticks) : hash;
}

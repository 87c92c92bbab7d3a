using Rl.Env.World.Physics;

namespace Rl.Env.World.Survival;

/// <summary>The player's health, hunger and breath.</summary>
internal sealed class Vitals(SurvivalConfig config)
{
    private float _saturation;
    private float _exhaustion;
    private int _foodTimer;
    private int _immunity;
    private float _lastHurt;
    private int _air;

    /// <summary>Half hearts, 0 to 20; fractions come from fast healing.</summary>
    public float Health { get; private set; }

    /// <summary>Half drumsticks, 0 to 20.</summary>
    public int Food { get; private set; }

    /// <summary>Breath, 0 to 300.</summary>
    public int Air => Math.Max(0, _air);

    public bool IsDead => Health <= 0;

    public bool MaySprint => Food > config.SprintFood;

    /// <summary>A fresh life.</summary>
    public void Reset()
    {
        Health = config.MaximumHealth;
        Food = config.MaximumFood;
        _saturation = config.StartSaturation;
        _exhaustion = 0;
        _foodTimer = 0;
        _immunity = 0;
        _lastHurt = 0;
        _air = config.MaximumAir;
    }

    /// <summary>Lives through one tick, by what the player did in the one before.</summary>
    public void Tick(Player player)
    {
        _immunity = Math.Max(0, _immunity - 1);
        Exert(player);
        Breathe(player.EyeInWater);
        if (player.LandedFall > config.SafeFall)
        {
            Hurt((float)Math.Ceiling(player.LandedFall - config.SafeFall));
        }

        Digest();
    }

    /// <summary>Tires the player by a block broken.</summary>
    public void TireByMining() => _exhaustion += config.MiningExhaustion;

    /// <summary>Takes health, less what the hurt just before already took.</summary>
    public void Hurt(float damage)
    {
        var effective = _immunity > 0 ? damage - _lastHurt : damage;
        if (effective <= 0)
        {
            return;
        }

        _lastHurt = damage;
        _immunity = _immunity > 0 ? _immunity : config.ImmunityTicks;
        _exhaustion += config.HurtExhaustion;
        Health = Math.Max(0, Health - effective);
    }

    /// <summary>Adds all that decides the future to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = StateHasher.Mix(hash, Health);
        hash = StateHasher.Mix(hash, _saturation);
        hash = StateHasher.Mix(hash, _exhaustion);
        hash = StateHasher.Mix(hash, _lastHurt);
        hash = StateHasher.Mix(hash, ((ulong)(uint)Food << 32) | (uint)_foodTimer);
        return StateHasher.Mix(hash, ((ulong)(uint)_immunity << 32) | (uint)_air);
    }

    private void Exert(Player player)
    {
        if (player.InWater)
        {
            _exhaustion += config.SwimExhaustion * (float)player.Travelled;
        }
        else if (player.IsSprinting)
        {
            _exhaustion += config.SprintExhaustion * (float)player.Travelled;
        }

        if (player.Jumped)
        {
            _exhaustion += player.IsSprinting ? config.SprintJumpExhaustion : config.JumpExhaustion;
        }
    }

    private void Breathe(bool eyeInWater)
    {
        if (!eyeInWater)
        {
            _air = Math.Min(config.MaximumAir, Math.Max(0, _air) + config.AirRefill);
            return;
        }

        _air--;
        if (_air <= -config.DrowningTicks)
        {
            _air = 0;
            Hurt(config.DrowningDamage);
        }
    }

    private void Digest()
    {
        if (_exhaustion >= config.ExhaustionLimit)
        {
            _exhaustion -= config.ExhaustionLimit;
            if (_saturation > 0)
            {
                _saturation = Math.Max(0, _saturation - 1);
            }
            else
            {
                Food = Math.Max(0, Food - 1);
            }
        }

        var isHurt = Health < config.MaximumHealth && !IsDead;
        if (isHurt && Food == config.MaximumFood && _saturation > 0)
        {
            if (++_foodTimer >= config.FastTicks)
            {
                var spent = Math.Min(_saturation, config.FastSaturation);
                Heal(spent / config.FastSaturation, spent);
            }
        }
        else if (isHurt && Food >= config.SlowRegenerationFood)
        {
            if (++_foodTimer >= config.SlowTicks)
            {
                Heal(1, config.HealingExhaustion);
            }
        }
        else if (Food == 0)
        {
            if (++_foodTimer >= config.SlowTicks)
            {
                _foodTimer = 0;
                Hurt(1);
            }
        }
        else
        {
            _foodTimer = 0;
        }
    }

    private void Heal(float health, float exhaustion)
    {
        _foodTimer = 0;
        _exhaustion += exhaustion;
        Health = Math.Min(config.MaximumHealth, Health + health);
    }
}

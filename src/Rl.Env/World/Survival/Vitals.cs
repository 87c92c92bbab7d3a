using Rl.Env.Seeds;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Survival;

/// <summary>The player's health, hunger and breath.</summary>
internal sealed class Vitals(SurvivalConfig config)
{
    private float _exhaustion;
    private int _foodTimer;
    private int _immunity;
    private float _lastHurt;
    private int _air;
    private int _burningTicks;
    private int _hungerTicks;

    /// <summary>Half hearts, 0 to 20; fractions come from fast healing.</summary>
    public float Health { get; private set; }

    /// <summary>Half drumsticks, 0 to 20.</summary>
    public int Food { get; private set; }

    /// <summary>Half drumsticks that are spent before those of <see cref="Food"/>, 0 to <see cref="Food"/>.</summary>
    public float Saturation { get; private set; }

    /// <summary>Breath, 0 to 300.</summary>
    public int Air => Math.Max(0, _air);

    public bool IsDead => Health <= 0;

    /// <summary>What the player died of; <see cref="DamageCause.None"/> while he lives.</summary>
    public DamageCause DeathCause { get; private set; }

    /// <summary>Ticks left of the newest full hurt, <see cref="SurvivalConfig.ImmunityTicks"/> to 0.</summary>
    public int HurtTicks => _immunity;

    /// <summary>True while flames lick at the player.</summary>
    public bool IsBurning => _burningTicks > 0;

    /// <summary>True if food would fill anything.</summary>
    public bool IsHungry => Food < config.MaximumFood;

    public bool MaySprint => Food > config.SprintFood;

    /// <summary>A fresh life.</summary>
    public void Reset()
    {
        Health = config.MaximumHealth;
        Food = config.MaximumFood;
        Saturation = config.StartSaturation;
        _exhaustion = 0;
        _foodTimer = 0;
        _immunity = 0;
        _lastHurt = 0;
        _air = config.MaximumAir;
        _burningTicks = 0;
        _hungerTicks = 0;
        DeathCause = DamageCause.None;
    }

    /// <summary>Lives through one tick, by what the player did in the one before.</summary>
    public void Tick(Player player)
    {
        _immunity = Math.Max(0, _immunity - 1);
        Exert(player);
        Breathe(player.EyeInWater);
        Burn(player);
        if (player.IsSmothered)
        {
            Hurt(config.SuffocationDamage, DamageCause.Suffocation);
        }

        if (player.TouchesCactus)
        {
            Hurt(config.CactusDamage, DamageCause.Cactus);
        }

        if (player.LandedFall > config.SafeFall)
        {
            Hurt((float)Math.Ceiling(player.LandedFall - config.SafeFall), DamageCause.Fall);
        }

        if (_hungerTicks > 0)
        {
            _hungerTicks--;
            _exhaustion += config.HungerExhaustion;
        }

        Digest();
    }

    /// <summary>Tires the player by a block broken.</summary>
    public void TireByMining() => _exhaustion += config.MiningExhaustion;

    /// <summary>Tires the player by a hit.</summary>
    public void TireByHitting() => _exhaustion += config.HittingExhaustion;

    /// <summary>Fills the stomach.</summary>
    /// <param name="food">What was eaten.</param>
    /// <param name="random">The world's stream; drawn from only by food that may make hungry.</param>
    public void Eat(Food food, SeededRandom random)
    {
        Food = Math.Min(config.MaximumFood, Food + food.Points);
        Saturation = Math.Min(Food, Saturation + food.Saturation);
        if (food.HungerChance > 0 && random.NextSingle() < food.HungerChance)
        {
            _hungerTicks = config.HungerTicks;
        }
    }

    /// <summary>Takes health, less what the hurt just before already took.</summary>
    public void Hurt(float damage, DamageCause cause)
    {
        var effective = _immunity > 0 ? damage - _lastHurt : damage;
        if (effective <= 0 || IsDead)
        {
            return;
        }

        _lastHurt = damage;
        _immunity = _immunity > 0 ? _immunity : config.ImmunityTicks;
        _exhaustion += config.HurtExhaustion;
        Health = Math.Max(0, Health - effective);
        DeathCause = IsDead ? cause : DamageCause.None;
    }

    /// <summary>Adds all that decides the future to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = StateHasher.Mix(hash, Health);
        hash = StateHasher.Mix(hash, Saturation);
        hash = StateHasher.Mix(hash, _exhaustion);
        hash = StateHasher.Mix(hash, _lastHurt);
        hash = StateHasher.Mix(hash, ((ulong)(uint)Food << 32) | (uint)_foodTimer);
        if (_burningTicks > 0 || _hungerTicks > 0)
        {
            hash = StateHasher.Mix(hash, ((ulong)(uint)_burningTicks << 32) | (uint)_hungerTicks);
        }

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
            Hurt(config.DrowningDamage, DamageCause.Drowning);
        }
    }

    private void Burn(Player player)
    {
        if (player.InWater)
        {
            _burningTicks = 0;
        }

        if (_burningTicks > 0)
        {
            if (_burningTicks % config.BurningDamageTicks == 0 && !player.InLava)
            {
                Hurt(config.BurningDamage, DamageCause.Fire);
            }

            _burningTicks--;
        }

        if (player.InLava)
        {
            _burningTicks = config.BurningTicks;
            Hurt(config.LavaDamage, DamageCause.Lava);
        }
    }

    private void Digest()
    {
        if (_exhaustion >= config.ExhaustionLimit)
        {
            _exhaustion -= config.ExhaustionLimit;
            if (Saturation > 0)
            {
                Saturation = Math.Max(0, Saturation - 1);
            }
            else
            {
                Food = Math.Max(0, Food - 1);
            }
        }

        var isHurt = Health < config.MaximumHealth && !IsDead;
        if (isHurt && Food == config.MaximumFood && Saturation > 0)
        {
            if (++_foodTimer >= config.FastTicks)
            {
                var spent = Math.Min(Saturation, config.FastSaturation);
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
                Starve();
            }
        }
        else
        {
            _foodTimer = 0;
        }
    }

    private void Starve()
    {
        if (Health > config.StarvationFloor)
        {
            Hurt(config.StarvationDamage, DamageCause.Starvation);
        }
    }

    private void Heal(float health, float exhaustion)
    {
        _foodTimer = 0;
        _exhaustion += exhaustion;
        Health = Math.Min(config.MaximumHealth, Health + health);
    }
}

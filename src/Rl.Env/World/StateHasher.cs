using Rl.Env.World.Blocks;

namespace Rl.Env.World;

/// <summary>Folds a world's state into 64 bits, for tests that two runs agree to the bit.</summary>
internal static class StateHasher
{
    /// <summary>Where every hash starts.</summary>
    public const ulong Seed = 0x6D6561646F770001;

    /// <summary>Folds in a word.</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    /// <summary>Folds in a number, bit by bit.</summary>
    public static ulong Mix(ulong hash, double value) => Mix(hash, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>A stack as one word.</summary>
    public static ulong Word(ItemStack stack) => ((ulong)stack.Item << 48) | ((ulong)(uint)stack.Count << 32) | (uint)stack.Damage;
}

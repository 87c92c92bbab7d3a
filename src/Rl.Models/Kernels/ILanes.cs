namespace Rl.Models.Kernels;

/// <summary>A few neighbouring numbers that the processor treats as one: what the kernels are written in, for 16 and for 8.</summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf Broadcast(float number);

    static abstract TSelf Add(TSelf left, TSelf right);

    static abstract TSelf Subtract(TSelf left, TSelf right);

    static abstract TSelf Multiply(TSelf left, TSelf right);

    /// <summary>left · right + sum, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf sum);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary><paramref name="then"/> where left &gt; right, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    static abstract void Store(TSelf numbers, float* destination);

    static abstract float Sum(TSelf numbers);
}

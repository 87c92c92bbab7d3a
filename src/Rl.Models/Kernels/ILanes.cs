using System.Runtime.Intrinsics;

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

    /// <summary>left · right + sum, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf sum);

    /// <summary>At least <paramref name="floor"/>; what is not a number stays so.</summary>
    static abstract TSelf AtLeast(TSelf floor, TSelf numbers);

    /// <summary><paramref name="then"/> where left &gt; right, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    static abstract void Store(TSelf numbers, float* destination);

    /// <summary>Stores every other number of two neighbours, as many as one holds.</summary>
    static abstract void StoreEven(TSelf left, TSelf right, float* destination);

    static abstract float Sum(TSelf numbers);

    /// <summary>Four partial sums.</summary>
    static abstract Vector128<float> Fold(TSelf numbers);
}

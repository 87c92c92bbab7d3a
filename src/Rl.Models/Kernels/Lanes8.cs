using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rl.Models.Kernels;

/// <summary>8 numbers.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> numbers) : ILanes<Lanes8>
{
    private readonly Vector256<float> _numbers = numbers;

    public static int Count => 8;

    public static Lanes8 Zero => new(Vector256<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(float number) => new(Vector256.Create(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Add(Lanes8 left, Lanes8 right) => new(left._numbers + right._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Subtract(Lanes8 left, Lanes8 right) => new(left._numbers - right._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 sum)
    {
        return new(Vector256.FusedMultiplyAdd(left._numbers, right._numbers, sum._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 AtLeast(Lanes8 floor, Lanes8 numbers)
    {
        return new(Vector256.ConditionalSelect(Vector256.LessThan(numbers._numbers, floor._numbers), floor._numbers, numbers._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 WhereGreater(Lanes8 left, Lanes8 right, Lanes8 then, Lanes8 otherwise)
    {
        return new(Vector256.ConditionalSelect(Vector256.GreaterThan(left._numbers, right._numbers), then._numbers, otherwise._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 numbers, float* destination) => Vector256.Store(numbers._numbers, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes8 numbers) => Vector256.Sum(numbers._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Lanes8 numbers) => numbers._numbers.GetLower() + numbers._numbers.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreEven(Lanes8 left, Lanes8 right, float* destination)
    {
        // The shuffle works within halves: it leaves left, right, left, right by pairs.
        var pairs = Avx.Shuffle(left._numbers, right._numbers, 0b10_00_10_00).AsDouble();
        Avx2.Permute4x64(pairs, 0b11_01_10_00).AsSingle().Store(destination);
    }
}

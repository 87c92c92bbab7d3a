using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rl.Models.Kernels;

/// <summary>16 numbers.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> numbers) : ILanes<Lanes16>
{
    private readonly Vector512<float> _numbers = numbers;

    public static int Count => 16;

    public static Lanes16 Zero => new(Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(float number) => new(Vector512.Create(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Add(Lanes16 left, Lanes16 right) => new(left._numbers + right._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Subtract(Lanes16 left, Lanes16 right) => new(left._numbers - right._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 sum)
    {
        return new(Vector512.FusedMultiplyAdd(left._numbers, right._numbers, sum._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 AtLeast(Lanes16 floor, Lanes16 numbers)
    {
        return new(Vector512.ConditionalSelect(Vector512.LessThan(numbers._numbers, floor._numbers), floor._numbers, numbers._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 WhereGreater(Lanes16 left, Lanes16 right, Lanes16 then, Lanes16 otherwise)
    {
        return new(Vector512.ConditionalSelect(Vector512.GreaterThan(left._numbers, right._numbers), then._numbers, otherwise._numbers));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 numbers, float* destination) => Vector512.Store(numbers._numbers, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes16 numbers) => Vector512.Sum(numbers._numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Lanes16 numbers) => Lanes8.Fold(new(numbers._numbers.GetLower() + numbers._numbers.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreEven(Lanes16 left, Lanes16 right, float* destination)
    {
        Avx512F.PermuteVar16x32x2(left._numbers, Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), right._numbers)
            .Store(destination);
    }
}

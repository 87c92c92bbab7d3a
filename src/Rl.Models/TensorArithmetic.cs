using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Arithmetic of tensors with plain numbers. Results belong to the dispose scope around the call.</summary>
/// <remarks>
/// torch takes a number as a native object, which TorchSharp's operators convert in passing. Nothing holds that object while torch reads it: if the
/// collector runs on another thread in between, its finaliser frees it, and the call fails or reads rubbish. Seen once in some hundred thousand calls on a
/// busy machine (docs/decisions/0023-numbers.md). Here it is held, and freed at once.
/// </remarks>
public static class TensorArithmetic
{
    /// <summary>A number as torch takes it. The caller holds it as long as torch reads it, and disposes it.</summary>
    public static Scalar Number(double number)
    {
#pragma warning disable RS0030 // The one place that makes what the others hold.
        return number;
#pragma warning restore RS0030
    }

    /// <summary>tensor · number.</summary>
    public static Tensor Times(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.mul(held);
    }

    /// <summary>tensor / number.</summary>
    public static Tensor DividedBy(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.div(held);
    }

    /// <summary>tensor + number.</summary>
    public static Tensor Plus(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.add(held);
    }

    /// <summary>Multiplies a tensor by a number, in place.</summary>
    public static Tensor MultiplyBy(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.mul_(held);
    }

    /// <summary>Divides a tensor by a number, in place.</summary>
    public static Tensor DivideBy(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.div_(held);
    }

    /// <summary>Adds a number to a tensor, in place.</summary>
    public static Tensor Increase(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.add_(held);
    }

    /// <summary>Every element, but at least <paramref name="least"/> and at most <paramref name="most"/>.</summary>
    public static Tensor Within(this Tensor tensor, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var low = Number(least);
        using var high = Number(most);
        return tensor.clamp(low, high);
    }

    /// <summary>Every element, but at least <paramref name="least"/>.</summary>
    public static Tensor AtLeast(this Tensor tensor, double least)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var low = Number(least);
        return tensor.clamp_min(low);
    }

    /// <summary>True where an element is greater than a number.</summary>
    public static Tensor IsAbove(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.gt(held);
    }

    /// <summary>Sets every element to a number, in place.</summary>
    public static Tensor FillWith(this Tensor tensor, double number)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var held = Number(number);
        return tensor.fill_(held);
    }
}

using Rl.Models.Native;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Turns a wish for a precision into what a network of a given shape computes in on this machine.</summary>
public static class Precision
{
    /// <summary>With fewer, torch's pools and norms lose in bfloat16 what its convolutions gain (docs/benchmarks/model.md).</summary>
    private const int FewestChannels = 32;

    /// <summary>The type for a policy on a device.</summary>
    public static ScalarType Of(ComputePrecision wish, PolicyConfig config, string device = ModelDevice.Cpu) => Choose(wish, config.TrunkShape, device).Type;

    /// <summary>The type for an inverse dynamics model on a device.</summary>
    public static ScalarType Of(ComputePrecision wish, InverseDynamicsConfig config, string device = ModelDevice.Cpu) =>
        Choose(wish, config.TrunkShape, device).Type;

    /// <summary>The choice for a policy in words, with its reason, as for a log.</summary>
    public static string Describe(ComputePrecision wish, PolicyConfig config, string device = ModelDevice.Cpu) =>
        Choose(wish, config.TrunkShape, device).Words;

    /// <summary>The choice for an inverse dynamics model in words.</summary>
    public static string Describe(ComputePrecision wish, InverseDynamicsConfig config, string device = ModelDevice.Cpu) =>
        Choose(wish, config.TrunkShape, device).Words;

    internal static (ScalarType Type, string Words) Choose(ComputePrecision wish, TrunkShape shape, string device)
    {
        return device == ModelDevice.Cpu || wish != ComputePrecision.Auto
            ? ChooseOnProcessor(wish, shape, device != ModelDevice.Cpu || ProcessorFeatures.HasBfloat16)
            : (ScalarType.BFloat16, $"bfloat16, with float32 weights, on {device}");
    }

    internal static (ScalarType Type, string Words) ChooseOnProcessor(ComputePrecision wish, TrunkShape shape, bool hasBfloat16)
    {
        return wish switch
        {
            ComputePrecision.Fp32 => (ScalarType.Float32, "float32, as set"),
            ComputePrecision.Bf16 => (
                ScalarType.BFloat16,
                hasBfloat16 ? "bfloat16, as set" : "bfloat16, as set; this processor has no instructions for it, and float32 would be many times quicker"),
            _ when !hasBfloat16 => (ScalarType.Float32, "float32: this processor has no instructions for bfloat16"),
            _ when shape.Channels.Min() < FewestChannels => (ScalarType.Float32, "float32: quicker than bfloat16 for so few channels"),
            _ => (ScalarType.BFloat16, "bfloat16, with float32 weights: this processor has instructions for it"),
        };
    }
}

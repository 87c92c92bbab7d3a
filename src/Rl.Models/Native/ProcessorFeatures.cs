using System.Runtime.Intrinsics.X86;

namespace Rl.Models.Native;

/// <summary>What the processor can do that .NET does not tell.</summary>
internal static class ProcessorFeatures
{
    private const int ExtendedFeatures = 7;
    private const int Avx512Bfloat16 = 1 << 5;
    private const int AmxBfloat16 = 1 << 22;

    /// <summary>Whether there are instructions for bfloat16: avx512_bf16 or amx_bf16.</summary>
    public static bool HasBfloat16 { get; } = Find();

    private static bool Find()
    {
        // Without AVX-512 the system does not keep the registers that either needs.
        if (!X86Base.IsSupported || !Avx512F.IsSupported || X86Base.CpuId(0, 0).Eax < ExtendedFeatures)
        {
            return false;
        }

        var (subleaves, _, _, features) = X86Base.CpuId(ExtendedFeatures, 0);

        return (features & AmxBfloat16) != 0 || (subleaves >= 1 && (X86Base.CpuId(ExtendedFeatures, 1).Eax & Avx512Bfloat16) != 0);
    }
}

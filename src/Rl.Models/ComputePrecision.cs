namespace Rl.Models;

/// <summary>What convolutions and linear layers are to compute in. Weights, norms, attention and optimiser stay float32.</summary>
public enum ComputePrecision
{
    /// <summary>bfloat16 where that is quicker: on a GPU, and for 1x and wider on a processor that has instructions for it. Else float32.</summary>
    Auto,

    /// <summary>float32.</summary>
    Fp32,

    /// <summary>bfloat16. Without instructions for it a processor is many times slower than in float32.</summary>
    Bf16,
}

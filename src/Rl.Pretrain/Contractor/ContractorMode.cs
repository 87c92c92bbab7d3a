namespace Rl.Pretrain.Contractor;

/// <summary>How lines of a recording become actions.</summary>
public enum ContractorMode
{
    /// <summary>Faults of the reference's loader are mended: docs/parity.md, rows 40 to 49.</summary>
    Corrected,

    /// <summary>As the reference's loader for cloning does it, faults and all; where that would crash, a clear error.</summary>
    Reference,
}

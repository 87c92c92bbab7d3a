namespace Rl.Pretrain.Contractor;

/// <summary>Settings for reading contractors' recordings.</summary>
public sealed record ContractorOptions
{
    /// <summary>How lines become actions.</summary>
    public ContractorMode Mode { get; init; }

    /// <summary>
    /// Version of the recorder, such as 6.7; null takes it from the folders of a segment's path, as the published recordings are laid out
    /// (6.7/name-session-date-time). Only <see cref="ContractorMode.Corrected"/> asks for it.
    /// </summary>
    public string? RecorderVersion { get; init; }
}

namespace Rl.Experiments.Reports;

/// <summary>What a verdict comes to.</summary>
public enum VerdictKind
{
    /// <summary>Nothing could be told apart.</summary>
    Open,

    /// <summary>Better, beyond chance.</summary>
    Better,

    /// <summary>Worse, beyond chance; or something went wrong.</summary>
    Worse,
}

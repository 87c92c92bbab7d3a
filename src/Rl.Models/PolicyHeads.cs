namespace Rl.Models;

/// <summary>The outputs that a forward pass is asked for.</summary>
[Flags]
public enum PolicyHeads
{
    /// <summary>Only the memory after the chunk.</summary>
    None = 0,

    /// <summary>Log-probabilities of buttons and camera.</summary>
    Actions = 1,

    /// <summary>The regular value head.</summary>
    Value = 2,

    /// <summary>The auxiliary value head, where the policy has one.</summary>
    AuxiliaryValue = 4,

    /// <summary>Everything.</summary>
    All = Actions | Value | AuxiliaryValue,
}

namespace Rl.Pretrain.Contractor;

/// <summary>Keys that contractors could press and no policy can: VPT's action space has no place for them.</summary>
[Flags]
public enum UnplayableKeys
{
    /// <summary>None is held.</summary>
    None = 0,

    /// <summary>Closes a window, or opens the menu.</summary>
    Escape = 1 << 0,

    /// <summary>Swaps the items in both hands.</summary>
    SwapHands = 1 << 1,

    /// <summary>Middle mouse button: take the block looked at into the hand.</summary>
    PickItem = 1 << 2,
}

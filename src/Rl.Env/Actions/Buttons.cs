namespace Rl.Env.Actions;

/// <summary>The 20 buttons a policy can hold, bit by bit in the order of VPT's factored action space.</summary>
[Flags]
public enum Buttons
{
    /// <summary>Nothing is held.</summary>
    None = 0,

    /// <summary>Left mouse button: mine, hit.</summary>
    Attack = 1 << 0,

    /// <summary>Walk backwards.</summary>
    Back = 1 << 1,

    /// <summary>Walk forwards.</summary>
    Forward = 1 << 2,

    /// <summary>Jump, or rise in water.</summary>
    Jump = 1 << 3,

    /// <summary>Step to the left.</summary>
    Left = 1 << 4,

    /// <summary>Step to the right.</summary>
    Right = 1 << 5,

    /// <summary>Sneak; in a GUI, the shift key of a quick move.</summary>
    Sneak = 1 << 6,

    /// <summary>Sprint.</summary>
    Sprint = 1 << 7,

    /// <summary>Right mouse button: place, open, eat.</summary>
    Use = 1 << 8,

    /// <summary>Throw one item of the selected stack.</summary>
    Drop = 1 << 9,

    /// <summary>Open or close the inventory.</summary>
    Inventory = 1 << 10,

    /// <summary>Select hotbar slot 1; slots 2 to 9 are the eight bits above.</summary>
    Hotbar1 = 1 << 11,

    /// <summary>Select hotbar slot 2.</summary>
    Hotbar2 = 1 << 12,

    /// <summary>Select hotbar slot 3.</summary>
    Hotbar3 = 1 << 13,

    /// <summary>Select hotbar slot 4.</summary>
    Hotbar4 = 1 << 14,

    /// <summary>Select hotbar slot 5.</summary>
    Hotbar5 = 1 << 15,

    /// <summary>Select hotbar slot 6.</summary>
    Hotbar6 = 1 << 16,

    /// <summary>Select hotbar slot 7.</summary>
    Hotbar7 = 1 << 17,

    /// <summary>Select hotbar slot 8.</summary>
    Hotbar8 = 1 << 18,

    /// <summary>Select hotbar slot 9.</summary>
    Hotbar9 = 1 << 19,
}

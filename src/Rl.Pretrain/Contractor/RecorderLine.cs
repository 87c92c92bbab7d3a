namespace Rl.Pretrain.Contractor;

/// <summary>What stands in one line of a recording, as far as actions need it. What is absent or null is null.</summary>
internal readonly record struct RecorderLine
{
    /// <summary>Keys of the keyboard that are held, those without meaning left out.</summary>
    public RecorderPress? Keyboard { get; init; }

    /// <summary>True unless the mouse is absent or null.</summary>
    public bool HasMouse { get; init; }

    /// <summary>Mouse buttons that are held.</summary>
    public RecorderPress? MouseButtons { get; init; }

    /// <summary>Mouse buttons that went down in this tick.</summary>
    public RecorderPress? NewMouseButtons { get; init; }

    /// <summary>Motion to the right.</summary>
    public MouseMotion? Right { get; init; }

    /// <summary>Motion downwards.</summary>
    public MouseMotion? Down { get; init; }

    /// <summary>The cursor's column in the recorder's window.</summary>
    public double? CursorX { get; init; }

    /// <summary>The cursor's row in the recorder's window.</summary>
    public double? CursorY { get; init; }

    /// <summary>The hotbar's slot after the tick, 0 to 8.</summary>
    public int? Hotbar { get; init; }

    /// <summary>True while a window is open.</summary>
    public bool? IsGuiOpen { get; init; }
}

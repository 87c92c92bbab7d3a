using Rl.Env.Actions;

namespace Rl.Pretrain.Contractor;

/// <summary>
/// Makes steps of lines as the paper describes it, with the faults of the reference's loader mended. One instance reads one recording.
/// </summary>
/// <param name="windowMotion">What the mouse's motion is multiplied by while a window is open: <see cref="RecorderScale.WindowMotion"/>.</param>
internal sealed class CorrectedReading(double windowMotion)
{
    private readonly StuckAttack _attack = new();
    private int? _hotbar;
    private bool _isGuiOpen;
    private (double X, double Y)? _cursor;

    /// <summary>Makes the next line's step. A mouse or keyboard that is missing rests; a hotbar, window or cursor that is missing stays as it was.</summary>
    public ContractorStep Read(int index, RecorderLine line)
    {
        _attack.Note(isFirst: index == 0, line.NewMouseButtons ?? default);
        _isGuiOpen = line.IsGuiOpen ?? _isGuiOpen;
        _cursor = line is { CursorX: { } x, CursorY: { } y } ? (x, y) : _cursor;
        var (keyboard, mouse) = (line.Keyboard ?? default, line.MouseButtons ?? default);
        var buttons = keyboard.Buttons | (_attack.IsStuck ? mouse.Buttons & ~Buttons.Attack : mouse.Buttons);
        var unplayable = keyboard.Unplayable | mouse.Unplayable;
        if (_isGuiOpen && (unplayable & UnplayableKeys.Escape) != 0)
        {
            // PARITY 41: both keys close a window, and the policy has only this one.
            buttons |= Buttons.Inventory;
            unplayable &= ~UnplayableKeys.Escape;
        }

        var scale = _isGuiOpen ? windowMotion : 1;
        var step = new ContractorStep
        {
            Index = index,
            Buttons = buttons | TurnOfWheel(line.Hotbar),
            Unplayable = unplayable,
            PitchDegrees = ((line.Down?.Degrees ?? 0) * scale) + 0.0,
            YawDegrees = ((line.Right?.Degrees ?? 0) * scale) + 0.0,
            IsGuiOpen = _isGuiOpen,
            Cursor = _cursor,
        };

        // PARITY 43, 45: after the hotbar, and in the policy's space.
        var isNull = step.Joint == JointAction.Idle;
        return step with { IsNull = isNull, IsEmitted = !isNull };
    }

    // PARITY 44: before the first line nobody knows the slot, so that it is no press.
    private Buttons TurnOfWheel(int? hotbar)
    {
        var turned = hotbar is { } slot && _hotbar is { } before && slot != before ? RecorderKeys.Hotbar(slot) : Buttons.None;
        _hotbar = hotbar ?? _hotbar;
        return turned;
    }
}

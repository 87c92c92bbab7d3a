using System.Globalization;
using Rl.Env.Actions;

namespace Rl.Pretrain.Contractor;

/// <summary>Makes steps of lines as the reference's loader for cloning does. One instance reads one recording.</summary>
internal sealed class ReferenceReading
{
    private readonly StuckAttack _attack = new();
    private int _hotbar;

    /// <summary>Makes the next line's step.</summary>
    /// <exception cref="FormatException">A field is missing without which the reference crashes.</exception>
    public ContractorStep Read(int index, RecorderLine line)
    {
        var mouse = line.HasMouse ? Needed(line.MouseButtons, "mouse.buttons") : throw Missing("mouse");
        var keyboard = Needed(line.Keyboard, "keyboard.keys");
        var (down, right) = (Needed(line.Down, "mouse.dy"), Needed(line.Right, "mouse.dx"));
        if (index == 0 || _attack.IsStuck)
        {
            _attack.Note(isFirst: index == 0, Needed(line.NewMouseButtons, "mouse.newButtons"));
        }

        var own = keyboard.Buttons | mouse.Buttons;
        var unplayable = keyboard.Unplayable | mouse.Unplayable;
        var rests = down.Pixels == 0 && right.Pixels == 0;
        var buttons = _attack.IsStuck ? keyboard.Buttons | (mouse.Buttons & ~Buttons.Attack) : own;
        var isEmitted = !(rests && buttons == Buttons.None && unplayable == UnplayableKeys.None);
        var hotbar = Needed(line.Hotbar, "hotbar");
        buttons |= hotbar == _hotbar ? Buttons.None : RecorderKeys.Hotbar(hotbar);
        _hotbar = hotbar;
        var isGuiOpen = isEmitted ? Needed(line.IsGuiOpen, "isGuiOpen") : line.IsGuiOpen ?? false;
        return new ContractorStep
        {
            Index = index,
            Buttons = isEmitted ? buttons : own,
            Unplayable = unplayable,
            PitchDegrees = WholeDegrees(down),
            YawDegrees = WholeDegrees(right),
            IsNull = rests && own == Buttons.None && unplayable == UnplayableKeys.None,
            IsEmitted = isEmitted,
            IsGuiOpen = isGuiOpen,
            Cursor = isGuiOpen && isEmitted ? CursorOf(line) : null,
        };
    }

    // PARITY 40: the reference puts degrees into an array of whole numbers, which cuts them off.
    private static double WholeDegrees(MouseMotion motion)
    {
        var degrees = Math.Truncate(motion.Pixels * RecorderScale.DegreesPerPixel) + 0.0;
        return Math.Abs(degrees) < long.MaxValue ? degrees : throw new FormatException("the mouse moved farther than the reference's 64 bits count");
    }

    private static (double X, double Y) CursorOf(RecorderLine line)
    {
        var (x, y) = (Needed(line.CursorX, "mouse.x"), Needed(line.CursorY, "mouse.y"));

        // PARITY 48: the reference fails there; a place that is cut off to 0 still counts as inside.
        return x > -2 && y > -2 ? (x, y) : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the cursor lies outside of the window, at {x}, {y}"));
    }

    private static T Needed<T>(T? value, string field)
        where T : struct => value ?? throw Missing(field);

    private static FormatException Missing(string field) => new($"'{field}' is missing or null, which the reference cannot read; --mode corrected can");
}

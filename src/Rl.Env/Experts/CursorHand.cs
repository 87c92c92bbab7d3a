using Rl.Env.Actions;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>
/// The hand on the mouse while a window is open: moves the cursor to a slot by the camera's bins, rests, presses, lets go. Now and then it
/// shoots past its slot and comes back. What a click did, the caller sees for himself.
/// </summary>
internal sealed class CursorHand(Self self)
{
    /// <summary>Pixels of a 640 × 360 frame that the cursor moves by for a degree of camera motion.</summary>
    private const double PixelsPerDegree = 20.0 / 3.0;

    private const double OnPointPixels = 2.5;
    private const int DoubleClickTicks = 6;
    private const int AfterTicks = 1;

    private (double X, double Y) _point;
    private (double X, double Y)? _past;
    private Buttons _button;
    private Stage _stage;
    private int _wait;
    private int _slot;
    private int _slotBefore = -2;
    private long _pressTick = -DoubleClickTicks;

    private enum Stage
    {
        Idle,
        Moving,
        Resting,
        Pressed,
        After,
    }

    /// <summary>True if no click is under way.</summary>
    public bool IsIdle => _stage == Stage.Idle;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        Stop();
        (_slotBefore, _pressTick) = (-2, -DoubleClickTicks);
    }

    /// <summary>Lets go of the click under way.</summary>
    public void Stop() => _stage = Stage.Idle;

    /// <summary>Clicks a slot, with the left button by default.</summary>
    /// <param name="slot">The open window's slot.</param>
    /// <param name="right">True for the right button.</param>
    /// <param name="quickly">True to hold the shift key, for a quick move.</param>
    public void Click(int slot, bool right = false, bool quickly = false)
    {
        const int inside = 4;
        var (x, y) = WindowLayout.IconAt(self.Window.Kind, slot);
        const double middle = WindowLayout.IconSize / 2.0;
        var point = (x + middle + self.Random.Next(-inside, inside + 1), y + middle + self.Random.Next(-inside, inside + 1));
        Begin(point, slot, (right ? Buttons.Use : Buttons.Attack) | (quickly ? Buttons.Sneak : Buttons.None));
    }

    /// <summary>Clicks beside the window, which throws what hangs on the cursor.</summary>
    public void ClickOutside() =>
        Begin((WindowLayout.Left - 30 - self.Random.Next(60), 130 + self.Random.Next(100)), slot: -1, Buttons.Attack);

    /// <summary>Moves the cursor near a slot without clicking.</summary>
    public void Hover(int slot)
    {
        var (x, y) = WindowLayout.IconAt(self.Window.Kind, slot);
        Begin((x + 8, y + 8), slot, Buttons.None);
    }

    /// <summary>Goes on for a tick.</summary>
    public void Act()
    {
        switch (_stage)
        {
            case Stage.Moving:
                Move();
                break;
            case Stage.Resting:
                if (--_wait < 0 && (_slot != _slotBefore || self.Tick - _pressTick >= DoubleClickTicks))
                {
                    self.Controls.Hold(_button);
                    (_stage, _slotBefore, _pressTick) = (Stage.Pressed, _slot, self.Tick);
                }

                break;
            case Stage.Pressed:
                (_stage, _wait) = (Stage.After, AfterTicks);
                break;
            case Stage.After:
                _stage = --_wait < 0 ? Stage.Idle : Stage.After;
                break;
        }
    }

    private void Begin((double X, double Y) point, int slot, Buttons button)
    {
        (_point, _slot, _button, _past) = (point, slot, button, null);
        (_stage, _wait) = (Stage.Moving, self.UpTo(self.Persona.Dwell));
        var (dx, dy) = (point.X - self.Window.CursorX, point.Y - self.Window.CursorY);
        if (Math.Abs(dx) + Math.Abs(dy) > 40 && self.Random.NextDouble() < self.Persona.Overshoots)
        {
            var share = 1.1 + (self.Random.NextDouble() * 0.25);
            _past = (Math.Clamp(self.Window.CursorX + (dx * share), 2, WindowLayout.FrameWidth - 2),
                Math.Clamp(self.Window.CursorY + (dy * share), 2, WindowLayout.FrameHeight - 2));
        }
    }

    private void Move()
    {
        var goal = _past ?? _point;
        var (dx, dy) = (goal.X - self.Window.CursorX, goal.Y - self.Window.CursorY);
        var near = _past is null ? OnPointPixels : 4 * OnPointPixels;
        if (Math.Abs(dx) > near || Math.Abs(dy) > near)
        {
            self.Controls.Slide(dy / PixelsPerDegree, dx / PixelsPerDegree, self.Persona.CursorBin);
        }
        else if (_past is not null)
        {
            _past = null;
        }
        else
        {
            _stage = Stage.Resting;
        }
    }
}

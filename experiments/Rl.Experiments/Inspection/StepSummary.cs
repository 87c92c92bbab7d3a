using System.Globalization;
using Rl.Env.Actions;
using Rl.Pretrain.Contractor;

namespace Rl.Experiments.Inspection;

/// <summary>What a recording's steps add up to.</summary>
public sealed class StepSummary
{
    private const double TicksPerSecond = 20;

    private readonly SortedDictionary<string, (int Ticks, int Presses)> _keys = new(StringComparer.Ordinal);
    private Buttons _buttons;
    private UnplayableKeys _unplayable;
    private int _lines;
    private int _nulls;
    private int _emitted;
    private int _windows;
    private (double Low, double High) _pitch;
    private (double Low, double High) _yaw;

    /// <summary>Counts the next step.</summary>
    public void Add(in ContractorStep step)
    {
        _lines++;
        _nulls += step.IsNull ? 1 : 0;
        _emitted += step.IsEmitted ? 1 : 0;
        _windows += step.IsGuiOpen ? 1 : 0;
        _pitch = (Math.Min(_pitch.Low, step.PitchDegrees), Math.Max(_pitch.High, step.PitchDegrees));
        _yaw = (Math.Min(_yaw.Low, step.YawDegrees), Math.Max(_yaw.High, step.YawDegrees));
        foreach (var name in RecorderKeys.NamesOf(step.Buttons, step.Unplayable))
        {
            var (ticks, presses) = _keys.GetValueOrDefault(name);
            _keys[name] = (ticks + 1, presses);
        }

        foreach (var name in RecorderKeys.NamesOf(step.Buttons & ~_buttons, step.Unplayable & ~_unplayable))
        {
            var (ticks, presses) = _keys[name];
            _keys[name] = (ticks, presses + 1);
        }

        (_buttons, _unplayable) = (step.Buttons, step.Unplayable);
    }

    /// <summary>Prints the counts.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{_lines} lines ({_lines / TicksPerSecond:0.0} s), {_nulls} null, {_emitted} for cloning, {_windows} with a window open"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"camera: pitch {_pitch.Low:0.###} to {_pitch.High:0.###}, yaw {_yaw.Low:0.###} to {_yaw.High:0.###} degrees a tick"));
        output.WriteLine($"{"key",-12} {"presses",8} {"ticks",8}");
        foreach (var (name, (ticks, presses)) in _keys)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {presses,8} {ticks,8}"));
        }
    }
}

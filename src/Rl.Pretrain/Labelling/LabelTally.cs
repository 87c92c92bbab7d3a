using System.Numerics;
using Rl.Env.Actions;

namespace Rl.Pretrain.Labelling;

/// <summary>Counts how labels compare with what the player did, frame by frame.</summary>
public sealed class LabelTally
{
    private readonly long[] _pressed = new long[FactoredAction.ButtonCount];
    private readonly long[] _told = new long[FactoredAction.ButtonCount];
    private readonly long[] _right = new long[FactoredAction.ButtonCount];
    private readonly long[][,] _bins = [new long[FactoredAction.CameraBins, FactoredAction.CameraBins], new long[FactoredAction.CameraBins, FactoredAction.CameraBins]];
    private long _frames;
    private long _wrongKeys;

    /// <summary>Counts a frame.</summary>
    /// <param name="truth">What the player did.</param>
    /// <param name="label">What was told.</param>
    public void Add(FactoredAction truth, FactoredAction label)
    {
        _frames++;
        _wrongKeys += BitOperations.PopCount((uint)(truth.Buttons ^ label.Buttons));
        for (var button = 0; button < FactoredAction.ButtonCount; button++)
        {
            var (was, told) = (((int)truth.Buttons >> button) & 1, ((int)label.Buttons >> button) & 1);
            _pressed[button] += was;
            _told[button] += told;
            _right[button] += was & told;
        }

        _bins[0][truth.PitchBin, label.PitchBin]++;
        _bins[1][truth.YawBin, label.YawBin]++;
    }

    /// <summary>The figures over all frames so far.</summary>
    public LabelMetrics ToMetrics()
    {
        var keys = Enumerable.Range(0, FactoredAction.ButtonCount).Select(button => new KeyMetrics(
            ((Buttons)(1 << button)).ToString(), _pressed[button], _told[button], _right[button], F1(_right[button], _pressed[button], _told[button])));
        var (pitch, yaw) = (SquaredErrors(_bins[0]), SquaredErrors(_bins[1]));
        return new LabelMetrics
        {
            Frames = _frames,
            KeyAccuracy = _frames == 0 ? null : 1 - ((double)_wrongKeys / (_frames * FactoredAction.ButtonCount)),
            MicroF1 = F1(_right.Sum(), _pressed.Sum(), _told.Sum()),
            Keys = [.. keys],
            MouseR2 = R2(pitch.Errors + yaw.Errors, pitch.Total + yaw.Total),
            PitchR2 = R2(pitch.Errors, pitch.Total),
            YawR2 = R2(yaw.Errors, yaw.Total),
            PitchConfusion = Rows(_bins[0]),
            YawConfusion = Rows(_bins[1]),
        };
    }

    private static double? F1(long right, long pressed, long told) => pressed + told == 0 ? null : 2.0 * right / (pressed + told);

    private static double? R2(double errors, double total) => total == 0 ? null : 1 - (errors / total);

    /// <summary>In square degrees: what the labels miss, and how far the truth lies from its own mean.</summary>
    private static (double Errors, double Total) SquaredErrors(long[,] bins)
    {
        var (errors, sum, squares, count) = (0.0, 0.0, 0.0, 0L);
        for (var truth = 0; truth < FactoredAction.CameraBins; truth++)
        {
            for (var label = 0; label < FactoredAction.CameraBins; label++)
            {
                var frames = bins[truth, label];
                var (was, told) = (CameraQuantizer.Default.ToDegrees(truth), CameraQuantizer.Default.ToDegrees(label));
                errors += frames * (was - told) * (was - told);
                sum += frames * was;
                squares += frames * was * was;
                count += frames;
            }
        }

        return (errors, count == 0 ? 0 : squares - (sum * sum / count));
    }

    private static long[][] Rows(long[,] bins) =>
        [.. Enumerable.Range(0, FactoredAction.CameraBins).Select(row => Enumerable.Range(0, FactoredAction.CameraBins).Select(column => bins[row, column]).ToArray())];
}

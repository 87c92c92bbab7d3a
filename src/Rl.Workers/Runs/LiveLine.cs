using System.Globalization;
using System.Text;

namespace Rl.Workers.Runs;

/// <summary>Tells how a run goes: on a terminal one line that is rewritten, otherwise a plain line about every ten seconds.</summary>
public sealed class LiveLine(TextWriter output, bool isTerminal, TimeProvider time)
{
    private readonly StatusLine _line = new(output, isTerminal, time);
    private readonly RateWindow _rates = new(time);
    private readonly long _started = time.GetTimestamp();
    private double? _doneAtStart;

    /// <summary>Shows the progress if the last line is old enough.</summary>
    public void Show(Progress progress)
    {
        _rates.Mark(progress.Steps);
        _doneAtStart ??= progress.Done;
        _line.Show(() => Format(progress));
    }

    /// <summary>Leaves the rewritten line standing, so that what follows begins a new one.</summary>
    public void End() => _line.End();

    internal string Format(Progress progress)
    {
        var invariant = CultureInfo.InvariantCulture;
        var line = new StringBuilder();
        line.Append(invariant, $"it {progress.Iteration}{(progress.IterationLimit > 0 ? $"/{progress.IterationLimit}" : "")}");
        line.Append(invariant, $" | steps {Short(progress.Steps)}");
        line.Append(
            invariant,
            $" | {Rate(10):0}/{Rate(60):0}/{Rate(300):0} steps/s (10s/60s/5m) | lag {progress.Lag:0.0}");
        line.Append(invariant, $" | ret {(progress.MeanReturn is { } value ? value.ToString("0.000", invariant) : "-")}");

        if (progress.KlToPrior is { } kl)
        {
            line.Append(invariant, $" | kl {kl:0.0000}x{progress.KlCoefficient:0.000}");
        }

        line.Append(invariant, $" | workers {progress.WorkersAlive}/{progress.Workers}");

        if (progress.Restarts > 0)
        {
            line.Append(invariant, $" ({progress.Restarts} restarts)");
        }

        line.Append(invariant, $" | ETA {Eta(progress.Done)}");
        return line.ToString();
    }

    private static string Short(long number) => number switch
    {
        >= 1_000_000_000 => (number / 1e9).ToString("0.00", CultureInfo.InvariantCulture) + "G",
        >= 1_000_000 => (number / 1e6).ToString("0.00", CultureInfo.InvariantCulture) + "M",
        >= 10_000 => (number / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "k",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private double Rate(int seconds) => _rates.PerSecond(TimeSpan.FromSeconds(seconds));

    private string Eta(double? done)
    {
        if (done is not { } now || now - (_doneAtStart ?? 0) <= 0)
        {
            return "-";
        }

        return StatusLine.Brief(time.GetElapsedTime(_started) * ((1 - now) / (now - (_doneAtStart ?? 0))));
    }
}

using System.Globalization;

namespace Rl.Experiments.Reports.Charts;

/// <summary>An axis's ticks at round numbers: multiples of 1, 2 or 5 times a power of ten.</summary>
public sealed class RoundTicks
{
    private const double Slack = 1e-9;

    private readonly long _first;
    private readonly long _last;

    private RoundTicks(double step, long first, long last) => (Step, _first, _last) = (step, first, last);

    /// <summary>Distance from one tick to the next.</summary>
    public double Step { get; }

    /// <summary>The lowest tick.</summary>
    public double Low => _first * Step;

    /// <summary>The highest tick.</summary>
    public double High => _last * Step;

    /// <summary>All ticks, lowest first.</summary>
    public IEnumerable<double> Values
    {
        get
        {
            for (var i = _first; i <= _last; i++)
            {
                yield return i * Step;
            }
        }
    }

    /// <summary>Ticks that reach at least from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value; an empty range is widened.</param>
    /// <param name="most">Most steps between ticks, roughly.</param>
    public static RoundTicks Covering(double low, double high, int most)
    {
        (low, high) = Widened(low, high);
        var step = RoundStep((high - low) / most);
        return new RoundTicks(step, (long)Math.Floor((low / step) + Slack), (long)Math.Ceiling((high / step) - Slack));
    }

    /// <summary>Ticks that lie between <paramref name="low"/> and <paramref name="high"/>.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends; an empty range is widened.</param>
    /// <param name="most">Most steps between ticks, roughly.</param>
    public static RoundTicks Within(double low, double high, int most)
    {
        (low, high) = Widened(low, high);
        var step = RoundStep((high - low) / most);
        return new RoundTicks(step, (long)Math.Ceiling((low / step) - Slack), (long)Math.Floor((high / step) + Slack));
    }

    /// <summary>A range with something between its ends.</summary>
    public static (double Low, double High) Widened(double low, double high)
    {
        if (high - low > Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9)
        {
            return (low, high);
        }

        var margin = low == 0 ? 1 : Math.Abs(low) / 10;
        return low == 0 ? (0, 1) : (low - margin, high + margin);
    }

    /// <summary>A tick's label: as many decimals as the step needs; thousands and millions shortened, per cent written out.</summary>
    public string Label(double value, bool isShare)
    {
        if (isShare)
        {
            return Fixed(value * 100, Step * 100) + " %";
        }

        var largest = Math.Max(Math.Abs(Low), Math.Abs(High));
        return largest switch
        {
            >= 10_000_000 => value == 0 ? "0" : Fixed(value / 1_000_000, Step / 1_000_000) + "M",
            >= 10_000 => value == 0 ? "0" : Fixed(value / 1_000, Step / 1_000) + "k",
            < 0.001 => value == 0 ? "0" : value.ToString("0.##e0", CultureInfo.InvariantCulture),
            _ => Fixed(value, Step),
        };
    }

    private static string Fixed(double value, double step)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - Slack), 0, 9);
        var text = value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return text.TrimStart('-').All(digit => digit is '0' or '.') ? text.TrimStart('-') : text;
    }

    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double[] factors = [1, 2, 5, 10];
        return factors.First(factor => factor * power >= atLeast * (1 - Slack)) * power;
    }
}

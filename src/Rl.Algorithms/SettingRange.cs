using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rl.Algorithms;

/// <summary>Checks of settings; each failure names the setting, its value and what was expected.</summary>
internal static class SettingRange
{
    public static void Within(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Require(value >= low && value <= high, value, $"from {Text(low)} to {Text(high)}", name);
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Require(value > 0 && double.IsFinite(value), value, "a finite number above 0", name);
    }

    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Require(value >= 0 && double.IsFinite(value), value, "a finite number of at least 0", name);
    }

    public static void AtLeast(int value, int low, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Require(value >= low, value, $"at least {Text(low)}", name);
    }

    private static void Require(bool holds, double value, string expected, string name)
    {
        if (!holds)
        {
            throw new ArgumentException($"'{name}' is {Text(value)}, expected {expected}.", name);
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Reflection;

namespace Rl.Experiments.Reference;

/// <summary>
/// Which values of a setting its record takes, found by asking the record's own <c>Validated</c> again and again: what is written down elsewhere would
/// grow old. A rejection counts only where it names the setting, so that rules that bind two settings are no range of either.
/// </summary>
public static class SettingBounds
{
    private const int Halvings = 200;
    private const double Largest = 1e9;

    /// <summary>The range in words, such as <c>≥ 1</c>, <c>&gt; 0</c> or <c>0 to 1</c>; empty where there is none, or where it cannot be found.</summary>
    /// <param name="settings">A record with its defaults.</param>
    /// <param name="property">One of its numbers.</param>
    public static string Of(object settings, PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(property);
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (settings.GetType().GetMethod("Validated", Type.EmptyTypes) is not { } validated || !IsNumber(kind))
        {
            return "";
        }

        bool Takes(double value) => !Rejects(settings, property, validated, Convert.ChangeType(value, kind, CultureInfo.InvariantCulture));
        var standard = property.GetValue(settings) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 1;
        var inside = new[] { standard, 1, 2, 0.5 }.Where(candidate => !IsWhole(kind) || candidate == Math.Round(candidate)).FirstOrDefault(Takes, double.NaN);
        if (double.IsNaN(inside))
        {
            return "";
        }

        var low = kind == typeof(ulong) || Takes(-Largest) ? (double?)null : Edge(Takes, inside, -Largest, IsWhole(kind));
        var high = Takes(Largest) ? (double?)null : Edge(Takes, inside, Largest, IsWhole(kind));
        return (low, high) switch
        {
            ({ } from, { } to) when Takes(from) && Takes(to) => $"{Number(from)} to {Number(to)}",
            _ => string.Join(", ", new[] { End(low, "≥", ">"), End(high, "≤", "<") }.Where(part => part.Length > 0)),
        };

        string End(double? edge, string with, string without) => edge is { } end ? $"{(Takes(end) ? with : without)} {Number(end)}" : "";
    }

    private static bool Rejects(object settings, PropertyInfo property, MethodInfo validated, object value)
    {
        var copy = settings.GetType().GetMethod("<Clone>$")!.Invoke(settings, null)!;
        property.SetValue(copy, value);
        try
        {
            validated.Invoke(copy, null);
            return false;
        }
        catch (TargetInvocationException error) when (error.InnerException is ArgumentException rejection)
        {
            return rejection.ParamName?.Split('.')[^1].TrimEnd('!') == property.Name || (rejection.ParamName is null && rejection.Message.StartsWith(property.Name, StringComparison.Ordinal));
        }
    }

    /// <summary>Where taken values end: halves the way from one that is taken to one that is not.</summary>
    private static double Edge(Func<double, bool> takes, double inside, double outside, bool isWhole)
    {
        for (var i = 0; i < Halvings && Math.Abs(inside - outside) > (isWhole ? 1 : 1e-12); i++)
        {
            var middle = isWhole ? Math.Truncate((inside + outside) / 2) : (inside + outside) / 2;
            (inside, outside) = takes(middle) ? (middle, outside) : (inside, middle);
        }

        // Adding 0 makes a 0 of a −0.
        return (isWhole ? inside : Math.Round(inside, 9)) + 0.0;
    }

    private static bool IsWhole(Type kind) => kind == typeof(int) || kind == typeof(long) || kind == typeof(ulong);

    private static bool IsNumber(Type kind) => IsWhole(kind) || kind == typeof(double) || kind == typeof(float);

    private static string Number(double value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}

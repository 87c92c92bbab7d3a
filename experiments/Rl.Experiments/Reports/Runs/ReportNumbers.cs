using System.Globalization;

namespace Rl.Experiments.Reports.Runs;

/// <summary>How numbers look in every report.</summary>
internal static class ReportNumbers
{
    /// <summary>A count, its thousands set apart.</summary>
    public static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 in percent, with one digit.</summary>
    public static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
}

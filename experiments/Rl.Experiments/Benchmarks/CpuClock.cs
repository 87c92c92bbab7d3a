using System.Globalization;

namespace Rl.Experiments.Benchmarks;

/// <summary>
/// Processor time of this process and of all child processes that have ended, so that work in a child counts like our own, and what other
/// processes do on the machine does not.
/// </summary>
public static class CpuClock
{
    private const int TicksPerSecond = 100;
    private const int FirstFieldAfterName = 3;
    private const int ChildUserField = 16;
    private const int ChildSystemField = 17;

    /// <summary>Time spent since the process began, in user and system mode, on all cores.</summary>
    public static TimeSpan Now => Environment.CpuUsage.TotalTime + OfChildren();

    private static TimeSpan OfChildren()
    {
        // proc(5): the second field is the program's name in brackets and may hold blanks; fields count from 1.
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Field(ChildUserField) + Field(ChildSystemField)) / (double)TicksPerSecond);

        long Field(int number) => long.Parse(fields[number - FirstFieldAfterName], CultureInfo.InvariantCulture);
    }
}

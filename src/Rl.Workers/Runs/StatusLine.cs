using System.Globalization;

namespace Rl.Workers.Runs;

/// <summary>Tells how far something is: on a terminal one line that is rewritten, otherwise a plain line about every ten seconds.</summary>
public sealed class StatusLine(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private long? _shown;
    private int _width;

    /// <summary>The console's error stream, so that standard output stays clean for results.</summary>
    public static StatusLine Console() => new(System.Console.Error, !System.Console.IsErrorRedirected, TimeProvider.System);

    /// <summary>Shows a line if the last one is old enough.</summary>
    public void Show(FormattableString line) => Show(() => line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Shows a line if the last one is old enough; it is put together only then.</summary>
    public void Show(Func<string> line)
    {
        lock (_gate)
        {
            if (_shown is { } shown && clock.GetElapsedTime(shown) < (isTerminal ? TerminalInterval : PlainInterval))
            {
                return;
            }

            _shown = clock.GetTimestamp();
            Write(line());
        }
    }

    /// <summary>Shows a last line, whatever the time, and leaves it standing.</summary>
    public void End(FormattableString line)
    {
        lock (_gate)
        {
            Write(line.ToString(CultureInfo.InvariantCulture));
            End();
        }
    }

    /// <summary>Leaves the rewritten line standing, so that what follows begins a new one.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (isTerminal && _width > 0)
            {
                output.WriteLine();
                output.Flush();
            }

            (_shown, _width) = (null, 0);
        }
    }

    /// <summary>Time left, short.</summary>
    public static string Brief(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{time.Minutes:00}m")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}m{time.Seconds:00}s");

    private void Write(string line)
    {
        if (isTerminal)
        {
            output.Write('\r' + line.PadRight(_width));
            _width = line.Length;
        }
        else
        {
            output.WriteLine(line);
        }

        output.Flush();
    }
}

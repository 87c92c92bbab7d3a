using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Rl.Workers.Runs;

/* RunLogProvider must
 * - take lines from any thread and keep each whole
 * - flush each line, since a killed process must leave its last words behind
 */

/// <summary>Writes log lines to a run's log.txt.</summary>
public sealed class RunLogProvider(string path, TimeProvider time) : ILoggerProvider
{
    private readonly StreamWriter _writer = new(path, append: true) { AutoFlush = true, NewLine = "\n" };
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new LineLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff} {level,-11} {category}: {message}");

        lock (_gate)
        {
            if (_writer.BaseStream is { CanWrite: true })
            {
                _writer.WriteLine(exception is null ? line : $"{line}\n{exception}");
            }
        }
    }

    private sealed class LineLogger(RunLogProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            provider.Write(logLevel, category, formatter(state, exception), exception);
        }
    }
}

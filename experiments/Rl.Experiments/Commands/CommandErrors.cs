using System.Net.Sockets;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Commands;

/// <summary>Turns what a verb throws into one clear line and the right exit code; nothing ends in a bare stack trace.</summary>
public static class CommandErrors
{
    /// <summary>Runs a verb.</summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        try
        {
            return await verb(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (CodeFor(error) is { } code)
        {
            await Console.Error.WriteLineAsync($"rl: {error.Message}").ConfigureAwait(false);
            return code;
        }
    }

    /// <summary>The exit code of an error whose message is enough for a user, or null for a defect of ours, which keeps its stack trace.</summary>
    public static int? CodeFor(Exception error) => error switch
    {
        UsageException or FileNotFoundException or DirectoryNotFoundException => ExitCode.Usage,
        ArgumentException => ExitCode.Usage,
        OperationCanceledException => ExitCode.Interrupted,
        IOException or SocketException => ExitCode.Failed,
        _ => null,
    };
}

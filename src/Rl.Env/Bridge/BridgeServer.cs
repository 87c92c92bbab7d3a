using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Rl.Env.Bridge;

/* BridgeServer must
 * - not outlive us: its standard input is ours, and it ends when that closes; disposing waits, then kills
 * - not block on what it says: its error stream goes to a file of its own
 * - tell a machine that lacks something, which no new start mends, from a game that failed to start
 */

/// <summary>A process of <c>rl_bridge</c> with one game, started by us and ended with us.</summary>
internal sealed class BridgeServer : IAsyncDisposable
{
    private const string Ready = "listening ";
    private const int TailBytes = 2_000;
    private const int UsageCode = 2;
    private const int UnfitCode = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _log;
    private readonly string _folder;
    private readonly string _name;
    private bool _keepsLog; // What went wrong is to be read later; logs that nobody asked for go otherwise.

    private BridgeServer(Process process, string name, string folder, bool keepsLog)
    {
        _keepsLog = keepsLog;
        _process = process;
        _name = name;
        _folder = folder;
        LogPath = Path.Combine(folder, "server.log");
        _log = KeepAsync(process.StandardError, LogPath);
    }

    /// <summary>Where the server listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the server had to say.</summary>
    public string LogPath { get; }

    /// <summary>Starts a server and waits until its game runs.</summary>
    /// <param name="config">The game, and where Python is.</param>
    /// <param name="cancellation">Ends the wait, and the server.</param>
    /// <exception cref="EnvironmentFaultException">The game does not start.</exception>
    /// <exception cref="BridgeMissingException">This machine lacks what the server needs, or its settings are wrong.</exception>
    public static async Task<BridgeServer> StartAsync(BridgeConfig config, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(
            config.LogFolder ?? Path.Combine(Path.GetTempPath(), "rl-bridge"), string.Create(CultureInfo.InvariantCulture, $"{config.Game}-{Guid.NewGuid():N}"))).FullName;
        var server = new BridgeServer(Start(config, folder), config.Game, folder, keepsLog: config.LogFolder is not null);
        try
        {
            server.Address = await server.ReadAddressAsync(config.StartTimeout, cancellation).ConfigureAwait(false);
            return server;
        }
        catch
        {
            server._keepsLog = true;
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What happened to the process, for an error that its silence has caused; empty while it runs.</summary>
    public async Task<string> ObituaryAsync()
    {
        _keepsLog = true;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            await _log.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return $"The server still runs; its log: {LogPath}";
        }

        return $"The server ended with code {_process.ExitCode}; the last of its log {LogPath}:\n{Tail()}";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close(); // It closes its game and ends.
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await _log.ConfigureAwait(false);
        _process.Dispose();
        File.Delete(Socket(_folder));
        if (!_keepsLog)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Socket(string folder) => Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(folder)}.sock");

    private static Process Start(BridgeConfig config, string folder)
    {
        var package = config.Package ?? Path.Combine(AppContext.BaseDirectory, "bridge");
        string[] arguments = ["-u", "-m", "rl_bridge", "--game", config.Game, "--listen", $"unix:{Socket(folder)}", "--while-stdin", "--logs", folder];
        var start = new ProcessStartInfo(config.Python, [.. arguments, .. config.Settings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" })])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONPATH"] = string.Join(Path.PathSeparator, [package, .. config.Modules]);
        foreach (var (name, value) in config.Variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new BridgeMissingException($"'{config.Python}' cannot be started: {error.Message}. Is Python installed? Set the bridge's 'python' to where it is.", error);
        }
    }

    private async Task<string> ReadAddressAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is { } line)
            {
                if (line.StartsWith(Ready, StringComparison.Ordinal))
                {
                    return line[Ready.Length..];
                }
            }
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new EnvironmentFaultException($"{_name} did not start within {timeout.TotalSeconds:0.#} s; the last of its log {LogPath}:\n{Tail()}");
        }

        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await _log.ConfigureAwait(false);
        var said = Tail();
        throw _process.ExitCode is UsageCode or UnfitCode
            ? new BridgeMissingException(said)
            : new EnvironmentFaultException($"{_name} did not start: its server ended with code {_process.ExitCode}; the last of its log {LogPath}:\n{said}");
    }

    private string Tail()
    {
        using var file = new FileStream(LogPath, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Trim();
    }

    private static async Task KeepAsync(StreamReader said, string path)
    {
        var log = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        await using var _ = log.ConfigureAwait(false);
        await said.BaseStream.CopyToAsync(log).ConfigureAwait(false);
    }
}

using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rl.Env;
using Rl.Env.Bridge;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;
using Rl.Workers;

namespace Rl.Experiments.Commands;

/// <summary>Turns signals and what a verb throws into one clear line and the right exit code; nothing ends in a bare stack trace.</summary>
public static class CommandErrors
{
    /// <summary>Runs a verb. SIGINT and SIGTERM cancel it; a second one ends the process at once.</summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            return await verb(interruption.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (CodeFor(error) is { } code)
        {
            await Console.Error.WriteLineAsync($"rl: {MessageFor(error)}").ConfigureAwait(false);
            return code;
        }

        void Interrupt(PosixSignalContext context)
        {
            context.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        }
    }

    /// <summary>The exit code of an error whose message is enough for a user, or null for a defect of ours, which keeps its stack trace.</summary>
    public static int? CodeFor(Exception error) => error switch
    {
        _ when IsMissingLibtorch(error) => ExitCode.MachineUnfit,
        UsageException or WrongModelKindException or RunRefusedException or FileNotFoundException or DirectoryNotFoundException or ArgumentException => ExitCode.Usage,
        DamagedCheckpointException or DamagedDataException => ExitCode.DataDamaged,
        DllNotFoundException or FfmpegMissingException or BridgeMissingException => ExitCode.MachineUnfit,
        OperationCanceledException => ExitCode.Interrupted,
        RunFailedException or EnvironmentFaultException or IOException or SocketException or ArithmeticException => ExitCode.Failed,
        _ => null,
    };

    private static string MessageFor(Exception error) =>
        IsMissingLibtorch(error) ? $"libtorch cannot be loaded: {TorchRuntime.Fault!.Message} More by: ./rl doctor" : error.Message;

    private static bool IsMissingLibtorch(Exception error) => TorchRuntime.Fault is { } fault && (error == fault || error is TypeInitializationException);
}

using System.CommandLine;

namespace Rl.Experiments.Commands;

/// <summary>The <c>rl</c> command with all its verbs.</summary>
public static class RootVerb
{
    /// <summary>Puts it together.</summary>
    public static RootCommand Create() => new("Video PreTraining end to end: environments, inverse dynamics, cloning, and distributed RL fine-tuning with a KL penalty to a frozen prior.")
    {
        QuickstartCommand.Create(RunAsync),
        TrainCommand.Create(),
        WorkerVerb.Create(),
        EvalCommand.Create(),
        PlayCommand.Create(),
        DataCommand.Create(),
        IdmCommand.Create(),
        BcCommand.Create(),
        ModelCommand.Create(),
        WorldCommand.Create(),
        BenchCommand.Create(),
        RunsCommand.Create(),
        ReportCommand.Create(),
        DoctorCommand.Create(),
        DocsCommand.Create(),
    };

    /// <summary>Runs a command line; errors come as exceptions, whose exit code <see cref="CommandErrors"/> knows.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandLine.Enter(arguments);
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"rl: {error.Message}").ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync("Try: ./rl --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        // Signals are ours: a verb saves what can be resumed, however long that takes.
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
    }
}

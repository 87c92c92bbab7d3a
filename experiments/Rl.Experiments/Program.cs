using System.CommandLine;
using Rl.Experiments.Commands;

var root = new RootCommand("Video PreTraining end to end: environments, cloning, and distributed RL fine-tuning with a KL penalty to a frozen prior.")
{
    TrainCommand.Create(),
    WorkerVerb.Create(),
    EvalCommand.Create(),
    PlayCommand.Create(),
    DataCommand.Create(),
    IdmCommand.Create(),
    BcCommand.Create(),
    ModelCommand.Create(),
    BenchCommand.Create(),
    RunsCommand.Create(),
    ReportCommand.Create(),
    DoctorCommand.Create(),
    DocsCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"rl: {error.Message}");
    }

    Console.Error.WriteLine("Try: ./rl --help");
    return ExitCode.Usage;
}

// Signals are ours: a verb saves what can be resumed, however long that takes.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
return await CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(invocation, cancellation)).ConfigureAwait(false);

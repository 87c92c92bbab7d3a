using System.CommandLine;
using Rl.Experiments.Commands;

var root = new RootCommand("Video PreTraining end to end: environments, cloning, and distributed RL fine-tuning with a KL penalty to a frozen prior.");

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

return await CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellation)).ConfigureAwait(false);

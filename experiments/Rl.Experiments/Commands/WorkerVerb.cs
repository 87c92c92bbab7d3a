using System.CommandLine;
using Microsoft.Extensions.Logging;
using Rl.Experiments.Configuration;
using Rl.Workers;
using Rl.Workers.Acting;

namespace Rl.Experiments.Commands;

/// <summary><c>rl worker</c>: one actor process, here or on another machine.</summary>
public static class WorkerVerb
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var learner = new Option<string>("--learner") { Description = "The learner's address, such as http://127.0.0.1:5005.", Required = true };
        var index = new Option<int>("--worker") { Description = "Which worker this is, from 0.", Required = true };
        var parent = new Option<int?>("--parent") { Description = "The process whose end ends this worker." };
        var connect = new Option<double>("--connect-seconds") { Description = "How long to wait for the learner at the start.", DefaultValueFactory = _ => 60 };
        var command = new Command("worker", "Play environments for a learner until it ends the run.") { learner, index, parent, connect };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!Uri.TryCreate(parsed.GetRequiredValue(learner), UriKind.Absolute, out var address))
            {
                throw new UsageException($"--learner is '{parsed.GetValue(learner)}'; expected an address such as http://127.0.0.1:5005.");
            }

            var options = new WorkerOptions
            {
                Learner = address,
                Worker = parsed.GetRequiredValue(index),
                ParentProcess = parsed.GetValue(parent),
                ConnectSeconds = parsed.GetValue(connect),
            };
            using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
            await WorkerHost.RunAsync(options, CatalogEnvironments.Of, TimeProvider.System, loggers.CreateLogger<WorkerHost>(), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}

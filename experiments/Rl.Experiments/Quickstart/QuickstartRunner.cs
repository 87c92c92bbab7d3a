using System.Globalization;
using Rl.Experiments.Commands;

namespace Rl.Experiments.Quickstart;

/// <summary>Runs the stages that are not finished yet, one after the other.</summary>
/// <param name="plan">The stages.</param>
/// <param name="run">Runs one command and answers its exit code.</param>
/// <param name="output">Where it is told which stage runs.</param>
/// <param name="clock">Tells how long stages take.</param>
public sealed class QuickstartRunner(QuickstartPlan plan, Func<IReadOnlyList<string>, CancellationToken, Task<int>> run, TextWriter output, TimeProvider clock)
{
    /// <summary>Runs them.</summary>
    /// <returns>0, or the exit code of the stage that failed, after which nothing was run.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var journal = QuickstartJournal.Open(plan.Folder);
        var stages = plan.Stages;
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            var heading = string.Create(CultureInfo.InvariantCulture, $"[{i + 1}/{stages.Count}] {stage.Title}");
            if (journal.Has(stage.Name))
            {
                await output.WriteLineAsync($"{heading}: done before").ConfigureAwait(false);
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            await output.WriteLineAsync($"\n{heading}\n  {stage.Command}").ConfigureAwait(false);
            var started = clock.GetTimestamp();
            var isResumed = stage.IsResumable;
            var code = await run(stage.ArgumentsNow(), cancellation).ConfigureAwait(false);
            if (code != ExitCode.Done)
            {
                return code;
            }

            journal.Add(new FinishedStage(stage.Name, stage.Command, clock.GetElapsedTime(started).TotalSeconds, isResumed));
        }

        return ExitCode.Done;
    }
}

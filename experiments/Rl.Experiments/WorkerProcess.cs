using System.Diagnostics;
using System.Globalization;

namespace Rl.Experiments;

/// <summary>How this program starts itself as a worker, which ends with the process that started it.</summary>
public static class WorkerProcess
{
    /// <summary>The command for a worker.</summary>
    /// <param name="worker">Its number.</param>
    /// <param name="learner">Where the learner listens.</param>
    public static ProcessStartInfo Start(int worker, Uri learner)
    {
        ArgumentNullException.ThrowIfNull(learner);
        return new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                Path.Combine(AppContext.BaseDirectory, "Rl.Experiments.dll"),
                "worker", "--learner", learner.ToString(), "--worker", worker.ToString(CultureInfo.InvariantCulture),
                "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            ]);
    }
}

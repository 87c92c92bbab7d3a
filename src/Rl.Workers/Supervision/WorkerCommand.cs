using System.Diagnostics;

namespace Rl.Workers.Supervision;

/// <summary>Tells how a worker process is started.</summary>
/// <param name="worker">The worker's number.</param>
/// <param name="learner">Where the learner listens.</param>
public delegate ProcessStartInfo WorkerCommand(int worker, Uri learner);

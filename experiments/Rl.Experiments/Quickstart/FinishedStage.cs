namespace Rl.Experiments.Quickstart;

/// <summary>A stage that was run to its end.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Command">The command line.</param>
/// <param name="Seconds">How long it took; of one that was interrupted, its last part.</param>
/// <param name="WasResumed">True if it was interrupted and gone on with.</param>
public sealed record FinishedStage(string Name, string Command, double Seconds, bool WasResumed);

namespace Rl.Workers.Acting;

/// <summary>What an actor did in this life.</summary>
/// <param name="Steps">Slots filled.</param>
/// <param name="Timeouts">Environment faults and timeouts.</param>
/// <param name="FragmentsDiscarded">Open fragments thrown away.</param>
/// <param name="Inferences">Calls of the policy.</param>
public readonly record struct ActorCounters(long Steps, long Timeouts, long FragmentsDiscarded, long Inferences);

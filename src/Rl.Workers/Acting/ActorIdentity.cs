namespace Rl.Workers.Acting;

/// <summary>Who acts.</summary>
/// <param name="Worker">The worker's number within the run.</param>
/// <param name="Life">How often this worker was started before; keeps the episodes of its lives apart.</param>
/// <param name="Incarnation">64 bits that are new at each start; environments' incarnations are derived from it.</param>
public readonly record struct ActorIdentity(int Worker, int Life, ulong Incarnation);

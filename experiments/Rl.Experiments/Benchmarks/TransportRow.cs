namespace Rl.Experiments.Benchmarks;

/// <summary>What a step through the bridge costs, one way of sending frames.</summary>
/// <param name="Way">Shared memory or the stream.</param>
/// <param name="Environments">Games that played at the same time, each with a server of its own.</param>
/// <param name="StepsPerSecond">Steps of all games by the clock, resets left out.</param>
/// <param name="P50">Half of the steps took no longer, in milliseconds; of one game, as the player waits for it.</param>
/// <param name="P95">95 % took no longer.</param>
public sealed record TransportRow(string Way, int Environments, double StepsPerSecond, double P50, double P95);

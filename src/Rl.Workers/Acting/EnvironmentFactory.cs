using Rl.Env.Tasks;

namespace Rl.Workers.Acting;

/// <summary>Makes an environment for an actor: at the start, and again in place of one that failed.</summary>
/// <param name="worker">The worker that will play it.</param>
/// <param name="environment">Its number within the worker.</param>
public delegate TaskEnvironment EnvironmentFactory(int worker, int environment);

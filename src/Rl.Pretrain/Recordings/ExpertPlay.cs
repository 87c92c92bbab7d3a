using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>A world and someone who plays in it, so that both see the same game.</summary>
/// <param name="Environment">The world, with its task; the recorder disposes it.</param>
/// <param name="Reset">Tells the player that the episode in the world of a seed has begun; called after the environment's reset.</param>
/// <param name="Act">What the player would do now; called once before every step.</param>
public sealed record ExpertPlay(IEnvironment Environment, Action<long> Reset, Func<MinecraftAction> Act);

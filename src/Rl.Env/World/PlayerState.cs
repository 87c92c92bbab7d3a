using Rl.Env.Seeds;
using Rl.Env.World.Items;
using Rl.Env.World.Physics;
using Rl.Env.World.Survival;

namespace Rl.Env.World;

/// <summary>All that the player is, and the world's stream of chance that decides for him.</summary>
/// <param name="Player">Body.</param>
/// <param name="Vitals">Health, hunger and breath.</param>
/// <param name="Inventory">What he has with him.</param>
/// <param name="Statistics">What he did.</param>
/// <param name="Random">The world's stream.</param>
internal sealed record PlayerState(Player Player, Vitals Vitals, Inventory Inventory, WorldStatistics Statistics, SeededRandom Random);

using Rl.Env.Actions;

namespace Rl.Env.World.Physics;

/// <summary>What moves the player for one tick.</summary>
/// <param name="Keys">Held keys; none while a window is open.</param>
/// <param name="MaySprint">False if hunger forbids it.</param>
/// <param name="UsesItem">True while he eats, which slows him down.</param>
internal readonly record struct PlayerInput(Buttons Keys, bool MaySprint = true, bool UsesItem = false);

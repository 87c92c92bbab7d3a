namespace Rl.Env.World.Windows;

/// <summary>A furnace whose fire came up or went out.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="IsLit">True if it burns now.</param>
internal readonly record struct LitChange((int X, int Y, int Z) At, bool IsLit);

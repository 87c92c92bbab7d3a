namespace Rl.Pretrain.Cloning;

/// <summary>The best value of a figure that is measured now and then.</summary>
/// <param name="Update">Updates made when it was measured.</param>
/// <param name="Value">The value.</param>
public sealed record BestFigure(long Update, double Value);

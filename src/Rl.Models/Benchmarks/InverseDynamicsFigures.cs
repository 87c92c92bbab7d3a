namespace Rl.Models;

/// <summary>Frames a second of an inverse dynamics model: labelling eight windows of 128 at once, and learning from one.</summary>
public sealed record InverseDynamicsFigures(double ForwardB8T128, double TrainB1T128);

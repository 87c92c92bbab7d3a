namespace Rl.Models;

/// <summary>What <see cref="ModelBenchmark"/> measured for one size and one element type, in frames per second.</summary>
/// <param name="ForwardB1T1">One environment acting.</param>
/// <param name="ForwardB8T1">Eight environments acting together.</param>
/// <param name="ForwardB1T128">A long sequence.</param>
/// <param name="TrainB1T64">Forward, backward, clipping and an Adam step.</param>
/// <param name="Stages">Share of the training step's time by stage: cnn, dense, transformer, heads, backward, optimiser. They sum to 1.</param>
public sealed record ModelFigures(
    double ForwardB1T1, double ForwardB8T1, double ForwardB1T128, double TrainB1T64, IReadOnlyDictionary<string, double> Stages);

using Rl.Pretrain.Cloning;

namespace Rl.Experiments.Quickstart;

/// <summary>How much is played, and how it is fine-tuned, in <c>rl quickstart</c>; all else are the settings of the stages themselves.</summary>
public sealed record QuickstartConfig
{
    /// <summary>Episodes whose actions the inverse dynamics model learns from.</summary>
    public int LabelledEpisodes { get; init; } = 20;

    /// <summary>Episodes of which only the frames are used: the model labels them, and the policy is cloned from its labels.</summary>
    public int UnlabelledEpisodes { get; init; } = 200;

    /// <summary>Episodes of the early game alone, labelled likewise, on which the clone is fine-tuned.</summary>
    public int EarlyEpisodes { get; init; } = 60;

    /// <summary>Steps of an episode of the early game; the others' are the recording's.</summary>
    public int EarlySteps { get; init; } = 900;

    /// <summary>Decides the worlds that are recorded, all weights, and the order of all learning. The worlds that policies are judged in stay the same.</summary>
    public int Seed { get; init; }

    /// <summary>How the clone is fine-tuned on the early game.</summary>
    public CloningConfig FineTuning { get; init; } = new();

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public QuickstartConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LabelledEpisodes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(UnlabelledEpisodes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(EarlyEpisodes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(EarlySteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Seed);
        return this with { FineTuning = FineTuning.Validated() };
    }
}

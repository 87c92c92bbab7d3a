using Rl.Env;

namespace Rl.Pretrain.Recordings;

/// <summary>Settings of <see cref="DataRecorder"/>.</summary>
public sealed record RecordingConfig
{
    /// <summary>Name of the world that is played, written into the recording.</summary>
    public string Environment { get; init; } = "meadow";

    /// <summary>Name of the player, written into the recording.</summary>
    public string Expert { get; init; } = "lumberjack";

    /// <summary>Side of the square frames, in pixels; 64 is nano's.</summary>
    public int FramePixels { get; init; } = 64;

    /// <summary>How frames lie on the disk: packed is two to six times smaller, raw is quickest to write.</summary>
    public FrameEncoding Encoding { get; init; } = FrameEncoding.Packed;

    /// <summary>Episodes to record.</summary>
    public int Episodes { get; init; } = 100;

    /// <summary>Steps of an episode; 20 are a second of game time.</summary>
    public int EpisodeSteps { get; init; } = 1_200;

    /// <summary>Episodes that are played at the same time, each on its own thread. The recording does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>The run's seed, from which the worlds and the noise are drawn. Evaluation's worlds are never among them.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Chance, at every step, that the player's hand slips: for a few ticks the view turns at random, for some more a button is held, and the
    /// player's actions are not carried out.
    /// The recorded action stays the player's, so the clone sees how to come back from where it will stray (DART, Laskey et al. 2017). 0 is off.
    /// </summary>
    public double NoiseProbability { get; init; }

    /// <summary>Longest turn of a slip, in ticks.</summary>
    public int NoiseMaxTicks { get; init; } = 6;

    /// <summary>Longest time, in ticks, for which the view stays where a slip has turned it.</summary>
    public int NoiseMaxHoldTicks { get; init; } = 20;

    /// <summary>Size of the recorded frames.</summary>
    internal FrameSize FrameSize => FrameSize.Square(FramePixels);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public RecordingConfig Validated()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Environment);
        ArgumentException.ThrowIfNullOrWhiteSpace(Expert);
        ArgumentOutOfRangeException.ThrowIfLessThan(FramePixels, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(Episodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EpisodeSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NoiseMaxTicks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(NoiseMaxHoldTicks);
        if (NoiseProbability is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"NoiseProbability is {NoiseProbability}; expected 0 to 1.");
        }

        return this;
    }
}

namespace Rl.Env;

/// <summary>What an environment answers: a frame, and what the action before it was worth.</summary>
/// <param name="Kind">Where in the episode the frame stands.</param>
/// <param name="Frame"><c>[height, width, channel] uint8</c>, RGB. Owned by the environment and valid until its next call; copy what must last.</param>
/// <param name="Reward">Reward for the action that led here; 0 on <see cref="StepKind.First"/>.</param>
/// <param name="Discount">1 if the future still counts, 0 after a termination.</param>
public readonly record struct EnvStep(StepKind Kind, ReadOnlyMemory<byte> Frame, float Reward, float Discount)
{
    /// <summary>Items obtained by the action that led here, each unit once. Owned by the environment, valid until its next call.</summary>
    public ReadOnlyMemory<ItemGain> Gains { get; init; }

    /// <summary>The first frame of an episode.</summary>
    public static EnvStep Restart(ReadOnlyMemory<byte> frame) => new(StepKind.First, frame, 0f, 1f);

    /// <summary>A step after which the episode goes on.</summary>
    public static EnvStep Transition(ReadOnlyMemory<byte> frame, float reward) => new(StepKind.Middle, frame, reward, 1f);

    /// <summary>The episode reached its end: nothing after this frame is worth anything.</summary>
    public static EnvStep Termination(ReadOnlyMemory<byte> frame, float reward) => new(StepKind.Last, frame, reward, 0f);

    /// <summary>The episode was cut short; the future would still have been worth something.</summary>
    public static EnvStep Truncation(ReadOnlyMemory<byte> frame, float reward) => new(StepKind.Last, frame, reward, 1f);
}

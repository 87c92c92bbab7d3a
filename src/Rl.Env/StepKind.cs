namespace Rl.Env;

/// <summary>Where in an episode a step stands.</summary>
public enum StepKind : byte
{
    /// <summary>The frame after a reset; no reward belongs to it.</summary>
    First,

    /// <summary>Any step between the first and the last.</summary>
    Middle,

    /// <summary>The episode's final frame: no action is taken on it.</summary>
    Last,
}

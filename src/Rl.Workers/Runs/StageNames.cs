namespace Rl.Workers.Runs;

/// <summary>
/// Names in the metrics of what an iteration's time went into, in seconds. The learner's sum to the iteration; the workers' are means over them, and go by
/// signs of life, so that a short iteration's may appear in the next.
/// </summary>
public static class StageNames
{
    /// <summary>The whole iteration, by the learner's clock.</summary>
    public const string Iteration = "stages/iteration";

    /// <summary>The learner: the prior over what arrived, and convolutions that do not learn.</summary>
    public const string Prior = "stages/prior";

    /// <summary>The learner: the policy phase.</summary>
    public const string Wake = "stages/wake";

    /// <summary>The learner: the auxiliary phase.</summary>
    public const string Sleep = "stages/sleep";

    /// <summary>The learner: writing the policy down for the workers.</summary>
    public const string Publish = "stages/publish";

    /// <summary>The learner: waiting for fragments, and all that is not named; in a serial run also acting.</summary>
    public const string LearnerWaiting = "stages/learner_waiting";

    /// <summary>A worker: the policy over all environments' frames.</summary>
    public const string Policy = "stages/policy";

    /// <summary>A worker: the environments' steps and resets.</summary>
    public const string Environments = "stages/environments";

    /// <summary>A worker: taking over new weights.</summary>
    public const string Transfer = "stages/transfer";

    /// <summary>A worker: waiting for the learner.</summary>
    public const string WorkerWaiting = "stages/worker_waiting";
}

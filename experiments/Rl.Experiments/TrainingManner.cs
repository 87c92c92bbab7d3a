namespace Rl.Experiments;

/// <summary>Where a run's workers are.</summary>
public enum TrainingManner
{
    /// <summary>Processes of this machine, started and supervised by the learner.</summary>
    OwnWorkers,

    /// <summary>Started by someone else; the learner only listens.</summary>
    ExternalWorkers,

    /// <summary>In the learner's own process and thread.</summary>
    Serial,
}

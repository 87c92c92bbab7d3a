using Rl.Algorithms;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Workers;

namespace Rl.Tests.Workers;

/// <summary>Settings small enough for a test of the whole loop.</summary>
internal static class TinyRun
{
    public static TrainingConfig Config { get; } = new TrainingConfig
    {
        Environment = "flat",
        Task = new TaskConfig { EpisodeSteps = 11 },
        Policy = new PolicyConfig
        {
            FrameHeight = 64,
            FrameWidth = 64,
            HiddenSize = 32,
            Heads = 2,
            Layers = 1,
            Timesteps = 8,
            MemorySize = 16,
            ImpalaWidth = 0.25,
        },
        Learner = new PpgConfig
        {
            Wake = new PpoConfig { LearningRate = 1e-3, SequencesPerBatch = 2, MicroBatchSequences = 2 },
            SleepPasses = 1,
        },
        Workers = 1,
        EnvironmentsPerWorker = 2,
        SlotsPerFragment = 8,
        FragmentsPerIteration = 2,
        QueuedFragments = 4,
        CheckpointEveryIterations = 0,
        EpisodeWindow = 2,
        Iterations = 2,
        Seed = 7,
    }.Validated();

    public static VptPolicy Prior => new(Config.Policy, 99);
}

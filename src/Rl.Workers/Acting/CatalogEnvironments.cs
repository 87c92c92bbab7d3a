using Rl.Env;
using Rl.Env.Tasks;

namespace Rl.Workers.Acting;

/// <summary>Environments as a run's settings name them.</summary>
public static class CatalogEnvironments
{
    /// <summary>Makes worlds from the catalog, each with the run's task.</summary>
    public static EnvironmentFactory Of(TrainingConfig config) =>
        (_, _) => new TaskEnvironment(EnvironmentCatalog.Create(config.Environment, config.FrameSize, config.Bridge), config.Task);
}

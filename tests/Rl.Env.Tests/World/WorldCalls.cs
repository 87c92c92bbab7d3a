using Rl.Env.Actions;
using Rl.Env.World;

namespace Rl.Env.Tests.World;

/// <summary>Calls of the embedded world without waiting: it answers at once, and to wait for it would be an error.</summary>
internal static class WorldCalls
{
    public static EnvStep Reset(this VoxelWorld world, long seed) => AtOnce(world.ResetAsync(seed, CancellationToken.None));

    public static EnvStep Step(this VoxelWorld world, MinecraftAction action) => AtOnce(world.StepAsync(action, CancellationToken.None));

    private static EnvStep AtOnce(ValueTask<EnvStep> pending) =>
        pending.IsCompletedSuccessfully ? pending.Result : throw new InvalidOperationException("A call of the embedded world must complete at once.");
}

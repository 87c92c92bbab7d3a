using Rl.Env;
using Rl.Env.Bridge;
using Rl.Workers.Worlds;

namespace Rl.Tests.Worlds;

/// <summary>A world behind a server of this process, for tests.</summary>
internal static class ServedWorld
{
    /// <summary>Serves a small meadow, or what is asked for.</summary>
    public static Task<WorldServer> ServeAsync(WorldServerConfig? config = null) =>
        WorldServer.StartAsync(config ?? new WorldServerConfig { FrameSize = FrameSize.Square(64) }, ListenAddress.Parse("127.0.0.1:0"), null, CancellationToken.None);

    /// <summary>A player of it.</summary>
    public static BridgeEnvironment Join(WorldServer server, FrameSize size, bool sharesMemory = true)
    {
        ArgumentNullException.ThrowIfNull(server);
        var config = new BridgeConfig
        {
            Game = "world",
            Address = $"http://{server.Address}",
            SharedMemory = sharesMemory,
            ResetTimeout = TimeSpan.FromSeconds(20),
            StepTimeout = TimeSpan.FromSeconds(20),
        };
        return new BridgeEnvironment(size, config, TimeProvider.System);
    }
}

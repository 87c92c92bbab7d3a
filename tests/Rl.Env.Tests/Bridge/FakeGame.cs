using System.Diagnostics;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>The bridge's game without a game, with faults on request.</summary>
internal static class FakeGame
{
    private static readonly Lazy<bool> IsHere = new(CanImport);

    /// <summary>Leaves a test out where Python or its packages are not installed.</summary>
    public static void Require()
    {
        if (!IsHere.Value)
        {
            Assert.Ignore("python3-grpcio, python3-protobuf or python3-numpy is not installed.");
        }
    }

    /// <summary>Settings of a small game, with limits that a test can wait for.</summary>
    public static BridgeConfig Config(params (string Key, object Value)[] settings)
    {
        Require();
        return new BridgeConfig
        {
            Game = "fake",
            Settings = new Dictionary<string, string>([
                new("height", "36"), new("width", "64"), .. settings.Select(setting => KeyValuePair.Create(setting.Key, $"{setting.Value}")),
            ]),
            StartTimeout = TimeSpan.FromSeconds(60),
            ResetTimeout = TimeSpan.FromSeconds(20),
            StepTimeout = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>Another game's settings, with packages that stand in for what is not to be had everywhere.</summary>
    public static BridgeConfig Config(string game, params (string Key, object Value)[] settings) => Config() with
    {
        Game = game,
        Settings = settings.ToDictionary(setting => setting.Key, setting => $"{setting.Value}"),
        Modules = [Path.Combine(TestContext.CurrentContext.TestDirectory, "standins")],
    };

    /// <summary>An environment that plays it.</summary>
    public static BridgeEnvironment Create(params (string Key, object Value)[] settings) =>
        new(new FrameSize(36, 64), Config(settings), TimeProvider.System);

    private static bool CanImport()
    {
        var python = new BridgeConfig().Python;
        if (!File.Exists(python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import grpc, google.protobuf, numpy"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

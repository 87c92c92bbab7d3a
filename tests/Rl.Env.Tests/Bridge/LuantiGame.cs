using System.Diagnostics;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>Luanti's real client, with limits that a test can wait for.</summary>
internal static class LuantiGame
{
    private static readonly Lazy<bool> IsHere = new(CanRun);

    public static BridgeEnvironment Create(FrameSize size, params (string Key, object Value)[] settings)
    {
        if (!IsHere.Value)
        {
            Assert.Ignore("minetest, xvfb or python3-xlib is not installed.");
        }

        return new BridgeEnvironment(size, FakeGame.Config("luanti", settings) with { StepTimeout = TimeSpan.FromSeconds(60), ResetTimeout = TimeSpan.FromMinutes(2) }, TimeProvider.System);
    }

    private static bool CanRun()
    {
        if (!File.Exists("/usr/games/minetest") || !File.Exists("/usr/bin/Xvfb"))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(new BridgeConfig().Python, ["-c", "import Xlib"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

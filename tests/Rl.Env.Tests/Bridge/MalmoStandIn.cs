using System.Diagnostics;
using System.Globalization;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>A Malmo client without Minecraft, and what it tells in its frames.</summary>
internal static class MalmoStandIn
{
    /// <summary>The size of its frames, so small that resizing them to it changes nothing.</summary>
    public static readonly FrameSize Size = new(36, 64);

    private static string Program => Path.Combine(TestContext.CurrentContext.TestDirectory, "standins", "malmo_client.py");

    /// <summary>Settings of a game that starts the stand-in for itself.</summary>
    /// <param name="faults">What it makes on request, <c>NAME=N</c> with spaces between.</param>
    /// <param name="settings">The game's own.</param>
    public static BridgeConfig Config(string faults = "", params (string Key, object Value)[] settings)
    {
        var arguments = string.Concat(faults.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(fault => $" --make {fault}"));
        var launch = $"{new BridgeConfig().Python} '{Program}' -port {{port}} -env{arguments}";
        (string Key, object Value)[] all =
        [
            ("height", Size.Height), ("width", Size.Width), ("reset_seconds", 5), ("step_seconds", 5),
            .. settings.Any(setting => setting.Key == "address") ? Array.Empty<(string, object)>() : [("address", "127.0.0.1:0"), ("launch", launch)],
            .. settings,
        ];
        return FakeGame.Config("malmo", [.. all.GroupBy(setting => setting.Key).Select(setting => setting.Last())]) with
        {
            Variables = new Dictionary<string, string> { ["DISPLAY"] = ":0" }, // Nothing is drawn there.
        };
    }

    /// <summary>An environment that plays it.</summary>
    public static BridgeEnvironment Create(string faults = "", params (string Key, object Value)[] settings) =>
        new(Size, Config(faults, settings), TimeProvider.System);

    /// <summary>Starts one beside all games; whoever does ends it.</summary>
    /// <returns>The process, and the port where it listens.</returns>
    public static async Task<(Process Process, int Port)> StartAsync(params string[] faults)
    {
        FakeGame.Require();
        string[] arguments = [Program, "-port", "0", "-env", .. faults.SelectMany(fault => new[] { "--make", fault })];
        var process = Process.Start(new ProcessStartInfo(new BridgeConfig().Python, arguments) { RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var said = await process.StandardOutput.ReadLineAsync(patience.Token);
        return (process, int.Parse(said!.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>The process that a game has started, by what it wrote into the game's log.</summary>
    public static Process ProcessOf(string log) =>
        Process.GetProcessById(int.Parse(File.ReadAllLines(log)[0].Split(' ')[1], CultureInfo.InvariantCulture));

    /// <summary>Where the view looks, in degrees, and the keys that are down, by the bits of the contract.</summary>
    public static (double Pitch, double Yaw, int Keys) View(EnvStep step)
    {
        var frame = step.Frame.Span;
        return ((Number(frame[3..6]) / 100.0) - 90, Number(frame[..3]) / 100.0, Number(frame[6..9]));
    }

    private static int Number(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
}

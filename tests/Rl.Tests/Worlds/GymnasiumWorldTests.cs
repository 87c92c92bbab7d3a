using System.Diagnostics;
using Rl.Env.Bridge;
using Rl.Experiments.Reference;

namespace Rl.Tests.Worlds;

/// <summary>The world as Gymnasium's environment: a script in Python, with a checker and loops, by Gymnasium itself where it is installed.</summary>
public sealed class GymnasiumWorldTests
{
    private static readonly string Python = new BridgeConfig().Python;
    private static readonly string Root = Path.GetFullPath(Path.Combine(ConfigurationReference.FilePath, "..", ".."));

    private string _modules = Path.Combine(Root, "bridge");

    [OneTimeSetUp]
    public async Task RequirePython()
    {
        if (!File.Exists(Python) || (await RunAsync(TimeSpan.FromMinutes(1), "-c", "import grpc, google.protobuf, numpy")).Code != 0)
        {
            Assert.Ignore("python3-grpcio, python3-protobuf or python3-numpy is not installed.");
        }

        if ((await RunAsync(TimeSpan.FromMinutes(1), "-c", "import gymnasium")).Code != 0)
        {
            _modules += $":{Path.Combine(Root, "bridge", "standins")}";
        }
    }

    [Test]
    public async Task Gymnasiums_checker_and_plain_loops_are_content()
    {
        var (code, said) = await RunAsync(TimeSpan.FromMinutes(3), Path.Combine(Root, "tests", "gymnasium_world.py"));

        TestContext.Out.WriteLine(said);
        Assert.That(code, Is.Zero, said);
    }

    [TestCase("0", "flat 64x64, one environment: ", " steps/s (1 x 30 steps")]
    [TestCase("2", "flat 64x64, a vector of 2: ", " steps/s (2 x 30 steps")]
    public async Task The_module_plays_and_prints_its_speed(string worlds, string begin, string end)
    {
        var (code, said) = await RunAsync(TimeSpan.FromMinutes(1), "-m", "rl_bridge.world", "--env", "flat", "--num-envs", worlds, "--steps", "30", "--warm-up", "5", "--episode", "20");

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain(begin).And.Contain(end));
    }

    [Test]
    public async Task Without_gymnasium_the_module_says_what_to_install()
    {
        // "-I" leaves PYTHONPATH, and with it the stand-in, out.
        var (code, said) = await RunAsync(TimeSpan.FromMinutes(1), "-I", "-c", $"import sys; sys.path.append('{Path.Combine(Root, "bridge")}'); sys.modules['gymnasium'] = None; import rl_bridge.world");

        Assert.That(code, Is.Not.Zero);
        Assert.That(said, Does.Contain("rl_bridge.world needs the package gymnasium, 1.0 or newer").And.Contain("pip install gymnasium"));
    }

    private async Task<(int Code, string Said)> RunAsync(TimeSpan limit, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONPATH"] = _modules;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["RL_COMMAND"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "Rl.Experiments.dll")}";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', arguments)} took more than {limit}.");
            throw;
        }
    }
}

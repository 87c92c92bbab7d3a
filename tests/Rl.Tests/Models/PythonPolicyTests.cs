using System.Diagnostics;
using Rl.Models;
using Rl.Tests.Pretrain;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>The policy in plain PyTorch that speeds are compared with (tests/gpu) is the reference's network.</summary>
public sealed class PythonPolicyTests
{
    private const string Python = "/usr/bin/python3";
    private const string Sizes = """{"size": 128, "hidden": 32, "heads": 4, "layers": 2, "memory": 8, "channels": [3, 6, 6]}""";

    [Test]
    [CancelAfter(60_000)]
    public async Task It_gives_the_references_log_probabilities(CancellationToken cancellation)
    {
        if (!File.Exists(Python) || await RunAsync(["-c", "import torch, numpy"], cancellation) != 0)
        {
            Assert.Ignore($"{Python} has no PyTorch or no NumPy.");
        }

        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        var script = Path.Combine(Path.GetDirectoryName(GoldenNet.PathOf(""))!, "..", "gpu", "reference_policy.py");
        string[] arguments =
        [
            script, "forward", "--sizes", Sizes, "--temperature", "2", "--weights", GoldenNet.PathOf("tiny.weights"), "--frames", GoldenNet.PathOf("tiny_c0_img.npy"),
            "--out", folder["out"],
        ];
        Assert.That(await RunAsync(arguments, cancellation), Is.Zero);

        using var scope = NewDisposeScope();
        foreach (var head in new[] { "buttons", "camera" })
        {
            Assert.That(GoldenNet.Distance(NpyFile.Read(Path.Combine(folder["out"], $"{head}.npy")), GoldenNet.Array($"tiny_c0_{head}")), Is.LessThan(2e-5f), head);
        }
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true })!;
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            TestContext.Out.Write(errors);
            return process.ExitCode;
        }
        catch
        {
            process.Kill();
            throw;
        }
    }
}

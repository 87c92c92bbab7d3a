using Rl.Experiments.Commands;
using Rl.Models;
using Rl.Tests.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Experiments;

public class ModelCommandTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-model").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("tiny", "policy.safetensors")]
    [TestCase("idm_tiny", "inverse-dynamics.safetensors")]
    public async Task Either_kind_is_converted_there_and_back_and_looked_at(string name, string tensors)
    {
        var (model, weights) = (GoldenNet.PathOf($"{name}.model"), GoldenNet.PathOf($"{name}.weights"));

        Assert.That(await RunAsync("convert", "--model", model, "--weights", weights, "--out", At("folder")), Is.EqualTo(ExitCode.Done));
        Assert.That(File.Exists(At($"folder/{tensors}")), Is.True);
        Assert.That(await RunAsync("convert", "--policy", At("folder"), "--out", At("back.weights")), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("inspect", "--policy", At("back.weights")), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("convert", "--policy", At("folder"), "--out", At("back.weights")), Is.EqualTo(ExitCode.Usage));
        Assert.That(await RunAsync("convert", "--policy", At("folder"), "--out", At("back.weights"), "--force"), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task An_inverse_dynamics_model_runs_over_frames_without_a_policys_options()
    {
        using var scope = NewDisposeScope();
        string[] forward =
            ["forward", "--idm", GoldenNet.PathOf("idm_tiny.weights"), "--frames", GoldenNet.PathOf("idm_img.npy"), "--out", At("out"), "--threads", "1"];

        Assert.That(await RunAsync(forward), Is.EqualTo(ExitCode.Done));
        Assert.That(GoldenNet.Distance(NpyFile.Read(At("out/buttons.npy")), GoldenNet.Array("idm_buttons")), Is.LessThan(1e-4f));
        Assert.That(await RunAsync([.. forward, "--chunks", "8,8"]), Is.EqualTo(ExitCode.Usage));
    }

    private static Task<int> RunAsync(params string[] arguments)
    {
        var parsed = ModelCommand.Create().Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);

        return CommandErrors.RunAsync(cancellation => parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation));
    }

    private string At(string name) => Path.Combine(_folder, name);
}

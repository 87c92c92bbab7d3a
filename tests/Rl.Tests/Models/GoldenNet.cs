using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>Files that the reference wrote for a tiny policy and a tiny inverse dynamics model; they are never regenerated from our own code.</summary>
internal static class GoldenNet
{
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (!File.Exists(Path.Combine(folder.FullName, "Rl.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Rl.sln lies in no folder above the tests.");
        }

        return Path.Combine(folder.FullName, "tests", "golden", "net", name);
    }

    public static VptPolicy Policy() => OpenAiWeights.Load(PathOf("tiny.model"), PathOf("tiny.weights"));

    public static InverseDynamicsModel InverseDynamics() => OpenAiWeights.LoadInverseDynamics(PathOf("idm_tiny.model"), PathOf("idm_tiny.weights"));

    public static Tensor Array(string name) => NpyFile.Read(PathOf($"{name}.npy"));

    public static Tensor First(int chunk) => Array($"tiny_c{chunk}_first").to_type(ScalarType.Bool);

    public static bool Same(Tensor actual, Tensor expected) => actual.eq(expected).all().item<bool>();

    public static float Distance(Tensor actual, Tensor expected)
    {
        Assert.That(actual.numel(), Is.EqualTo(expected.numel()));

        return (actual.reshape(expected.shape) - expected).abs().max().item<float>();
    }
}

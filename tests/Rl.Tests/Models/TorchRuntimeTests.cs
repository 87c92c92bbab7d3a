using Rl.Models;
using TorchSharp;

namespace Rl.Tests.Models;

public class TorchRuntimeTests
{
    [Test]
    public void Torch_differentiates_after_loading()
    {
        TorchRuntime.Load();
        TorchRuntime.Load();
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(3f, requires_grad: true);

        (x * x).backward();

        Assert.That(x.grad!.item<float>(), Is.EqualTo(6f));
    }

    [Test]
    public void Zero_threads_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SetThreads(0));
    }

    [Test]
    public void No_copy_of_libtorch_lies_beside_the_tests()
    {
        var copies = Directory.EnumerateFiles(AppContext.BaseDirectory, "lib*orch*.so", SearchOption.AllDirectories);

        Assert.That(copies, Is.Empty);
    }
}

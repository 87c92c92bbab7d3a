using Rl.Models;

namespace Rl.Tests.Algorithms;

/// <summary>Sums are repeatable to the bit on one thread.</summary>
[SetUpFixture]
public sealed class TorchSetUp
{
    [OneTimeSetUp]
    public void Load()
    {
        TorchRuntime.Load();
        TorchRuntime.SetThreads(1);
    }
}

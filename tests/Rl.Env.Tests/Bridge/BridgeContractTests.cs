using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>The bridge keeps every promise of an environment, through shared memory and through the stream.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class BridgeContractTests(bool sharesMemory) : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => new BridgeEnvironment(size, FakeGame.Config() with { SharedMemory = sharesMemory }, TimeProvider.System);

    [Test]
    public async Task Frames_come_the_way_that_was_asked_for()
    {
        await using var environment = (BridgeEnvironment)Create(FrameSize.Square(64));

        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(environment.Game!.SharedMemory, Is.EqualTo(sharesMemory));
    }
}

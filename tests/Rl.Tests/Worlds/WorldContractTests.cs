using Rl.Env;
using Rl.Env.Tests;
using Rl.Workers.Worlds;

namespace Rl.Tests.Worlds;

/// <summary>The embedded world behind its server keeps every promise of an environment, through shared memory and through the stream.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class WorldContractTests(bool sharesMemory) : EnvironmentContractTests, IAsyncDisposable
{
    private WorldServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await ServedWorld.ServeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override IEnvironment Create(FrameSize size) => ServedWorld.Join(_server, size, sharesMemory);

    [Test]
    public async Task Frames_come_the_way_that_was_asked_for()
    {
        await using var environment = ServedWorld.Join(_server, FrameSize.Square(64), sharesMemory);

        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(environment.Game!.SharedMemory, Is.EqualTo(sharesMemory));
    }
}

using Rl.Workers.Serving;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class PolicyBroadcastTests
{
    [Test]
    public async Task A_late_worker_gets_the_latest_version_only()
    {
        var broadcast = new PolicyBroadcast();
        broadcast.Publish(1, new byte[] { 1 });
        broadcast.Publish(5, new byte[] { 5 });

        var snapshot = await broadcast.NewerThanAsync(-1, CancellationToken.None).ConfigureAwait(false);

        Assert.That(snapshot.Version, Is.EqualTo(5));
    }

    [Test]
    public async Task A_worker_that_has_the_latest_waits_for_the_next()
    {
        var broadcast = new PolicyBroadcast();
        broadcast.Publish(1, new byte[] { 1 });
        var waiting = broadcast.NewerThanAsync(1, CancellationToken.None);

        Assert.That(waiting.IsCompleted, Is.False);
        broadcast.Publish(2, new byte[] { 2 });
        Assert.That((await waiting.ConfigureAwait(false)).Version, Is.EqualTo(2));
    }

    [Test]
    public void A_version_never_goes_back()
    {
        var broadcast = new PolicyBroadcast();
        broadcast.Publish(3, new byte[] { 3 });

        Assert.Throws<ArgumentOutOfRangeException>(() => broadcast.Publish(2, new byte[] { 2 }));
    }
}

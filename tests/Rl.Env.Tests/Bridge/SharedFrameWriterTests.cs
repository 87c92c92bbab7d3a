using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

public sealed class SharedFrameWriterTests
{
    [Test]
    public void A_frame_that_was_written_is_read_by_its_number_alone()
    {
        using var shared = Create();
        using var writer = SharedFrameWriter.TryOpen(shared.Path, shared.Nonce, frameBytes: 3)!;

        writer.Write([1, 2, 3], number: 7);

        Assert.That(shared.Read(7, 3).ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(() => shared.Read(8, 3).ToArray(), Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("frame 7 lies"));
    }

    [Test]
    public void Memory_without_the_nonce_or_too_small_is_not_opened()
    {
        using var shared = Create();
        var other = shared.Nonce.ToArray();
        other[15] ^= 1;

        Assert.That(SharedFrameWriter.TryOpen(shared.Path, other, 3), Is.Null);
        Assert.That(SharedFrameWriter.TryOpen(shared.Path, shared.Nonce.AsSpan(1), 3), Is.Null);
        Assert.That(SharedFrameWriter.TryOpen(shared.Path, shared.Nonce, 4), Is.Null);
    }

    [Test]
    public void A_frame_of_another_size_is_refused()
    {
        using var shared = Create();
        using var writer = SharedFrameWriter.TryOpen(shared.Path, shared.Nonce, 3)!;

        Assert.That(() => writer.Write([1, 2], 1), Throws.ArgumentException.With.Message.Contains("2 bytes, expected 3"));
    }

    private static SharedFrame Create()
    {
        var shared = SharedFrame.Create(3);
        if (shared is null)
        {
            Assert.Ignore("This machine has no /dev/shm.");
        }

        return shared!;
    }
}

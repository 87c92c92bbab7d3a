using Rl.Pretrain.Auditing;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain.Auditing;

public sealed class StoreAuditTests
{
    [TestCase(FrameEncoding.Raw)]
    [TestCase(FrameEncoding.Packed)]
    public async Task Every_faulty_shard_is_named(FrameEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder.Root, Recordings.Config with { Episodes = 5, Encoding = encoding });
        Assert.That(Run(folder).Faults, Is.Empty);
        Assert.That(Run(folder).Frames, Is.EqualTo(125));

        Flip(folder["episode-000000.shard"], 4100);
        File.Delete(folder["episode-000002.shard"]);
        await File.WriteAllBytesAsync(folder["episode-000003.shard"], (await File.ReadAllBytesAsync(folder["episode-000003.shard"]))[..^1]);
        File.Copy(folder["episode-000001.shard"], folder["episode-000099.shard"]);

        var report = Run(folder);

        Assert.That(
            report.Faults.Select(fault => fault.Where).Distinct(),
            Is.EqualTo(new[] { "episode-000000.shard", "episode-000002.shard", "episode-000003.shard", "episode-000099.shard" }));
        Assert.That(report.Faults[0].What, Does.StartWith("has SHA-256"));
        Assert.That(report.Faults.Single(fault => fault.Where == "episode-000002.shard").What, Does.Contain("is missing"));
        Assert.That(report.Faults.Single(fault => fault.Where == "episode-000003.shard").What, Does.Contain("bytes, expected"));
        Assert.That(report.Checked, Is.EqualTo(5));
    }

    [Test]
    public async Task A_name_that_leads_out_of_the_folder_is_a_fault_and_is_not_read()
    {
        using var folder = new TemporaryFolder();
        await Recordings.RecordAsync(folder["store"], Recordings.Config);
        File.Move(folder["store/episode-000001.shard"], folder["episode-000001.shard"]);
        var manifest = await File.ReadAllTextAsync(folder["store/manifest.json"]);
        await File.WriteAllTextAsync(folder["store/manifest.json"], manifest.Replace("episode-000001.shard", "../episode-000001.shard", StringComparison.Ordinal));

        var report = new StoreAudit(1).Run(folder["store"], null, CancellationToken.None);

        Assert.That(report.Faults.Single().What, Does.Contain("no plain file name"));
    }

    private static AuditReport Run(TemporaryFolder folder) => new StoreAudit(2).Run(folder.Root, null, CancellationToken.None);

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}

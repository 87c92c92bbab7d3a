using Rl.Env.Tasks;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class ExpertPlayTests
{
    private static readonly RecordingConfig Config = new() { FramePixels = 16, Episodes = 2, EpisodeSteps = 400, Seed = 1 };

    [Test]
    public async Task The_lumberjack_is_recorded_felling_trees()
    {
        using var folder = new TemporaryFolder();
        var recorder = new DataRecorder(Config, () => ExpertPlay.Create(Config, new TaskConfig { Rewarded = ["log"] }), TimeProvider.System);

        var store = await recorder.RecordAsync(folder["data"], null, CancellationToken.None);

        Assert.That(store.Episodes.SelectMany(episode => episode.Gains).Sum(gain => gain.Item.EndsWith("_log", StringComparison.Ordinal) ? gain.Count : 0), Is.Positive);
        Assert.That(store.Manifest.NullSteps, Is.LessThan(200), "he is busy most of the time");
    }

    [Test]
    public void An_unknown_expert_or_world_is_refused_by_name()
    {
        Assert.That(
            () => ExpertPlay.Create(Config with { Expert = "miner" }, new TaskConfig()),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("'miner'"));
        Assert.That(
            () => ExpertPlay.Create(Config with { Environment = "moon" }, new TaskConfig()),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("'moon'"));
    }
}

using Rl.Workers;
using Rl.Workers.Checkpoints;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class CheckpointStoreTests
{
    [Test]
    public void The_newest_few_and_the_best_are_kept()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(folder.Path, keep: 2);

        for (var iteration = 1; iteration <= 5; iteration++)
        {
            store.Save(iteration, isBest: iteration == 2, Write);
        }

        Assert.That(Directory.GetDirectories(folder.Path).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "000002", "000004", "000005" }));
        Assert.That(Path.GetFileName(CheckpointStore.Resolve(folder.Path, "best")), Is.EqualTo("000002"));
        Assert.That(Path.GetFileName(CheckpointStore.Resolve(folder.Path, "last")), Is.EqualTo("000005"));
        Assert.That(Path.GetFileName(CheckpointStore.Resolve(folder.Path, "4")), Is.EqualTo("000004"));
    }

    [Test]
    public void A_checkpoint_that_is_not_there_is_named_with_those_that_are()
    {
        using var folder = new TemporaryFolder();
        new CheckpointStore(folder.Path, keep: 2).Save(7, isBest: false, Write);

        var error = Assert.Throws<RunRefusedException>(() => CheckpointStore.Resolve(folder.Path, "6"));

        Assert.That(error!.Message, Does.Contain("no checkpoint '6'").And.Contain("000007"));
    }

    [Test]
    public void What_a_killed_process_left_half_written_is_never_taken_for_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        new CheckpointStore(folder.Path, keep: 2).Save(1, isBest: false, Write);
        Directory.CreateDirectory(folder["000002.tmp"]);
        File.WriteAllText(Path.Combine(folder["000002.tmp"], "policy"), "half");

        var store = new CheckpointStore(folder.Path, keep: 2);

        Assert.That(store.Last, Is.EqualTo("000001"));
        Assert.That(Directory.Exists(folder["000002.tmp"]), Is.False);
    }

    [Test]
    public void A_replacement_killed_between_its_renames_leaves_the_replaced_checkpoint()
    {
        using var folder = new TemporaryFolder();
        new CheckpointStore(folder.Path, keep: 2).Save(1, isBest: false, Write);
        Directory.Move(folder["000001"], folder["000001.old"]);

        Assert.That(new CheckpointStore(folder.Path, keep: 2).Last, Is.EqualTo("000001"));
    }

    private static void Write(string path) => File.WriteAllText(Path.Combine(path, "weights"), "original");
}

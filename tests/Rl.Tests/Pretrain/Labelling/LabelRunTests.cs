using Rl.Models;
using Rl.Pretrain.Labelling;
using Rl.Pretrain.Recordings;
using Rl.Tests.Pretrain.InverseDynamics;

namespace Rl.Tests.Pretrain.Labelling;

public sealed class LabelRunTests
{
    private static readonly LabellerConfig Labels = new() { Stride = 8, Batch = 2 };

    [Test]
    public async Task Two_parts_label_everything_once_and_a_second_run_finds_it()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 5, steps: 40);
        using var model = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        var run = new LabelRun(model, Labels, TimeProvider.System);

        var first = await run.RunAsync(Tasks(recording), folder["labels"], 0, 2, null, CancellationToken.None);
        var second = await run.RunAsync(Tasks(recording), folder["labels"], 1, 2, null, CancellationToken.None);
        var again = await run.RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);

        Assert.That((first.Labelled, second.Labelled, again.Labelled, again.Found), Is.EqualTo((3, 2, 0, 5)));
        var shard = LabelShard.Read(LabelRun.PathOf(folder["labels"], "episode-000004"));
        Assert.That((shard.Labels.Count, shard.Header.Frames), Is.EqualTo((40, 40)));
        Assert.That(shard.Header.Model, Is.EqualTo(InverseDynamicsCheckpoint.Hash(model)));
    }

    [Test]
    public async Task What_another_model_has_labelled_is_labelled_again()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 20);
        using var one = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        using var other = new InverseDynamicsModel(TinyInverseDynamics.Config, 4);
        await new LabelRun(one, Labels, TimeProvider.System).RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);

        var result = await new LabelRun(other, Labels, TimeProvider.System).RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);

        Assert.That((result.Labelled, result.Found), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_damaged_source_is_named_and_the_rest_is_labelled()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 20);
        using var model = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        var tasks = Tasks(recording).Append(new LabelTask("broken", "broken.mp4", 10, null, _ => throw new DamagedDataException("broken at 3 s"))).ToList();

        var result = await new LabelRun(model, Labels, TimeProvider.System).RunAsync(tasks, folder["labels"], 0, 1, null, CancellationToken.None);

        Assert.That(result.Labelled, Is.EqualTo(2));
        Assert.That(result.Skipped, Is.EqualTo(new[] { "broken.mp4: broken at 3 s" }));
        Assert.That(File.Exists(LabelRun.PathOf(folder["labels"], "broken")), Is.False);
    }

    [Test]
    public async Task An_altered_or_cut_shard_is_refused_and_labelled_again()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 20);
        using var model = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        var run = new LabelRun(model, Labels, TimeProvider.System);
        await run.RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);
        var path = LabelRun.PathOf(folder["labels"], "episode-000000");
        var bytes = File.ReadAllBytes(path);
        bytes[^3] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.That(() => LabelShard.Read(path), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("cut off or altered"));
        File.WriteAllBytes(path, bytes[..^5]);
        Assert.That(() => LabelShard.Read(path), Throws.InstanceOf<DamagedDataException>());

        var result = await run.RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);

        Assert.That((result.Labelled, result.Found), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_recording_with_labels_has_their_actions_and_another_identity()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 20);
        using var model = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        await new LabelRun(model, Labels, TimeProvider.System).RunAsync(Tasks(recording), folder["labels"], 0, 1, null, CancellationToken.None);

        var labelled = recording.WithLabels(folder["labels"]);

        var shard = LabelShard.Read(LabelRun.PathOf(folder["labels"], "episode-000001"));
        Assert.That(
            Enumerable.Range(0, 20).Select(labelled.Episodes[1].Action), Is.EqualTo(shard.Labels.Select(label => label.Action.ToJoint())));
        Assert.That(labelled.Manifest.Identity(), Is.Not.EqualTo(recording.Manifest.Identity()));
        Assert.That(labelled.Manifest.LabelledBy, Is.EqualTo(InverseDynamicsCheckpoint.Hash(model)));
    }

    [Test]
    public async Task Labels_of_another_recording_or_missing_ones_are_refused()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 2, steps: 20);
        var other = await SignalWorld.RecordAsync(folder["other"], episodes: 2, steps: 21);
        using var model = new InverseDynamicsModel(TinyInverseDynamics.Config, 3);
        await new LabelRun(model, Labels, TimeProvider.System).RunAsync(Tasks(other), folder["labels"], 0, 1, null, CancellationToken.None);

        Assert.That(() => recording.WithLabels(folder["labels"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("another recording"));
        Assert.That(() => recording.WithLabels(folder["none"]), Throws.InstanceOf<DamagedDataException>().With.Message.Contains("missing"));
    }

    private static List<LabelTask> Tasks(RecordingStore recording) => [.. LabelSources.OfRecording(recording)];
}

using Rl.Env.Actions;
using Rl.Pretrain.InverseDynamics;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain.InverseDynamics;

public sealed class ClipSamplerTests
{
    [Test]
    public async Task An_epoch_shows_every_step_once_but_for_what_the_cut_leaves_over()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 3, steps: 41);

        var seen = Epoch(new ClipSampler(recording.Episodes, 4, idleShare: 1, maxSteps: 0, seed: 1), 4);

        Assert.That(seen, Is.Unique);
        Assert.That(seen.Count, Is.InRange(3 * 36, 3 * 40));
    }

    [Test]
    public async Task Without_idle_clips_something_changes_in_every_clip()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 4, steps: 60);

        var every = Epoch(new ClipSampler(recording.Episodes, 1, idleShare: 1, maxSteps: 0, seed: 1), 1);
        var some = Epoch(new ClipSampler(recording.Episodes, 1, idleShare: 0.5, maxSteps: 0, seed: 1), 1);
        var none = Epoch(new ClipSampler(recording.Episodes, 1, idleShare: 0, maxSteps: 0, seed: 1), 1);

        var idle = every.Where(step => !Changes(step.Episode, step.Step)).ToArray();
        Assert.That(idle, Has.Length.GreaterThan(10));
        Assert.That(none, Is.EquivalentTo(every.Except(idle)));
        Assert.That(some.Count - none.Count, Is.InRange(idle.Length / 4, idle.Length * 3 / 4));
    }

    [Test]
    public async Task Beyond_an_episodes_ends_it_is_black()
    {
        using var folder = new TemporaryFolder();
        var recording = await SignalWorld.RecordAsync(folder["data"], episodes: 1, steps: 6);
        var size = recording.FrameSize;
        var batch = new ClipBatch(1, 5, size);
        using var scope = TorchSharp.torch.NewDisposeScope();

        batch.Fill(0, recording.Episodes[0], 1);
        var frames = batch.ToTensors().Frames[0];

        var expected = new byte[5 * size.ByteCount];
        recording.Episodes[0].CopyFrames(1, expected);
        Assert.That(frames.shape[0], Is.EqualTo(9));
        Assert.That(frames[0].sum().item<long>(), Is.Zero, "before the episode");
        Assert.That(frames[1].sum().item<long>(), Is.Not.Zero, "its first frame");
        Assert.That(frames.narrow(0, 2, 5).contiguous().data<byte>().ToArray(), Is.EqualTo(expected));
        Assert.That(frames.narrow(0, 7, 2).sum().item<long>(), Is.Zero, "after the episode");
    }

    private static bool Changes(RecordedEpisode episode, int step)
    {
        var action = FactoredAction.From(episode.Action(step));
        var before = step == 0 ? Buttons.None : FactoredAction.From(episode.Action(step - 1)).Buttons;

        return action.Buttons != before || action.PitchBin != FactoredAction.NullBin || action.YawBin != FactoredAction.NullBin;
    }

    /// <summary>The steps that the first epoch shows.</summary>
    private static List<(RecordedEpisode Episode, int Step)> Epoch(ClipSampler sampler, int length)
    {
        var steps = new List<(RecordedEpisode, int)>();
        for (var taken = 0; taken < sampler.StepsPerEpoch; taken += length)
        {
            var (episode, start) = sampler.Next();
            steps.AddRange(Enumerable.Range(start, length).Select(step => (episode, step)));
        }

        Assert.That(sampler.State.Epoch, Is.Zero);
        return steps;
    }
}

using Rl.Env.Actions;
using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;
using static TorchSharp.torch;

namespace Rl.Pretrain.Labelling;

/// <summary>
/// Compares what a policy would most likely do with what was done, in the figures of <see cref="LabelCheck"/>: how well actions are told by somebody
/// who sees the past alone (Baker et al. 2022, section 4.1, figure 3).
/// </summary>
public static class PolicyCheck
{
    /// <summary>Frames that are run at once; the memory carries on, so that it changes nothing.</summary>
    private const int ChunkLength = 64;

    /// <summary>Measures a policy on episodes that it has not learned from, every frame of them.</summary>
    /// <exception cref="ArgumentException">The frames are not of the policy's size.</exception>
    public static LabelMetrics Measure(VptPolicy policy, IReadOnlyList<RecordedEpisode> episodes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(episodes);
        using var ungraded = no_grad();
        var tally = new LabelTally();
        foreach (var episode in episodes)
        {
            if (episode.FrameSize.Height != policy.Config.FrameHeight || episode.FrameSize.Width != policy.Config.FrameWidth)
            {
                throw new ArgumentException($"The frames are {episode.FrameSize}, but the policy takes {policy.Config.FrameWidth}x{policy.Config.FrameHeight}.", nameof(episodes));
            }

            var chunks = (episode.Steps + ChunkLength - 1) / ChunkLength;
            CarriedMemory.Run(policy, streams: 1, chunks, (chunk, memory) => Tally(policy, episode, chunk * ChunkLength, memory, tally), cancellation);
        }

        return tally.ToMetrics();
    }

    private static PolicyMemory Tally(VptPolicy policy, RecordedEpisode episode, int start, PolicyMemory memory, LabelTally tally)
    {
        using var scope = NewDisposeScope();
        var length = Math.Min(ChunkLength, episode.Steps - start);
        var bytes = new byte[length * episode.FrameSize.ByteCount];
        episode.CopyFrames(start, bytes);
        var frames = TensorBytes.ToTensor(bytes, [1, length, episode.FrameSize.Height, episode.FrameSize.Width, 3], ScalarType.Byte);
        var first = TensorBytes.ToTensor([.. Enumerable.Range(start, length).Select(step => (byte)(step == 0 ? 1 : 0))], [1, length], ScalarType.Bool);
        var output = policy.Forward(frames, first, memory, heads: PolicyHeads.Actions);
        var (buttons, camera) = (output.ButtonLogProbs.argmax(2).data<long>(), output.CameraLogProbs.argmax(2).data<long>());
        for (var step = 0; step < length; step++)
        {
            var told = new JointAction((ushort)buttons[step], (byte)camera[step]);
            tally.Add(FactoredAction.From(episode.Action(start + step)), FactoredAction.From(told));
        }

        return output.TakeMemory();
    }
}

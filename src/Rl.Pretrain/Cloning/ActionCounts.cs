using Rl.Env.Actions;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Cloning;

/// <summary>How often each class of both heads occurs in what is learned.</summary>
/// <param name="Buttons">One entry for each class of the buttons head.</param>
/// <param name="Camera">One entry for each class of the camera head.</param>
internal sealed record ActionCounts(long[] Buttons, long[] Camera)
{
    public static ActionCounts Of(IEnumerable<RecordedEpisode> episodes, bool filterNulls)
    {
        var counts = new ActionCounts(new long[JointActionCodec.ButtonCount], new long[JointActionCodec.CameraCount]);
        foreach (var episode in episodes)
        {
            for (var step = 0; step < episode.Steps; step++)
            {
                if (!filterNulls || !episode.IsNull(step))
                {
                    counts.Buttons[episode.Action(step).Buttons]++;
                    counts.Camera[episode.Action(step).Camera]++;
                }
            }
        }

        return counts;
    }
}

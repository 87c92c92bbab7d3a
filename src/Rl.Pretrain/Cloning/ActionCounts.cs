using Rl.Env.Actions;

namespace Rl.Pretrain.Cloning;

/// <summary>How often each class of both heads occurs in what is learned.</summary>
/// <param name="Buttons">One entry for each class of the buttons head.</param>
/// <param name="Camera">One entry for each class of the camera head.</param>
internal sealed record ActionCounts(long[] Buttons, long[] Camera)
{
    public static ActionCounts Of(IEnumerable<EpisodeSteps> episodes)
    {
        var counts = new ActionCounts(new long[JointActionCodec.ButtonCount], new long[JointActionCodec.CameraCount]);
        foreach (var steps in episodes)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                var action = steps.Episode.Action(steps[i]);
                counts.Buttons[action.Buttons]++;
                counts.Camera[action.Camera]++;
            }
        }

        return counts;
    }
}

using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Pretrain.Labelling;

/// <summary>
/// Tells each key of a video as often as it is likely to have been pressed there, on the frames where it is most likely. Told the likeliest alone, a key
/// that is never surer than a tenth is never told, and whoever is cloned from such labels never presses it. A model's chances add up to what was pressed
/// if they are calibrated, as those of one trained by maximum likelihood are on play like what it learned from.
/// </summary>
internal static class PressCounts
{
    /// <summary>A press surer than this is told, whatever the count: a tick's release breaks off what a second's holding has begun.</summary>
    private const float Sure = 0.9f;

    /// <summary>The keys that are told on each frame.</summary>
    /// <param name="chances"><c>[frame][button] float32</c>: how likely each is held.</param>
    /// <param name="seed">Decides how counts are rounded, so that a key of a tenth of a press a video is told in a tenth of the videos.</param>
    public static Buttons[] Tell(IReadOnlyList<float[]> chances, ulong seed)
    {
        var random = new SeededRandom(seed);
        var told = new Buttons[chances.Count];
        var order = new int[chances.Count];
        for (var button = 0; button < FactoredAction.ButtonCount; button++)
        {
            for (var frame = 0; frame < order.Length; frame++)
            {
                order[frame] = frame;
            }

            var count = (int)Math.Floor(chances.Sum(frame => (double)frame[button]) + random.NextDouble());
            Array.Sort(order, (one, other) => chances[other][button].CompareTo(chances[one][button]) is not 0 and var difference ? difference : one - other);
            for (var rank = 0; rank < order.Length && (rank < count || chances[order[rank]][button] > Sure); rank++)
            {
                told[order[rank]] |= (Buttons)(1 << button);
            }
        }

        return told;
    }
}

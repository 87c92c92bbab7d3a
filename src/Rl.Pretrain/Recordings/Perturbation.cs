using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Pretrain.Recordings;

/// <summary>The slips of a hand: now and then, for a few ticks, a random turn of the view in place of the player's action.</summary>
internal sealed class Perturbation(double probability, int maxTicks, SeededRandom random)
{
    private int _ticksLeft;
    private MinecraftAction _slip;

    /// <summary>What is carried out when the player wants <paramref name="intended"/>, and whether that is something else.</summary>
    public (MinecraftAction Action, bool IsPerturbed) Apply(MinecraftAction intended)
    {
        if (_ticksLeft == 0 && probability > 0 && random.NextDouble() < probability)
        {
            _ticksLeft = random.Next(1, maxTicks + 1);
            _slip = DrawSlip();
        }

        if (_ticksLeft == 0)
        {
            return (intended, false);
        }

        _ticksLeft--;
        return (_slip, true);
    }

    private MinecraftAction DrawSlip()
    {
        // Both turns are drawn from all bins: what a player does who looks at the ground, or past the tree, is what the recording would lack.
        var yaw = CameraQuantizer.Default.ToDegrees(random.Next(11));
        var pitch = CameraQuantizer.Default.ToDegrees(random.Next(11));
        var buttons = random.Next(4) switch
        {
            0 => Buttons.Forward,
            1 => Buttons.Attack,
            _ => Buttons.None,
        };
        return new MinecraftAction(buttons, pitch, yaw);
    }
}

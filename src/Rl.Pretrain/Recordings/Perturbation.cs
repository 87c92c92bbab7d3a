using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// The slips of a hand: now and then, for a few ticks, a random turn of the view in place of the player's action; then, for some more, nothing
/// but a held button, as if it had not been noticed. A clone strays in just this way, to the ground or past the tree, and goes on digging there.
/// </summary>
internal sealed class Perturbation(double probability, int maxTurnTicks, int maxHoldTicks, SeededRandom random)
{
    private int _turnTicks;
    private int _holdTicks;
    private MinecraftAction _slip;

    /// <summary>What is carried out when the player wants <paramref name="intended"/>, and whether that is something else.</summary>
    public (MinecraftAction Action, bool IsPerturbed) Apply(MinecraftAction intended)
    {
        if (_turnTicks == 0 && _holdTicks == 0 && probability > 0 && random.NextDouble() < probability)
        {
            _turnTicks = random.Next(1, maxTurnTicks + 1);
            _holdTicks = random.Next(maxHoldTicks + 1);
            _slip = DrawSlip();
        }

        if (_turnTicks > 0)
        {
            _turnTicks--;
            return (_slip, true);
        }

        if (_holdTicks > 0)
        {
            _holdTicks--;
            return (new MinecraftAction(_slip.Buttons, 0, 0), true);
        }

        return (intended, false);
    }

    private MinecraftAction DrawSlip()
    {
        var yaw = CameraQuantizer.Default.ToDegrees(random.Next(11));
        var pitch = CameraQuantizer.Default.ToDegrees(random.Next(11));
        var buttons = random.Next(4) switch
        {
            0 => Buttons.Forward,
            1 => Buttons.None,
            _ => Buttons.Attack,
        };
        return new MinecraftAction(buttons, pitch, yaw);
    }
}

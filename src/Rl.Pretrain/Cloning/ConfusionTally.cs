using Rl.Env.Actions;

namespace Rl.Pretrain.Cloning;

/// <summary>Counts how a policy's likeliest actions compare with the player's, frame by frame.</summary>
internal sealed class ConfusionTally
{
    private static readonly bool[] Attacks =
        [.. Enumerable.Range(0, JointActionCodec.ButtonCount).Select(buttons => JointActionCodec.ButtonsOf(new JointAction((ushort)buttons, 0)).Holds(Buttons.Attack))];

    private double _loss;
    private long _frames;
    private long _rightButtons;
    private long _rightCamera;
    private long _turns;
    private long _rightTurns;
    private long _rightAttacks;
    private long _foretoldAttacks;
    private long _attacks;

    public void Add(double loss, long buttons, long camera, long likeliestButtons, long likeliestCamera)
    {
        _loss += loss;
        _frames++;
        _rightButtons += buttons == likeliestButtons ? 1 : 0;
        _rightCamera += camera == likeliestCamera ? 1 : 0;
        if (camera != JointActionCodec.NullCamera)
        {
            _turns++;
            _rightTurns += camera == likeliestCamera ? 1 : 0;
        }

        var (attacks, foretold) = (Attacks[buttons], Attacks[likeliestButtons]);
        _attacks += attacks ? 1 : 0;
        _foretoldAttacks += foretold ? 1 : 0;
        _rightAttacks += attacks && foretold ? 1 : 0;
    }

    public CloningMetrics ToMetrics() => new(
        _loss / _frames,
        (double)_rightButtons / _frames,
        (double)_rightCamera / _frames,
        Share(_rightTurns, _turns),
        Share(2 * _rightAttacks, _attacks + _foretoldAttacks),
        _frames);

    /// <summary>A share of nothing is whole: nothing was missed.</summary>
    private static double Share(long part, long whole) => whole == 0 ? 1 : (double)part / whole;
}

using Rl.Env.Actions;

namespace Rl.Pretrain.Contractor;

/// <summary>
/// Some recordings begin with the left mouse button held, though nobody holds it: if that button alone goes down in the first line, it counts as
/// up until it goes down again.
/// </summary>
internal sealed class StuckAttack
{
    /// <summary>True while the left mouse button counts as up.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Takes note of the next line.</summary>
    /// <param name="isFirst">True for the recording's first line.</param>
    /// <param name="pressed">Mouse buttons that went down.</param>
    public void Note(bool isFirst, RecorderPress pressed) =>
        IsStuck = isFirst ? pressed.IsAttackAlone : IsStuck && !pressed.Buttons.Holds(Buttons.Attack);
}

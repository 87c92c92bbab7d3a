using Rl.Env.Actions;

namespace Rl.Pretrain.Contractor;

/// <summary>One of a line's lists of keys or mouse buttons.</summary>
/// <param name="Buttons">What policies can hold.</param>
/// <param name="Unplayable">What they cannot.</param>
/// <param name="Count">Entries of the list, those without meaning included.</param>
internal readonly record struct RecorderPress(Buttons Buttons, UnplayableKeys Unplayable, int Count)
{
    /// <summary>True if the list is exactly the left mouse button.</summary>
    public bool IsAttackAlone => Count == 1 && Buttons == Buttons.Attack;

    /// <summary>The list with one more entry.</summary>
    public RecorderPress With((Buttons Button, UnplayableKeys Key) entry) => new(Buttons | entry.Button, Unplayable | entry.Key, Count + 1);
}

using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>A thing seen lying about.</summary>
/// <param name="X">Where it lay, east.</param>
/// <param name="Y">Where it lay, up.</param>
/// <param name="Z">Where it lay, south.</param>
/// <param name="Item">What it is.</param>
/// <param name="Count">How many of it.</param>
/// <param name="SeenTick">When it was seen last.</param>
/// <param name="HeldBefore">
/// Of what was not seen but must lie there, since its block was broken: how many of it were carried then; −1 for what was seen.
/// </param>
internal readonly record struct LooseItem(double X, double Y, double Z, ItemId Item, int Count, long SeenTick, int HeldBefore = -1)
{
    /// <summary>The cell that it lies in.</summary>
    public Cell Cell => Cell.Containing(X, Y + 0.05, Z);
}

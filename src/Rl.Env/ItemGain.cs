namespace Rl.Env;

/// <summary>Units of one item obtained in one step.</summary>
/// <param name="Item">The item's id without namespace, as Minecraft 1.16.5 names it: <c>oak_log</c>.</param>
/// <param name="Count">How many units, at least 1.</param>
public readonly record struct ItemGain(string Item, int Count);

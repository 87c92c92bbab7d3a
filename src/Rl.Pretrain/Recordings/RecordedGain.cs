namespace Rl.Pretrain.Recordings;

/// <summary>Units of an item obtained by the action of one recorded step.</summary>
/// <param name="Step">The step whose action obtained it.</param>
/// <param name="Item">The item's id: <c>oak_log</c>.</param>
/// <param name="Count">Units, at least 1.</param>
public sealed record RecordedGain(int Step, string Item, int Count);

namespace Rl.Models;

/// <summary>What a pickle would have made by calling something; kept as the call's description.</summary>
/// <param name="maker">What would have been called, usually a <see cref="PickleClass"/>; null for a reference to another file.</param>
/// <param name="arguments">The call's arguments.</param>
internal sealed class PickleObject(object? maker, object?[] arguments)
{
    public object? Maker { get; } = maker;

    public object?[] Arguments { get; } = arguments;

    public object? State { get; set; }
}

namespace Rl.Models;

/// <summary>The name of a Python class or function that a pickle mentions; it is never imported.</summary>
internal sealed record PickleClass(string Module, string Name);

namespace Rl.Workers.Serving;

/// <summary>The policy's weights after some iteration, as a safetensors file in memory. Never changed once made.</summary>
/// <param name="Version">Completed iterations.</param>
/// <param name="File">The file's bytes.</param>
/// <param name="Sha256">The file's SHA-256.</param>
public sealed record PolicySnapshot(long Version, ReadOnlyMemory<byte> File, byte[] Sha256);

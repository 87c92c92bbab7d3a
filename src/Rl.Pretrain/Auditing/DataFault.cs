namespace Rl.Pretrain.Auditing;

/// <summary>Something that is wrong with data on disk.</summary>
/// <param name="Where">The segment, shard or file.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record DataFault(string Where, string What);

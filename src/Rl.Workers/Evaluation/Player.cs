using Rl.Env.Actions;

namespace Rl.Workers.Evaluation;

/// <summary>Decides what to do on a frame.</summary>
/// <param name="frame"><c>[height, width, channel] uint8</c> at the environment's size; valid during the call.</param>
/// <param name="isFirst">True on the first frame of an episode.</param>
public delegate MinecraftAction Player(ReadOnlySpan<byte> frame, bool isFirst);

using Rl.Env;

namespace Rl.Pretrain.Video;

/// <summary>Changes a decoded frame in place.</summary>
/// <param name="index">The frame's place in the video, from 0, after resampling.</param>
/// <param name="frame"><c>[height, width, channel] uint8</c>, read and written.</param>
/// <param name="size">Its size.</param>
public delegate void FrameEdit(long index, Span<byte> frame, FrameSize size);

namespace Rl.Pretrain.Video;

/// <summary>How a video is encoded.</summary>
public enum VideoCodec
{
    /// <summary>H.264 where ffmpeg has libx264, else MPEG-4 part 2.</summary>
    Best,

    /// <summary>H.264 by libx264.</summary>
    H264,

    /// <summary>MPEG-4 part 2, which every ffmpeg has.</summary>
    Mpeg4,
}

using System.Text.Json.Serialization;

namespace Rl.Pretrain.Recordings;

/// <summary>How frames lie in a shard.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FrameEncoding>))]
public enum FrameEncoding
{
    /// <summary>One after the other, as they are.</summary>
    Raw,

    /// <summary>
    /// In chunks of 16 frames, each frame but a chunk's first as its difference to the one before, packed by LZ4: two to six times smaller
    /// in the embedded world, two to three times after a video's encoder, and any frame is a chunk away (docs/decisions/0072).
    /// </summary>
    Packed,
}

namespace Rl.Pretrain.Contractor;

/// <summary>Why a segment is left out.</summary>
public enum SegmentFault
{
    /// <summary>The index names it, and neither of its files is there; the published indices name many such.</summary>
    Missing,

    /// <summary>There is a jsonl without its mp4.</summary>
    NoVideo,

    /// <summary>There is an mp4 without its jsonl.</summary>
    NoActions,

    /// <summary>The mp4 is empty, or does not decode to its end.</summary>
    DamagedVideo,

    /// <summary>The jsonl is empty, or a line of it is not the recorder's.</summary>
    DamagedActions,
}

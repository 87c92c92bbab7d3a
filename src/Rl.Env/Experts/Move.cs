namespace Rl.Env.Experts;

/// <summary>The ways to get from one cell to the next. (A step is something else here: a tick of the environment.)</summary>
internal enum Move
{
    /// <summary>To a cell beside, at the same height.</summary>
    Walk,

    /// <summary>To a cell beside and one higher, by a jump.</summary>
    Climb,

    /// <summary>To a cell beside and one lower.</summary>
    Descend,

    /// <summary>To a cell beside and more than one lower.</summary>
    Drop,

    /// <summary>Straight down, through the block under the feet onto one that was seen.</summary>
    Sink,

    /// <summary>Straight up, on a block placed under the feet in mid-jump.</summary>
    Pillar,

    /// <summary>Straight up or down in water.</summary>
    Swim,
}

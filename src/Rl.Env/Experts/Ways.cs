namespace Rl.Env.Experts;

/// <summary>What a way may lead through.</summary>
internal enum Ways
{
    /// <summary>Open country: what was never seen is taken for air over ground; soft things that bar the way may be dug away.</summary>
    OverLand,

    /// <summary>Rock: what was never seen is taken for it, and dug through like what was seen.</summary>
    ThroughRock,

    /// <summary>Only where a body fits as it is, as far as was seen.</summary>
    OnFoot,
}

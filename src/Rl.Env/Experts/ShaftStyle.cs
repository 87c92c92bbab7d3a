namespace Rl.Env.Experts;

/// <summary>The ways to dig down.</summary>
public enum ShaftStyle
{
    /// <summary>A straight flight of stairs.</summary>
    Straight,

    /// <summary>Forth and back in two columns: two blocks a level instead of three.</summary>
    Zigzag,

    /// <summary>Round and round a square of four columns.</summary>
    Spiral,
}

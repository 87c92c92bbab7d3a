namespace Rl.Env.Experts;

/// <summary>How far something to do has come.</summary>
internal enum Progress
{
    /// <summary>There is more to do.</summary>
    Underway,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It cannot be done, or not this way.</summary>
    Failed,
}

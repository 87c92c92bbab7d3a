namespace Rl.Env.Experts;

/// <summary>Something that a player sets out to do and that takes a while. One at a time is under way.</summary>
internal interface IErrand
{
    /// <summary>True if it goes on behind a window.</summary>
    bool UsesWindows => false;

    /// <summary>Does a tick's worth of it: what the keys and the mouse do is left in the controls.</summary>
    Progress Act();

    /// <summary>Leaves it as it is, done or not.</summary>
    void Leave();
}

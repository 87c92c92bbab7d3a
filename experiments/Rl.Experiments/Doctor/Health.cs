namespace Rl.Experiments.Doctor;

/// <summary>How a check came out.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but slower or with less than it could.</summary>
    Warn,

    /// <summary>The project does not run like that.</summary>
    Fail,
}

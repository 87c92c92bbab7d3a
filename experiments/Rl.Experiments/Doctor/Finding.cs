namespace Rl.Experiments.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Health">How it came out.</param>
/// <param name="Found">What was found, and why it matters where it is not as it should be.</param>
/// <param name="Cure">What to do about it; null where there is nothing to do.</param>
public sealed record Finding(string Check, Health Health, string Found, string? Cure = null)
{
    /// <summary>All is well.</summary>
    public static Finding Ok(string check, string found) => new(check, Health.Ok, found);

    /// <summary>It works, but could be better.</summary>
    public static Finding Warn(string check, string found, string cure) => new(check, Health.Warn, found, cure);

    /// <summary>It does not work.</summary>
    public static Finding Fail(string check, string found, string cure) => new(check, Health.Fail, found, cure);
}

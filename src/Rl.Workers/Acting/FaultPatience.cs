using Rl.Env;

namespace Rl.Workers.Acting;

/// <summary>How often a faulty environment is begun anew, and how long one waits between.</summary>
internal static class FaultPatience
{
    /// <summary>Faults in a row after which an environment is given up.</summary>
    public const int MaxFaultsInRow = 5;

    /// <summary>Whether an error is the environment's, who is lost with it, and not ours.</summary>
    public static bool IsFault(Exception error) => error is EnvironmentFaultException or TimeoutException;

    /// <summary>Waits before the next try: not after the first fault, then 1 s, 2 s, 4 s and so on, since a machine that is out of something needs time.</summary>
    /// <param name="faults">Faults in a row so far.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task WaitAsync(int faults, TimeProvider clock, CancellationToken cancellation) =>
        faults < 2 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(1 << (faults - 2)), clock, cancellation);
}

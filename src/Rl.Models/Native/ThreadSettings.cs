using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>
/// Has OpenMP's threads wait for each other for a short while only before they sleep. By default one spins for milliseconds, on a core that the thread
/// it waits for may need: two trainings side by side on two cores came to a third of one's speed (docs/decisions/0024-waiting-threads.md).
/// </summary>
internal static partial class ThreadSettings
{
    private const string SpinCount = "GOMP_SPINCOUNT";
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    /// <summary>Some tens of microseconds: longer than most pauses between two operations of a network.</summary>
    private const string Spins = "2000";

    /// <summary>Shortens the wait, unless the user has chosen one. To be called before OpenMP is loaded, which reads it once.</summary>
    public static void ShortenWait()
    {
        if (Environment.GetEnvironmentVariable(WaitPolicy) is not null)
        {
            return;
        }

        try
        {
            // Environment.SetEnvironmentVariable does not reach native libraries.
            _ = SetVariable(SpinCount, Spins, overwrite: 0);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // Without glibc threads wait as they always did.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

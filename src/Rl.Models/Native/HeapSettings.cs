using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>
/// Has the C heap keep what tensors give back, in few places. By default glibc returns a megabyte-sized block to the kernel at every free and gets it back,
/// zeroed page by page, for the next layer: a tenth of a training step (docs/decisions/0022-heap.md).
/// </summary>
internal static partial class HeapSettings
{
    // The numbers of M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD and M_ARENA_MAX in glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;
    private const int MostArenas = -8;

    private const string MostArenasVariable = "MALLOC_ARENA_MAX";

    /// <summary>The largest threshold that glibc takes: half of a thread's heap.</summary>
    private const int LargestMapThreshold = 32 << 20;

    /// <summary>
    /// Asks the heap to keep its memory, in as many arenas as there are processors: glibc gives each new thread one of its own, up to eight a processor, and each
    /// grows to what a whole update takes. False where there is no glibc, which has no such settings.
    /// </summary>
    public static bool Keep()
    {
        try
        {
            return SetOption(MapThreshold, LargestMapThreshold) == 1
                && SetOption(TrimThreshold, int.MaxValue) == 1
                && SetOption(TopPad, 64 << 20) == 1
                && (Environment.GetEnvironmentVariable(MostArenasVariable) is not null || SetOption(MostArenas, Environment.ProcessorCount) == 1);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}

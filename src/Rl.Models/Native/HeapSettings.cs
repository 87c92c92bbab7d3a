using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>
/// Has the C heap keep what tensors give back. By default glibc returns a megabyte-sized block to the kernel at every free and gets it back,
/// zeroed page by page, for the next layer: a tenth of a training step (docs/decisions/0022-heap.md).
/// </summary>
internal static partial class HeapSettings
{
    // The numbers of M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD in glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    /// <summary>The largest threshold that glibc takes: half of a thread's heap.</summary>
    private const int LargestMapThreshold = 32 << 20;

    /// <summary>Asks the heap to keep its memory; false where there is no glibc, which has no such settings.</summary>
    public static bool Keep()
    {
        try
        {
            return SetOption(MapThreshold, LargestMapThreshold) == 1
                && SetOption(TrimThreshold, int.MaxValue) == 1
                && SetOption(TopPad, 64 << 20) == 1;
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

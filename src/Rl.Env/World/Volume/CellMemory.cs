using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Rl.Env.World.Volume;

/// <summary>
/// One byte per cell outside the managed heap, in huge pages where Linux grants them: rays touch cells all over 8 MiB, and with pages of
/// 4 KiB most of their time would go into address translation. Zeroed at first; freed with its owner.
/// </summary>
internal sealed unsafe partial class CellMemory : CriticalFinalizerObject
{
    private const int HugePage = 2 << 20;
    private const int AdviseHugePage = 14;

    /// <summary>Allocates <paramref name="bytes"/>, and 64 more that may be read.</summary>
    public CellMemory(int bytes)
    {
        var size = (nuint)((bytes + 64 + HugePage - 1) / HugePage * HugePage);
        Pointer = (byte*)NativeMemory.AlignedAlloc(size, HugePage);
        GC.AddMemoryPressure((long)size);
        Size = (long)size;
        if (OperatingSystem.IsLinux())
        {
            // Advice only: without huge pages everything works, slower.
            _ = Advise(Pointer, size, AdviseHugePage);
        }

        NativeMemory.Clear(Pointer, size);
    }

    ~CellMemory()
    {
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(Size);
    }

    /// <summary>The first byte; valid while this object is reachable.</summary>
    public byte* Pointer { get; }

    private long Size { get; }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(byte* address, nuint length, int advice);
}

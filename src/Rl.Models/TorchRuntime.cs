using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rl.Models.Native;
using TorchSharp;

namespace Rl.Models;

/// <summary>The native libraries under TorchSharp, and the threads they use.</summary>
public static class TorchRuntime
{
    private static readonly Lazy<IntPtr> Binding = new(NativeLibraries.Load);

    /// <summary>
    /// Why libtorch could not be loaded, or null. Whoever uses a tensor then ends in a <see cref="TypeInitializationException"/>, which hides it.
    /// </summary>
    public static Exception? Fault { get; private set; }

    /// <summary>Loads libtorch and TorchSharp's binding; calling it again does nothing.</summary>
    /// <remarks>Entering any code of Rl.Models has already tried to. A program that touches TorchSharp first calls this before.</remarks>
    public static void Load() => _ = Binding.Value;

    /// <summary>Sets how many threads one tensor operation may use. A worker among others takes 1.</summary>
    /// <param name="count">At least 1.</param>
    public static void SetThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Load();
        torch.set_num_threads(count);
    }

    /// <summary>True if the C heap was told to keep what tensors give back (docs/decisions/0022-heap.md), which only glibc can.</summary>
    public static bool KeepsHeap => NativeLibraries.KeepsHeap;

    /// <summary>Which libtorch was loaded, in words.</summary>
    public static string Flavor => NativeLibraries.Flavor;

    /// <summary>How many threads one tensor operation may use.</summary>
    public static int Threads => torch.get_num_threads();

#pragma warning disable CA2255 // TorchSharp looks for its libraries on first use, wherever that is; they must be there by then.
    [ModuleInitializer]
    internal static void RegisterResolver()
#pragma warning restore CA2255
    {
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, static (name, _, _) => name == "LibTorchSharp" ? Binding.Value : IntPtr.Zero);
        try
        {
            Load();
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException
            or PlatformNotSupportedException or InvalidOperationException or InvalidDataException)
        {
            // A program that can say what is wrong with its machine has to start on it.
            Fault = fault;
        }
    }
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>Finds libtorch and TorchSharp's native half, and loads them by absolute path.</summary>
/* NativeLibraries must
 * - never copy libtorch (460 MB) and never change the package cache: the folder holds a copy of what is patched
 * - let many processes start at once on a fresh clone: files appear by rename, so that nobody loads half a library
 * - load in the order of dependence: the loader then finds each by its soname and searches no path
 */
internal static class NativeLibraries
{
    internal const string Version = "GLIBCXX_3.4.32";
    internal const string Marker = "_ZSt21ios_base_library_initv";
    internal const string Binding = "libLibTorchSharp.so";

    /// <summary>Names a folder with another libtorch, such as an installed PyTorch's <c>torch/lib</c>.</summary>
    internal const string OtherLibtorch = "RL_LIBTORCH";

    private const string Other = $"the libtorch that {OtherLibtorch} names";
    private const string Operators = "libtorch_cpu.so";
    private const string RestoreAgain = "Run 'dotnet restore' and build again; the package cache may have been emptied or moved.";

    // In the order of dependence. Those for CUDA and OpenMP's, which may be the system's, are not in every libtorch.
    private static readonly string[] Libtorch = ["libgomp*.so*", "libc10.so", "libc10_cuda.so", Operators, "libtorch_cuda.so", "libtorch.so"];

    /// <summary>The unpatched binding in the package cache.</summary>
    internal static string OriginalBinding => Path.Combine(Native(Described("TorchSharpPackage")), Binding);

    /// <summary>Which libtorch it is, in words.</summary>
    internal static string Flavor { get; private set; } = "libtorch";

    /// <summary>True once the heap was told to keep its memory, and could.</summary>
    internal static bool KeepsHeap { get; private set; }

    /// <summary>libtorch_cpu, once loaded.</summary>
    internal static IntPtr Torch { get; private set; }

    internal static IntPtr Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException("The models need Linux on x64; the package libtorch-cpu-linux-x64 has no other build.");
        }

        KeepsHeap = HeapSettings.Keep();
        ThreadSettings.ShortenWait();
        var (libtorch, flavor) = FindLibtorch();
        Flavor = flavor;
        var folder = Path.Combine(Described("NativeFolder"), $"torchsharp-{Path.GetFileName(Described("TorchSharpPackage"))}");
        Directory.CreateDirectory(folder);

        foreach (var library in Libtorch.SelectMany(name => Directory.Exists(libtorch) ? Directory.EnumerateFiles(libtorch, name) : []))
        {
            var loaded = NativeLibrary.Load(library);
            Torch = Path.GetFileName(library) == Operators ? loaded : Torch;
        }

        return Torch != IntPtr.Zero
            ? LoadSuitingBinding(folder)
            : throw new FileNotFoundException(
                $"There is no {Operators} in '{libtorch}', where {flavor} should be. "
                + (flavor == Other
                    ? "Name the folder 'lib' of a libtorch, or 'torch/lib' of an installed PyTorch."
                    : RestoreAgain));
    }

    /// <summary>The folder that libtorch lies in, and what to call it.</summary>
    private static (string Folder, string Flavor) FindLibtorch()
    {
        if (Environment.GetEnvironmentVariable(OtherLibtorch) is { Length: > 0 } other)
        {
            return (other, Other);
        }

        var package = Described("LibtorchPackage");

        // The packages for CUDA are put together by their own build steps, next to the program.
        return package.Contains("-cuda-", StringComparison.Ordinal)
            ? (Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"), "libtorch for CUDA")
            : (Native(package), $"libtorch {Path.GetFileName(package)} for the CPU");
    }

    private static IntPtr LoadSuitingBinding(string folder)
    {
        try
        {
            return LoadBinding(folder);
        }
        catch (DllNotFoundException refusal) when (refusal.Message.Contains("undefined symbol", StringComparison.Ordinal))
        {
            throw new DllNotFoundException(
                $"TorchSharp {Path.GetFileName(Described("TorchSharpPackage"))} does not run on {Flavor}, which lacks what it was built with: "
                + $"{refusal.Message}. docs/gpu.md tells which versions of PyTorch suit.",
                refusal);
        }
    }

    /// <summary>Loads the binding as it is, or a patched copy where this system's libstdc++ is too old for it.</summary>
    private static IntPtr LoadBinding(string folder)
    {
        var original = OriginalBinding;

        if (!File.Exists(original))
        {
            throw new FileNotFoundException($"The native library '{original}' is missing. {RestoreAgain}");
        }

        try
        {
            return EagerLoader.Load(original);
        }
        catch (DllNotFoundException refusal) when (refusal.Message.Contains(Version, StringComparison.Ordinal))
        {
            var patched = Path.Combine(folder, $"weakened-{Binding}");

            if (!File.Exists(patched))
            {
                Publish(patched, temporary => File.WriteAllBytes(
                    temporary, ElfWeakener.Weaken(File.ReadAllBytes(original), Version, Marker)));
            }

            return EagerLoader.Load(patched);
        }
    }

    private static void Publish(string path, Action<string> create)
    {
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():n}";
        create(temporary);
        File.Move(temporary, path, overwrite: true);
    }

    private static string Native(string package) => Path.Combine(package, "runtimes", "linux-x64", "native");

    private static string Described(string key)
    {
        return typeof(NativeLibraries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == key)?.Value is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Rl.Models was built without '{key}'. Run 'dotnet restore' and build it again.");
    }
}

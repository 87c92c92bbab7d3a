using System.Reflection;
using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>Finds libtorch and TorchSharp's native half, lays them out in one folder, and loads them by absolute path.</summary>
/* NativeLibraries must
 * - never copy libtorch (460 MB) and never change the package cache: the folder holds links, and a copy of what is patched
 * - let many processes start at once on a fresh clone: files appear by rename, so that nobody loads half a library
 * - load in the order of dependence: the loader then finds each by its soname and searches no path
 */
internal static class NativeLibraries
{
    internal const string Version = "GLIBCXX_3.4.32";
    internal const string Marker = "_ZSt21ios_base_library_initv";
    internal const string Binding = "libLibTorchSharp.so";

    private static readonly string[] Libtorch = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>The unpatched binding in the package cache.</summary>
    internal static string OriginalBinding => Path.Combine(Native(Described("TorchSharpPackage")), Binding);

    /// <summary>True once the heap was told to keep its memory, and could.</summary>
    internal static bool KeepsHeap { get; private set; }

    internal static IntPtr Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException("The models need Linux on x64; the package libtorch-cpu-linux-x64 has no other build.");
        }

        KeepsHeap = HeapSettings.Keep();
        ThreadSettings.ShortenWait();
        var libtorch = Described("LibtorchPackage");
        var folder = Path.Combine(
            Described("NativeFolder"), $"libtorch-{Path.GetFileName(libtorch)}-torchsharp-{Path.GetFileName(Described("TorchSharpPackage"))}");
        Directory.CreateDirectory(folder);

        foreach (var name in Libtorch)
        {
            NativeLibrary.Load(Linked(Path.Combine(Native(libtorch), name), folder));
        }

        return LoadBinding(OriginalBinding, folder);
    }

    /// <summary>Loads the binding as it is, or a patched copy where this system's libstdc++ is too old for it.</summary>
    private static IntPtr LoadBinding(string original, string folder)
    {
        try
        {
            return NativeLibrary.Load(Linked(original, folder));
        }
        catch (DllNotFoundException refusal) when (refusal.Message.Contains(Version, StringComparison.Ordinal))
        {
            var patched = Path.Combine(folder, $"weakened-{Binding}");

            if (!File.Exists(patched))
            {
                Publish(patched, temporary => File.WriteAllBytes(
                    temporary, ElfWeakener.Weaken(File.ReadAllBytes(original), Version, Marker)));
            }

            return NativeLibrary.Load(patched);
        }
    }

    private static string Linked(string original, string folder)
    {
        if (!File.Exists(original))
        {
            throw new FileNotFoundException(
                $"The native library '{original}' is missing. Run 'dotnet restore' and build again; the package cache may have been emptied or moved.");
        }

        var link = Path.Combine(folder, Path.GetFileName(original));

        if (new FileInfo(link).LinkTarget != original)
        {
            Publish(link, temporary => File.CreateSymbolicLink(temporary, original));
        }

        return link;
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

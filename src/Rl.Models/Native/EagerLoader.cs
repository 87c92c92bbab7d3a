using System.Runtime.InteropServices;

namespace Rl.Models.Native;

/// <summary>Loads a library and binds all its symbols at once, so that one which is missing is told now and not when it is called.</summary>
internal static partial class EagerLoader
{
    private const int BindNow = 2;

    /// <exception cref="DllNotFoundException">The loader refuses it; the message is the loader's own.</exception>
    public static IntPtr Load(string path)
    {
        _ = LastError(); // Finding dlerror itself would forget what went wrong, so it is found before.
        var library = Open(path, BindNow);

        return library != IntPtr.Zero ? library : throw new DllNotFoundException(Marshal.PtrToStringUTF8(LastError()) ?? $"'{path}' does not load.");
    }

    [LibraryImport("libdl.so.2", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr Open(string path, int flags);

    [LibraryImport("libdl.so.2", EntryPoint = "dlerror")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr LastError();
}

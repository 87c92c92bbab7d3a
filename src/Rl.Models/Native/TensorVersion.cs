using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rl.Models.Native;

/// <summary>How often a tensor was written to in place, which torch counts and TorchSharp does not tell.</summary>
internal static unsafe class TensorVersion
{
    /// <summary><c>at::TensorBase::_version() const</c>.</summary>
    private const string Symbol = "_ZNK2at10TensorBase8_versionEv";

    private static readonly delegate* unmanaged<IntPtr, long> Count = Find();

    /// <summary>False if this libtorch has no such function: then every tensor may have changed.</summary>
    public static bool IsKnown => Count != null;

    /// <summary>The number of writes to the tensor's storage; it grows with each.</summary>
    public static long Of(Tensor tensor)
    {
        var version = Count(tensor.Handle);
        GC.KeepAlive(tensor);

        return version;
    }

    private static delegate* unmanaged<IntPtr, long> Find()
    {
        TorchRuntime.Load();
        return NativeLibrary.TryGetExport(NativeLibraries.Torch, Symbol, out var address) ? (delegate* unmanaged<IntPtr, long>)address : null;
    }
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rl.Models.Native;

/// <summary>
/// How often a tensor was written to in place, which torch counts and TorchSharp does not tell. Whoever writes to a tensor behind torch's back counts it here.
/// </summary>
internal static unsafe class TensorVersion
{
    /// <summary><c>at::TensorBase::_version() const</c>.</summary>
    private const string Symbol = "_ZNK2at10TensorBase8_versionEv";

    /// <summary><c>torch::autograd::impl::bump_version(at::Tensor const&amp;)</c>.</summary>
    private const string BumpSymbol = "_ZN5torch8autograd4impl12bump_versionERKN2at6TensorE";

    private static readonly delegate* unmanaged<IntPtr, long> Count = (delegate* unmanaged<IntPtr, long>)Find(Symbol);
    private static readonly delegate* unmanaged<IntPtr, void> Bump = (delegate* unmanaged<IntPtr, void>)Find(BumpSymbol);

    /// <summary>False if this libtorch lacks the functions: then every tensor may have changed, and none may be written to behind torch's back.</summary>
    public static bool IsKnown => Count != null && Bump != null;

    /// <summary>The number of writes to the tensor's storage; it grows with each.</summary>
    public static long Of(Tensor tensor)
    {
        var version = Count(tensor.Handle);
        GC.KeepAlive(tensor);

        return version;
    }

    /// <summary>Counts a write.</summary>
    public static void Increase(Tensor tensor)
    {
        Bump(tensor.Handle);
        GC.KeepAlive(tensor);
    }

    private static IntPtr Find(string symbol)
    {
        TorchRuntime.Load();
        return NativeLibrary.TryGetExport(NativeLibraries.Torch, symbol, out var address) ? address : IntPtr.Zero;
    }
}

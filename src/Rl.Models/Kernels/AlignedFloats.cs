using System.Runtime.InteropServices;

namespace Rl.Models.Kernels;

/// <summary>Numbers outside the collector's reach, zero at first, that begin at a cache line.</summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int Line = 64;

    private float* _first;

    public AlignedFloats(int length)
    {
        Length = length;
        _first = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Line);
        Span.Clear();
    }

    ~AlignedFloats() => Free();

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>Where they lie, while this lives.</summary>
    public float* First => _first != null ? _first : throw new ObjectDisposedException(nameof(AlignedFloats));

    /// <summary>All of them, while this lives.</summary>
    public Span<float> Span => new(First, Length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
    }
}

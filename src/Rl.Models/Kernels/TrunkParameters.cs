namespace Rl.Models.Kernels;

/// <summary>
/// The places of a trunk's parameters: first all tensors as they are, one after the other, then every convolution's weights again as its kernel reads them.
/// Gradients lie in the first part's places, those of weights packed until <see cref="Unpack"/>.
/// </summary>
internal sealed class TrunkParameters
{
    private readonly List<(int Start, int Length)> _tensors = [];
    private readonly List<Convolution> _convolutions = [];

    /// <summary>Numbers of all tensors.</summary>
    public int Length { get; private set; }

    /// <summary>Numbers of both parts.</summary>
    public int PackedLength { get; private set; }

    /// <summary>Where each tensor lies.</summary>
    public IReadOnlyList<(int Start, int Length)> Tensors => _tensors;

    /// <summary>Gives the next tensor its place.</summary>
    public int Add(int length)
    {
        _tensors.Add((Length, length));
        Length += length;

        return Length - length;
    }

    /// <summary>Notes a convolution whose weights are also to lie packed.</summary>
    public void AddPacked(Convolution convolution) => _convolutions.Add(convolution);

    /// <summary>Gives the packed weights their places, after all tensors.</summary>
    public void Complete()
    {
        PackedLength = Length;

        foreach (var convolution in _convolutions)
        {
            convolution.Forward = PackedLength;
            convolution.Backward = PackedLength + convolution.PackedLength;
            PackedLength += 2 * convolution.PackedLength;
        }
    }

    /// <summary>Brings gradients, whose weights' part is as the kernels left it, into the tensors' own order.</summary>
    public void Unpack(Span<float> gradients)
    {
        foreach (var convolution in _convolutions)
        {
            convolution.Unpack(gradients);
        }
    }

    /// <summary>Writes the second part from the first.</summary>
    public void Pack(Span<float> parameters)
    {
        foreach (var convolution in _convolutions)
        {
            convolution.Pack(parameters);
        }
    }
}

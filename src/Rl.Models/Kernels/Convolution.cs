namespace Rl.Models.Kernels;

/// <summary>Where the numbers of one convolution lie among <see cref="TrunkParameters"/>.</summary>
internal sealed class Convolution
{
    /// <param name="layout">Gives the places.</param>
    /// <param name="inputs">Channels that enter.</param>
    /// <param name="outputs">Channels that come out.</param>
    /// <param name="normed">Whether a norm stands before it; else it has a bias.</param>
    public Convolution(TrunkParameters layout, int inputs, int outputs, bool normed)
    {
        (Inputs, Outputs, IsNormed) = (inputs, outputs, normed);

        if (normed)
        {
            (Gain, Bias) = (layout.Add(inputs), layout.Add(inputs));
        }

        Weight = layout.Add(outputs * inputs * ConvolutionKernel.Taps);

        if (!normed)
        {
            Bias = layout.Add(outputs);
        }

        layout.AddPacked(this);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public bool IsNormed { get; }

    /// <summary>The norm's, one an input.</summary>
    public int Gain { get; }

    /// <summary>The norm's, one an input, or the convolution's own, one an output.</summary>
    public int Bias { get; }

    /// <summary><c>[outputs, inputs, 9]</c>.</summary>
    public int Weight { get; }

    /// <summary>The weights as <see cref="ConvolutionKernel.Convolve{T}"/> reads them.</summary>
    public int Forward { get; set; }

    /// <summary>The same for the way back, from outputs to inputs: turned by half a circle.</summary>
    public int Backward { get; set; }

    public int PackedLength => Outputs * Inputs * ConvolutionKernel.Taps;

    /// <summary>Rewrites the weights for the kernel, both ways.</summary>
    public void Pack(Span<float> parameters)
    {
        var weights = parameters.Slice(Weight, PackedLength);
        Pack(weights, parameters.Slice(Forward, PackedLength), Outputs, Inputs, (output, input, tap) => (((output * Inputs) + input) * ConvolutionKernel.Taps) + tap);

        if (IsNormed)
        {
            Pack(
                weights,
                parameters.Slice(Backward, PackedLength),
                Inputs,
                Outputs,
                (output, input, tap) => (((input * Inputs) + output) * ConvolutionKernel.Taps) + ConvolutionKernel.Taps - 1 - tap);
        }
    }

    /// <summary>Writes a gradient that the kernel left packed in the weights' own order.</summary>
    public void Unpack(Span<float> gradients)
    {
        Span<float> packed = gradients.Slice(Weight, PackedLength).ToArray();
        var next = 0;

        for (var block = 0; block < Outputs; block += ConvolutionKernel.Block)
        {
            for (var place = 0; place < Inputs * ConvolutionKernel.Taps; place++)
            {
                for (var output = block; output < block + ConvolutionKernel.Block; output++)
                {
                    gradients[Weight + (output * Inputs * ConvolutionKernel.Taps) + place] = packed[next++];
                }
            }
        }
    }

    private static void Pack(ReadOnlySpan<float> weights, Span<float> packed, int outputs, int inputs, Func<int, int, int, int> place)
    {
        var next = 0;

        for (var block = 0; block < outputs; block += ConvolutionKernel.Block)
        {
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < ConvolutionKernel.Taps; tap++)
                {
                    for (var output = block; output < block + ConvolutionKernel.Block; output++)
                    {
                        packed[next++] = weights[place(output, input, tap)];
                    }
                }
            }
        }
    }
}

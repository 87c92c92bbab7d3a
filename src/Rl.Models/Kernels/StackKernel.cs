namespace Rl.Models.Kernels;

/// <summary>One stack of the trunk for one image: convolution, pool, norm, and two residual blocks of two normed convolutions.</summary>
/* StackKernel must
 * - keep of an image only what the way back reads, so that all of it stays in a core's second-level cache
 * - normalise anew on the way back: that costs less than to write the normalised planes and read them again
 */
internal sealed unsafe class StackKernel
{
    private readonly int _lanesBefore;
    private readonly int _lanes;
    private readonly Planes _inputPlanes;
    private readonly Planes _input;
    private readonly Planes _convolved;
    private readonly Planes _bordered;
    private readonly Convolution _first;
    private readonly int _gain;
    private readonly int _bias;
    private readonly Convolution[] _blocks;

    /// <param name="layout">Where parameters get their places, in the order of the layout of the network.</param>
    /// <param name="input">What enters, dense.</param>
    /// <param name="channels">Of the stack.</param>
    /// <param name="normed">Whether the first convolution has a norm before it; else it has a bias.</param>
    public StackKernel(TrunkParameters layout, Planes input, int channels, bool normed)
    {
        (_lanesBefore, _lanes) = (Planes.LanesOf(input.Width), Planes.LanesOf(input.Width / 2));
        _inputPlanes = input;
        _input = input with { Border = _lanesBefore };
        _convolved = new Planes(channels, input.Height, input.Width, _lanesBefore);
        Output = Planes.Dense(channels, input.Height / 2, input.Width / 2);
        _bordered = Output with { Border = _lanes };
        _first = new Convolution(layout, input.Channels, channels, normed);
        (_gain, _bias) = (layout.Add(channels), layout.Add(channels));
        _blocks = [.. Enumerable.Range(0, 4).Select(_ => new Convolution(layout, channels, channels, normed: true))];
    }

    /// <summary>What comes out, dense.</summary>
    public Planes Output { get; }

    /// <summary>Numbers that <see cref="Scratch"/> takes.</summary>
    public int ScratchLength => StackScratch.LengthOf(_input, _convolved, Output, _bordered);

    /// <summary>Room for one image, in memory that is all zeros.</summary>
    public StackScratch Scratch(float* memory) => new(memory, _input, _convolved, Output, _bordered);

    /// <summary>What enters, with a border. Where the first convolution has no norm, the caller fills <see cref="StackScratch.In"/> so.</summary>
    public Planes Input => _input;

    /// <summary>Runs the stack; what came out is the scratch's <see cref="StackScratch.Out"/>.</summary>
    /// <param name="parameters">From <see cref="TrunkParameters"/>.</param>
    /// <param name="input">Dense; unused where the first convolution has no norm.</param>
    /// <param name="scratch">Holds what the way back needs.</param>
    public void Forward(float* parameters, float* input, StackScratch scratch)
    {
        if (_first.IsNormed)
        {
            scratch.Statistics[0] = NormKernel.Measure(_inputPlanes, input);
            Normalize(_first, parameters, _inputPlanes, input, scratch.Statistics[0], _input, scratch.In);
        }

        Convolve(_lanesBefore, _input, scratch.In, parameters + _first.Forward, _first.IsNormed ? null : parameters + _first.Bias, _convolved, scratch.Convolved, rectify: true);
        Pool(scratch);
        scratch.Statistics[1] = NormKernel.Measure(Output, scratch.Pooled);
        var (mean, scale) = scratch.Statistics[1];
        NormKernel.Normalize(Output, scratch.Pooled, mean, scale, parameters + _gain, parameters + _bias, Output, scratch.States[0]);

        for (var block = 0; block < 2; block++)
        {
            var (first, second) = (2 * block, (2 * block) + 1);
            ForwardNormed(parameters, first, scratch.States[block], scratch.Hidden[first], scratch);
            ForwardNormed(parameters, second, scratch.Hidden[first], scratch.Hidden[second], scratch);
            Add(scratch.States[block], scratch.Hidden[second], scratch.States[block + 1]);
        }
    }

    /// <summary>Adds to the parameters' gradients, after <see cref="Forward"/> for the same image.</summary>
    /// <param name="parameters">From <see cref="TrunkParameters"/>.</param>
    /// <param name="input">As for <see cref="Forward"/>.</param>
    /// <param name="scratch">As <see cref="Forward"/> left it.</param>
    /// <param name="gradient">Of what came out; overwritten.</param>
    /// <param name="gradients">In the parameters' places, added to.</param>
    /// <param name="inputGradient">Where the input's gradient goes, dense; unused where the first convolution has no norm.</param>
    public void Backpropagate(float* parameters, float* input, StackScratch scratch, float* gradient, float* gradients, float* inputGradient)
    {
        for (var block = 1; block >= 0; block--)
        {
            var (first, second) = (2 * block, (2 * block) + 1);
            BackpropagateNormed(parameters, second, scratch.Hidden[first], scratch.Hidden[second], gradient, gradients, scratch.Gradient, add: false, scratch);
            BackpropagateNormed(parameters, first, scratch.States[block], scratch.Hidden[first], scratch.Gradient, gradients, gradient, add: true, scratch);
        }

        var (mean, scale) = scratch.Statistics[1];
        NormKernel.Backpropagate(
            Output, scratch.Pooled, mean, scale, parameters + _gain, gradient, gradients + _gain, gradients + _bias, gradient, add: false);

        new Span<float>(scratch.ConvolvedGradient, _convolved.Size).Clear();
        PoolKernel.Backpropagate(_convolved, scratch.Pooled, scratch.Which, gradient, scratch.ConvolvedGradient);
        AddWeightGradient(_lanesBefore, _input, scratch.In, _convolved, scratch.ConvolvedGradient, gradients + _first.Weight);

        if (!_first.IsNormed)
        {
            AddSums(_convolved, scratch.ConvolvedGradient, gradients + _first.Bias);
            return;
        }

        (mean, scale) = scratch.Statistics[0];
        Convolve(_lanesBefore, _convolved, scratch.ConvolvedGradient, parameters + _first.Backward, null, _inputPlanes, inputGradient, rectify: false);
        NormKernel.Backpropagate(
            _inputPlanes,
            input,
            mean,
            scale,
            parameters + _first.Gain,
            inputGradient,
            gradients + _first.Gain,
            gradients + _first.Bias,
            inputGradient,
            add: false);
    }

    private void ForwardNormed(float* parameters, int index, float* input, float* output, StackScratch scratch)
    {
        ref var statistics = ref scratch.Statistics[2 + index];
        statistics = NormKernel.Measure(Output, input);
        Normalize(_blocks[index], parameters, Output, input, statistics, _bordered, scratch.Normed);
        Convolve(_lanes, _bordered, scratch.Normed, parameters + _blocks[index].Forward, null, Output, output, rectify: true);
    }

    private void BackpropagateNormed(
        float* parameters, int index, float* input, float* output, float* gradient, float* gradients, float* inputGradient, bool add, StackScratch scratch)
    {
        var convolution = _blocks[index];
        var (mean, scale) = scratch.Statistics[2 + index];
        CopyWhereAboveZero(output, gradient, scratch.NormedGradient);
        Normalize(convolution, parameters, Output, input, scratch.Statistics[2 + index], _bordered, scratch.Normed);
        AddWeightGradient(_lanes, _bordered, scratch.Normed, _bordered, scratch.NormedGradient, gradients + convolution.Weight);
        Convolve(_lanes, _bordered, scratch.NormedGradient, parameters + convolution.Backward, null, Output, scratch.Gradient, rectify: false);
        NormKernel.Backpropagate(
            Output,
            input,
            mean,
            scale,
            parameters + convolution.Gain,
            scratch.Gradient,
            gradients + convolution.Gain,
            gradients + convolution.Bias,
            inputGradient,
            add);
    }

    private static void Normalize(
        Convolution convolution, float* parameters, Planes shape, float* input, (float Mean, float Scale) statistics, Planes output, float* to)
    {
        NormKernel.Normalize(
            shape, input, statistics.Mean, statistics.Scale, parameters + convolution.Gain, parameters + convolution.Bias, output, to);
    }

    private static void Convolve(int lanes, Planes input, float* from, float* packed, float* bias, Planes output, float* to, bool rectify)
    {
        if (lanes == Lanes16.Count)
        {
            ConvolutionKernel.Convolve<Lanes16>(input, from, packed, bias, output, to, rectify);
        }
        else
        {
            ConvolutionKernel.Convolve<Lanes8>(input, from, packed, bias, output, to, rectify);
        }
    }

    private static void AddWeightGradient(int lanes, Planes input, float* from, Planes output, float* gradient, float* weights)
    {
        if (lanes == Lanes16.Count)
        {
            ConvolutionKernel.AddWeightGradient<Lanes16>(input, from, output, gradient, weights);
        }
        else
        {
            ConvolutionKernel.AddWeightGradient<Lanes8>(input, from, output, gradient, weights);
        }
    }

    private void Pool(StackScratch scratch)
    {
        // A pool takes two vectors of a row at a time.
        if (_lanesBefore == Lanes16.Count && _convolved.Width % (2 * Lanes16.Count) == 0)
        {
            PoolKernel.Pool<Lanes16>(_convolved, scratch.Convolved, scratch.Pooled, scratch.Which);
        }
        else
        {
            PoolKernel.Pool<Lanes8>(_convolved, scratch.Convolved, scratch.Pooled, scratch.Which);
        }
    }

    private void Add(float* left, float* right, float* sum)
    {
        for (nint i = 0; i < Output.Size; i += Lanes8.Count)
        {
            Lanes8.Store(Lanes8.Add(Lanes8.Load(left + i), Lanes8.Load(right + i)), sum + i);
        }
    }

    /// <summary>The way back through a cut below 0, from dense planes into bordered ones.</summary>
    private void CopyWhereAboveZero(float* output, float* gradient, float* to)
    {
        to += _bordered.Start;

        for (var channel = 0; channel < Output.Channels; channel++)
        {
            var row = to;

            for (var y = 0; y < Output.Height; y++)
            {
                for (nint x = 0; x < Output.Width; x += Lanes8.Count)
                {
                    Lanes8.Store(Lanes8.WhereGreater(Lanes8.Load(output + x), Lanes8.Zero, Lanes8.Load(gradient + x), Lanes8.Zero), row + x);
                }

                output += Output.Width;
                gradient += Output.Width;
                row += _bordered.Row;
            }

            to += _bordered.Plane;
        }
    }

    private static void AddSums(Planes shape, float* planes, float* sums)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var sum = Lanes8.Zero;

            for (nint i = 0; i < shape.Plane; i += Lanes8.Count)
            {
                sum = Lanes8.Add(sum, Lanes8.Load(planes + i));
            }

            sums[channel] += Lanes8.Sum(sum);
            planes += shape.Plane;
        }
    }
}

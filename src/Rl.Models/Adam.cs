using Rl.Models.Kernels;
using Rl.Models.Native;
using TorchSharp;
using static Rl.Models.TensorArithmetic;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Adam (Kingma and Ba 2015) with L2 decay in the gradient, as the reference trains; its state can be saved.</summary>
/// <remarks>A parameter without gradient is neither moved nor decayed, and its step count stands still.</remarks>
public sealed class Adam : IDisposable
{
    private readonly AdamConfig _config;
    private readonly Slot[] _slots;

    // Held, so that none is collected while torch reads it: see TensorArithmetic.
    private readonly Scalar _beta1;
    private readonly Scalar _beta2;
    private readonly Scalar _newMeanShare;
    private readonly Scalar _newMeanSquareShare;
    private readonly Scalar _weightDecay;

    /// <param name="parameters">Named parameters; they stay the caller's. The names label the saved state.</param>
    /// <param name="config">Settings; null takes the reference's.</param>
    public Adam(IEnumerable<(string Name, TorchSharp.Modules.Parameter Parameter)> parameters, AdamConfig? config = null)
    {
        _config = (config ?? new AdamConfig()).Validated();
        LearningRate = _config.LearningRate;
        (_beta1, _beta2, _weightDecay) = (Number(_config.Beta1), Number(_config.Beta2), Number(_config.WeightDecay));
        (_newMeanShare, _newMeanSquareShare) = (Number(1 - _config.Beta1), Number(1 - _config.Beta2));
        _slots = [.. parameters.Select(named => new Slot(
            named.Name,
            named.Parameter,
            zeros_like(named.Parameter, requires_grad: false).DetachFromDisposeScope(),
            zeros_like(named.Parameter, requires_grad: false).DetachFromDisposeScope()))];
    }

    /// <summary>The step size, which a schedule may change between steps.</summary>
    public double LearningRate { get; set; }

    /// <summary>Moves every parameter that has a gradient.</summary>
    public void Step()
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var fused = new List<(Slot Slot, AdamKernel.Work Work)>(_slots.Length);

        foreach (var slot in _slots)
        {
            if (slot.Parameter.grad is { } gradient)
            {
                slot.Steps++;

                if (WorkOf(slot, gradient) is { } work)
                {
                    fused.Add((slot, work));
                }
                else
                {
                    Step(slot, gradient);
                }
            }
        }

        // Gradients live until the scope ends, and with them their addresses.
        AdamKernel.Run([.. fused.Select(entry => entry.Work)]);

        foreach (var (slot, _) in fused)
        {
            TensorVersion.Increase(slot.Parameter);
        }
    }

    /// <summary>Forgets all gradients, so that a parameter that gets none in the next pass is left alone.</summary>
    public void ZeroGrad()
    {
        foreach (var slot in _slots)
        {
            using var gradient = slot.Parameter.grad;

            if (gradient is not null)
            {
                slot.Parameter.grad = null;
            }
        }
    }

    /// <summary>Both running means and the step count of every parameter, by name. The tensors stay the optimiser's; do not keep them.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedState()
    {
        foreach (var slot in _slots)
        {
            yield return ($"{slot.Name}.mean", slot.Mean);
            yield return ($"{slot.Name}.mean_square", slot.MeanSquare);
            using var steps = tensor(slot.Steps, ScalarType.Int64);
            yield return ($"{slot.Name}.steps", steps);
        }
    }

    /// <summary>Copies a saved state in.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();

        foreach (var slot in _slots)
        {
            slot.Mean.copy_(Saved(state, $"{slot.Name}.mean", slot.Mean.shape));
            slot.MeanSquare.copy_(Saved(state, $"{slot.Name}.mean_square", slot.MeanSquare.shape));
            slot.Steps = Saved(state, $"{slot.Name}.steps", []).item<long>();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.Mean.Dispose();
            slot.MeanSquare.Dispose();
        }

        _beta1.Dispose();
        _beta2.Dispose();
        _newMeanShare.Dispose();
        _newMeanSquareShare.Dispose();
        _weightDecay.Dispose();
    }

    private static Tensor Saved(IReadOnlyDictionary<string, Tensor> state, string name, long[] shape)
    {
        if (!state.TryGetValue(name, out var saved))
        {
            throw new InvalidDataException($"The optimiser's state lacks '{name}'. Was it saved by another model?");
        }

        return saved.shape.AsSpan().SequenceEqual(shape)
            ? saved
            : throw new InvalidDataException(
                $"The optimiser's '{name}' is [{string.Join(", ", saved.shape)}], expected [{string.Join(", ", shape)}].");
    }

    /// <summary>The step's addresses, if all four tensors lie alike in the CPU's memory.</summary>
    private AdamKernel.Work? WorkOf(Slot slot, Tensor gradient)
    {
        var parameter = DenseStorage.AddressOf(slot.Parameter, out var layout);
        var given = DenseStorage.AddressOf(gradient, out var layoutOfGradient);

        if (!TensorVersion.IsKnown || parameter == 0 || given == 0 || layout != layoutOfGradient)
        {
            return null;
        }

        var mean = DenseStorage.AddressOf(slot.Mean, out var layoutOfMean);
        var meanSquare = DenseStorage.AddressOf(slot.MeanSquare, out var layoutOfMeanSquare);

        if (mean == 0 || meanSquare == 0 || layout != layoutOfMean || layout != layoutOfMeanSquare)
        {
            return null;
        }

        var (epsilon, step) = Corrected(slot.Steps);
        var numbers = new AdamKernel.Numbers(
            (float)_config.WeightDecay,
            (float)_config.Beta1,
            (float)(1 - _config.Beta1),
            (float)_config.Beta2,
            (float)(1 - _config.Beta2),
            (float)epsilon,
            (float)step);

        return new AdamKernel.Work(parameter, given, mean, meanSquare, (nint)slot.Parameter.numel(), numbers);
    }

    /// <summary>Epsilon and step size after so many steps: the root's correction is moved out of the fraction, which saves a pass over memory.</summary>
    private (double Epsilon, double Step) Corrected(long steps)
    {
        var meanCorrection = 1 - Math.Pow(_config.Beta1, steps);
        var squareCorrection = Math.Sqrt(1 - Math.Pow(_config.Beta2, steps));

        return (_config.Epsilon * squareCorrection, -LearningRate * squareCorrection / meanCorrection);
    }

    private void Step(Slot slot, Tensor gradient)
    {
        if (_config.WeightDecay != 0)
        {
            gradient = gradient.add(slot.Parameter, alpha: _weightDecay);
        }

        slot.Mean.mul_(_beta1).add_(gradient, alpha: _newMeanShare);
        slot.MeanSquare.mul_(_beta2).addcmul_(gradient, gradient, _newMeanSquareShare);
        var (correctedEpsilon, correctedStep) = Corrected(slot.Steps);
        using var epsilon = Number(correctedEpsilon);
        using var step = Number(correctedStep);
        var denominator = slot.MeanSquare.sqrt().add_(epsilon);
        slot.Parameter.addcdiv_(slot.Mean, denominator, step);
    }

    private sealed class Slot(string name, TorchSharp.Modules.Parameter parameter, Tensor mean, Tensor meanSquare)
    {
        public string Name { get; } = name;

        public TorchSharp.Modules.Parameter Parameter { get; } = parameter;

        public Tensor Mean { get; } = mean;

        public Tensor MeanSquare { get; } = meanSquare;

        public long Steps { get; set; }
    }
}

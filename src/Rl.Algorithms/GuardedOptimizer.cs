using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>An Adam that steps only by gradients that are sound, clipped to a norm.</summary>
internal sealed class GuardedOptimizer : IDisposable
{
    private readonly IReadOnlyList<Tensor> _parameters;
    private readonly PpoConfig _config;
    private readonly Adam _adam;
    private readonly double _learningRate;

    public GuardedOptimizer(VptPolicy policy, double learningRate, double weightDecay, PpoConfig config)
    {
        var trained = policy.TrainableParameters.ToArray();
        _parameters = [.. trained.Select(named => named.Parameter)];
        _adam = new Adam(trained, new AdamConfig { LearningRate = learningRate, Epsilon = config.AdamEpsilon, WeightDecay = weightDecay });
        (_config, _learningRate) = (config, learningRate);
    }

    /// <summary>Sets the step size to that of an iteration.</summary>
    public void Begin(long iteration) => _adam.LearningRate = _learningRate * _config.LearningRateFactor(iteration);

    /// <summary>Forgets gradients, so that parameters that the next loss does not reach are neither moved nor decayed.</summary>
    public void ClearGradients() => _adam.ZeroGrad();

    /// <summary>
    /// Makes a step by the gradients that have been added up, unless loss, divergence or gradient is not finite or the divergence too
    /// large: then parameters and Adam stay as they are. Either way the gradients are cleared.
    /// </summary>
    /// <param name="figures"><c>[figures] float64</c> on the policy's device: loss, divergence, and whatever else there is to read.</param>
    /// <returns>Whether it stepped, and the figures, read together with the gradient's norm: an update waits for its device this once.</returns>
    public (bool Made, double[] Figures) TryStep(Tensor figures)
    {
        using var scope = NewDisposeScope();
        var gradients = GradientClip.GradientsOf(_parameters);
        var norm = GradientClip.NormOf(gradients).to_type(ScalarType.Float64).view(1);
        double[] read = [.. cat([figures, ModelDevice.Upload(norm, figures.device)], 0).cpu().data<double>()];
        var isSound = double.IsFinite(read[0]) && read[1] <= _config.MaxKl && double.IsFinite(read[^1]);
        if (isSound)
        {
            GradientClip.Scale(gradients, read[^1], _config.MaxGradientNorm);
            _adam.Step();
        }

        ClearGradients();
        return (isSound, read[..^1]);
    }

    /// <summary>Copies of Adam's tensors, their names prefixed.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> SaveState(string prefix)
    {
        // The step counts live only until the enumeration moves on: copy each at once.
        return _adam.NamedState().Select(named => KeyValuePair.Create(prefix + named.Name, named.Tensor.clone().DetachFromDisposeScope()));
    }

    /// <summary>Copies Adam's tensors back.</summary>
    public void LoadState(LearnerState state, string prefix)
    {
        _adam.LoadState(state.Tensors
            .Where(named => named.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(named => named.Key[prefix.Length..], named => named.Value));
    }

    public void Dispose() => _adam.Dispose();
}

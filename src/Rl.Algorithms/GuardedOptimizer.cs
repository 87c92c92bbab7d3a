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
    public bool TryStep(double loss, double divergence)
    {
        var isSound = double.IsFinite(loss) && divergence <= _config.MaxKl
            && double.IsFinite(GradientClip.ClipNorm(_parameters, _config.MaxGradientNorm));
        if (isSound)
        {
            _adam.Step();
        }

        ClearGradients();
        return isSound;
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

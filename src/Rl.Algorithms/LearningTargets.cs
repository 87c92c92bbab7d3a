using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Algorithms;

/// <summary>What an iteration's fragments teach: advantages and value targets of every slot. Owns its tensors.</summary>
internal sealed class LearningTargets : IDisposable
{
    private readonly IReadOnlyList<float[]> _returns;
    private readonly bool _areFinite;

    private LearningTargets(IReadOnlyList<float[]> advantages, IReadOnlyList<float[]> returns, IReadOnlyList<bool[]> valid)
    {
        Advantages = [.. advantages.Select(Detached)];
        _returns = returns;
        Valid = valid;
        _areFinite = advantages.Concat(returns).All(numbers => numbers.All(float.IsFinite));
        ValidSlots = valid.Sum(mask => mask.LongCount(isValid => isValid));
    }

    /// <summary>One <c>[time] float32</c> a fragment; normalised if the settings say so, 0 at invalid slots.</summary>
    public IReadOnlyList<Tensor> Advantages { get; }

    /// <summary>
    /// One <c>[time] float32</c> a fragment: the returns (advantage + value, before the advantages are normalised) in the value heads'
    /// units. Empty until <see cref="NormalizeReturns"/>.
    /// </summary>
    public IReadOnlyList<Tensor> NormalizedReturns { get; private set; } = [];

    /// <summary>One <c>[time]</c> a fragment.</summary>
    public IReadOnlyList<bool[]> Valid { get; }

    /// <summary>There is a valid slot, and every number is finite.</summary>
    public bool IsUsable => _areFinite && ValidSlots > 0;

    public long ValidSlots { get; }

    public double ExplainedVariance { get; private init; }

    public static LearningTargets Of(IReadOnlyList<TrainingFragment> fragments, PpoConfig config)
    {
        var advantages = new List<float[]>();
        var returns = new List<float[]>();
        var values = new List<float[]>();
        var valid = new List<bool[]>();
        foreach (var fragment in fragments)
        {
            var mask = fragment.Valid.data<bool>().ToArray();
            var stored = fragment.Values.data<float>().ToArray();
            var estimated = new float[mask.Length];
            var rollout = new RolloutSpans(
                fragment.Rewards.data<float>().ToArray(), stored, fragment.Discounts.data<float>().ToArray(), mask);
            GeneralizedAdvantage.Estimate(rollout, config, estimated);

            advantages.Add(estimated);
            returns.Add([.. estimated.Select((advantage, t) => mask[t] ? advantage + stored[t] : 0)]);
            values.Add(stored[..mask.Length]);
            valid.Add(mask);
        }

        if (config.NormalizeAdvantages)
        {
            AdvantageNormalization.Apply(advantages, valid);
        }

        return new LearningTargets(advantages, returns, valid)
        {
            ExplainedVariance = PolicyDiagnostics.ExplainedVariance(
                [.. values.SelectMany(numbers => numbers)], [.. returns.SelectMany(numbers => numbers)], [.. valid.SelectMany(mask => mask)]),
        };
    }

    /// <summary>Takes the valid slots' returns into the normaliser, once an iteration, and only then normalises them by it.</summary>
    public void NormalizeReturns(ValueNormalizer normalizer)
    {
        using var scope = NewDisposeScope();

        normalizer.Update(tensor([.. Valid.Zip(_returns).SelectMany(pair => pair.Second.Where((_, t) => pair.First[t]))]));
        NormalizedReturns = [.. _returns.Select(numbers => normalizer.Normalize(tensor(numbers)).DetachFromDisposeScope())];
    }

    public void Dispose()
    {
        foreach (var owned in Advantages.Concat(NormalizedReturns))
        {
            owned.Dispose();
        }
    }

    private static Tensor Detached(float[] numbers) => tensor(numbers).DetachFromDisposeScope();
}

namespace Rl.Env.Tasks;

/// <summary>
/// Rewards obtained items by the ladder: each unit once, up to the rung's quantity an episode. What counts as obtained is the environment's
/// to say (<see cref="EnvStep.Gains"/>): an entity that the player dropped never does. One environment owns one instance.
/// </summary>
public sealed class ItemRewards
{
    private readonly Dictionary<string, int> _rungOfItem = [];
    private readonly LadderRung[] _rungs;
    private readonly long[] _obtained;

    /// <summary>Prepares a ladder; by default the paper's.</summary>
    /// <param name="rungs">The rungs to reward.</param>
    public ItemRewards(IReadOnlyList<LadderRung>? rungs = null)
    {
        _rungs = [.. rungs ?? Ladder.Rungs];
        _obtained = new long[_rungs.Length];
        for (var i = 0; i < _rungs.Length; i++)
        {
            foreach (var item in _rungs[i].Items)
            {
                _rungOfItem.Add(item, i);
            }
        }
    }

    /// <summary>The rungs that are rewarded, in order.</summary>
    public IReadOnlyList<LadderRung> Rungs => _rungs;

    /// <summary>Units obtained this episode, rung by rung; beyond the rewarded quantity too.</summary>
    public ReadOnlySpan<long> Obtained => _obtained;

    /// <summary>Forgets what was obtained: a new episode begins.</summary>
    public void Reset() => Array.Clear(_obtained);

    /// <summary>Counts what was obtained and answers what it is worth.</summary>
    public float Collect(ReadOnlySpan<ItemGain> gains)
    {
        var reward = 0.0;
        foreach (var gain in gains)
        {
            if (gain.Count <= 0)
            {
                throw new ArgumentException($"A gain of {gain.Count} {gain.Item}; expected at least 1.", nameof(gains));
            }

            if (_rungOfItem.TryGetValue(gain.Item, out var index))
            {
                var rung = _rungs[index];
                var left = Math.Max(0, rung.Quantity - _obtained[index]);
                reward += Math.Min(left, gain.Count) * rung.RewardEach;
                _obtained[index] += gain.Count;
            }
        }

        return (float)reward;
    }
}

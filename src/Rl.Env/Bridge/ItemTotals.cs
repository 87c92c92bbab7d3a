using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Rl.Env.Bridge.Contract;

namespace Rl.Env.Bridge;

/// <summary>
/// Makes gains of the totals that a game reports: units obtained less units dropped. Only a new high of a total is a gain, so that what was dropped and
/// picked up again is not obtained twice.
/// </summary>
internal sealed class ItemTotals
{
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private ItemGain[] _gains = new ItemGain[8];

    /// <summary>Forgets all totals: an episode begins.</summary>
    public void Reset() => _highest.Clear();

    /// <summary>The gains of one step.</summary>
    /// <param name="obtained">Totals that have changed.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlyMemory<ItemGain> Take(RepeatedField<ItemTotal> obtained)
    {
        var count = 0;
        foreach (var (item, total) in obtained.Select(entry => (entry.Item, entry.Total)))
        {
            ref var highest = ref CollectionsMarshal.GetValueRefOrAddDefault(_highest, item, out _);
            if (total <= highest)
            {
                continue;
            }

            if (count == _gains.Length)
            {
                Array.Resize(ref _gains, 2 * count);
            }

            _gains[count++] = new ItemGain(item, (int)Math.Min(total - highest, int.MaxValue));
            highest = total;
        }

        return _gains.AsMemory(0, count);
    }
}

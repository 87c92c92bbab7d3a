using System.Globalization;

namespace Rl.Pretrain.Contractor;

/* SegmentTally must
 * - take reports from as many readers as there are at once (hence the lock)
 * - name every segment that was left out or cut, so that nothing is missing in silence
 */

/// <summary>Counts and names what came of segments while they were read.</summary>
public sealed class SegmentTally
{
    private readonly Lock _lock = new();
    private readonly List<SegmentSkip> _skipped = [];
    private readonly List<UnevenSegment> _uneven = [];
    private int _whole;
    private long _steps;

    /// <summary>Segments that were read to their end, uneven ones among them.</summary>
    public int Read
    {
        get
        {
            lock (_lock)
            {
                return _whole;
            }
        }
    }

    /// <summary>Steps with a frame in those segments.</summary>
    public long Steps
    {
        get
        {
            lock (_lock)
            {
                return _steps;
            }
        }
    }

    /// <summary>Segments that were left out, in the order in which that was found; a copy.</summary>
    public IReadOnlyList<SegmentSkip> Skipped
    {
        get
        {
            lock (_lock)
            {
                return [.. _skipped];
            }
        }
    }

    /// <summary>Segments of which a part was left out; a copy.</summary>
    public IReadOnlyList<UnevenSegment> Uneven
    {
        get
        {
            lock (_lock)
            {
                return [.. _uneven];
            }
        }
    }

    /// <summary>Takes note of a segment that is left out.</summary>
    public void Skip(string id, SegmentFault fault, string detail)
    {
        lock (_lock)
        {
            _skipped.Add(new SegmentSkip(id, fault, detail));
        }
    }

    /// <summary>Takes note of a segment that was read to its end.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="frames">Frames of its video.</param>
    /// <param name="lines">Lines of its jsonl; the shorter counts.</param>
    public void Add(string id, long frames, int lines)
    {
        lock (_lock)
        {
            _whole++;
            _steps += Math.Min(frames, lines);
            if (frames != lines)
            {
                _uneven.Add(new UnevenSegment(id, frames, lines));
            }
        }
    }

    /// <summary>Says in lines of text what was read, and names all that was left out.</summary>
    public IEnumerable<string> Describe()
    {
        var (skipped, uneven) = (Skipped, Uneven);
        yield return string.Create(CultureInfo.InvariantCulture, $"{Read} segments with {Steps} steps read, {skipped.Count} left out, {uneven.Count} uneven");
        foreach (var fault in skipped.CountBy(skip => skip.Fault).OrderBy(count => count.Key))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {fault.Key}: {fault.Value}");
        }

        foreach (var skip in skipped)
        {
            yield return $"  left out: {skip.Id} ({skip.Fault}): {skip.Detail}";
        }

        foreach (var segment in uneven)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  uneven: {segment.Id}: {segment.Frames} frames, {segment.Lines} lines; the first {Math.Min(segment.Frames, segment.Lines)} of both count");
        }
    }
}

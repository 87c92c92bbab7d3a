namespace Rl.Workers.Runs;

/// <summary>Remembers when how many steps were done, to tell the rate over the last seconds or minutes.</summary>
public sealed class RateWindow(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Queue<(long Timestamp, long Steps)> _marks = [];

    /// <summary>Notes the steps done so far.</summary>
    public void Mark(long steps)
    {
        _marks.Enqueue((time.GetTimestamp(), steps));

        // The newest mark older than the window stays, as the window's left edge.
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.ElementAt(1).Timestamp) >= Longest)
        {
            _marks.Dequeue();
        }
    }

    /// <summary>Steps a second over the last <paramref name="window"/>, or over the whole time marked if that is shorter.</summary>
    public double PerSecond(TimeSpan window)
    {
        if (_marks.Count < 2)
        {
            return 0;
        }

        var newest = _marks.Last();
        var oldest = _marks.Peek();

        foreach (var mark in _marks)
        {
            if (time.GetElapsedTime(mark.Timestamp, newest.Timestamp) < window)
            {
                break;
            }

            oldest = mark;
        }

        var seconds = time.GetElapsedTime(oldest.Timestamp, newest.Timestamp).TotalSeconds;
        return seconds > 0 ? (newest.Steps - oldest.Steps) / seconds : 0;
    }
}

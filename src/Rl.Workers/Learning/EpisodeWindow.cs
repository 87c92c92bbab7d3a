using Rl.Env.Tasks;
using Rl.Workers.Protocol;

namespace Rl.Workers.Learning;

/// <summary>The last episodes that ended, and what they amount to.</summary>
public sealed class EpisodeWindow(int size)
{
    private readonly Queue<FinishedEpisode> _episodes = [];

    /// <summary>The episodes, oldest first.</summary>
    public IReadOnlyList<FinishedEpisode> Episodes => [.. _episodes];

    /// <summary>Their mean return; null if none ended yet.</summary>
    public double? MeanReturn => _episodes.Count == 0 ? null : _episodes.Average(episode => episode.Return);

    /// <summary>True once as many ended as the window holds.</summary>
    public bool IsFull => _episodes.Count == size;

    /// <summary>Adds an episode and forgets the oldest beyond the window.</summary>
    public void Add(FinishedEpisode episode)
    {
        _episodes.Enqueue(episode);

        while (_episodes.Count > size)
        {
            _episodes.Dequeue();
        }
    }

    /// <summary>Writes returns, lengths and milestones by their metric names; nothing before the first episode ended.</summary>
    public void WriteTo(IDictionary<string, double> metrics)
    {
        if (_episodes.Count == 0)
        {
            return;
        }

        metrics["charts/episodic_return"] = _episodes.Average(episode => episode.Return);
        metrics["charts/episodic_length"] = _episodes.Average(episode => (double)episode.Length);

        foreach (var rung in Ladder.Rungs)
        {
            var reached = _episodes.Count(episode => episode.Milestones.Contains(rung.Key));
            metrics[$"milestones/{rung.Key}_rate"] = (double)reached / _episodes.Count;
        }
    }
}

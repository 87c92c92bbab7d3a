using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// Cuts episodes into clips of one length, side by side without overlap, idle frames included. Every epoch cuts elsewhere and has its own order,
/// both drawn from the seed, so that a saved number of taken clips is enough to go on.
/// </summary>
internal sealed class ClipSampler
{
    private readonly (RecordedEpisode Episode, int Steps)[] _episodes;
    private readonly int _length;
    private readonly ulong _seed;
    private readonly List<(RecordedEpisode Episode, int Start)> _clips = [];
    private long _epoch = -1;
    private int _position;

    /// <param name="episodes">What is learned from.</param>
    /// <param name="length">Frames of a clip.</param>
    /// <param name="maxSteps">Steps that are used, from the first episode on; 0 uses all.</param>
    /// <param name="seed">Decides cuts and order.</param>
    /// <exception cref="ArgumentException">No episode is as long as a clip.</exception>
    public ClipSampler(IEnumerable<RecordedEpisode> episodes, int length, long maxSteps, ulong seed)
    {
        _length = length;
        _seed = seed;
        _episodes = [.. Limit(episodes, maxSteps).Where(part => part.Steps >= length)];
        if (_episodes.Length == 0)
        {
            throw new ArgumentException($"No episode has {length} steps, a clip's length. Record longer ones, or allow more steps.", nameof(episodes));
        }

        StepCount = _episodes.Sum(part => (long)part.Steps);
        Begin(0);
    }

    /// <summary>Steps that clips are cut from.</summary>
    public long StepCount { get; }

    /// <summary>Where it stands; setting it goes on from there.</summary>
    public (long Epoch, int Position) State
    {
        get => (_epoch, _position);
        set
        {
            Begin(value.Epoch);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Position, _clips.Count);
            _position = value.Position;
        }
    }

    /// <summary>Fills a batch with the next clips.</summary>
    public void Next(ClipBatch batch)
    {
        for (var clip = 0; clip < batch.Clips; clip++)
        {
            if (_position == _clips.Count)
            {
                Begin(_epoch + 1);
            }

            var (episode, start) = _clips[_position++];
            batch.Fill(clip, episode, start);
        }
    }

    private static IEnumerable<(RecordedEpisode Episode, int Steps)> Limit(IEnumerable<RecordedEpisode> episodes, long maxSteps)
    {
        var left = maxSteps == 0 ? long.MaxValue : maxSteps;
        foreach (var episode in episodes)
        {
            var steps = (int)Math.Min(left, episode.Steps);
            left -= steps;
            yield return (episode, steps);
        }
    }

    private void Begin(long epoch)
    {
        var random = new SeededRandom(SeedRule.Derive(_seed, [(ulong)epoch]));
        _clips.Clear();
        foreach (var (episode, steps) in _episodes)
        {
            // What a cut leaves over at both ends is shorter than a clip, and another epoch takes it.
            var offset = random.Next(Math.Min(_length, steps - _length + 1));
            for (var start = offset; start + _length <= steps; start += _length)
            {
                _clips.Add((episode, start));
            }
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_clips));
        (_epoch, _position) = (epoch, 0);
    }
}

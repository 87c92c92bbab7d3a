using Rl.Env.Seeds;

namespace Rl.Pretrain.Cloning;

/// <summary>
/// Reads episodes side by side, each to its end, and cuts them into chunks: what a stream answers goes on where its last chunk
/// ended, so a memory can be carried. When an episode ends within a chunk, the stream goes on with the next one there. Endless: each epoch has
/// its own order, drawn from the seed.
/// </summary>
internal sealed class SequenceStreams
{
    private readonly EpisodeSteps[] _episodes;
    private readonly int[] _order;
    private readonly ulong _seed;
    private readonly (int Episode, int Position)[] _cursors;
    private long _orderedEpoch = -1;
    private long _taken;

    public SequenceStreams(IEnumerable<EpisodeSteps> episodes, int streams, ulong seed)
    {
        _episodes = [.. episodes.Where(steps => steps.Count > 0)];
        if (_episodes.Length == 0)
        {
            throw new ArgumentException("There is nothing to learn from: the player did nothing in every step of every episode.", nameof(episodes));
        }

        _seed = seed;
        _order = new int[_episodes.Length];
        _cursors = new (int, int)[streams];
        for (var stream = 0; stream < streams; stream++)
        {
            // Streams begin spread over the length of their episodes: side by side from the start, all of them would show the same part of the game.
            var episode = TakeEpisode();
            _cursors[stream] = (episode, (int)((long)_episodes[episode].Count * stream / streams));
        }
    }

    /// <summary>Steps of one epoch.</summary>
    public long StepCount => _episodes.Sum(episode => (long)episode.Count);

    /// <summary>Where every stream stands, and how many episodes were taken; setting it goes on from there.</summary>
    public StreamState State
    {
        get => new() { Taken = _taken, Episodes = [.. _cursors.Select(cursor => cursor.Episode)], Positions = [.. _cursors.Select(cursor => cursor.Position)] };
        set
        {
            if (value.Episodes.Count != _cursors.Length || value.Positions.Count != _cursors.Length
                || value.Episodes.Any(episode => episode < 0 || episode >= _episodes.Length))
            {
                throw new ArgumentException($"The saved state is of {value.Episodes.Count} streams over another recording; expected {_cursors.Length} over {_episodes.Length} episodes.");
            }

            _taken = value.Taken;
            for (var stream = 0; stream < _cursors.Length; stream++)
            {
                _cursors[stream] = (value.Episodes[stream], value.Positions[stream]);
            }
        }
    }

    /// <summary>Fills a chunk with what comes next in every stream.</summary>
    public void Next(SequenceChunk chunk)
    {
        for (var stream = 0; stream < _cursors.Length; stream++)
        {
            Fill(chunk, stream);
        }
    }

    private void Fill(SequenceChunk chunk, int stream)
    {
        var bytes = chunk.FrameSize.ByteCount;
        var filled = 0;
        while (filled < chunk.Length)
        {
            var (index, position) = _cursors[stream];
            var episode = _episodes[index];
            if (position == episode.Count)
            {
                _cursors[stream] = (TakeEpisode(), 0);
                continue;
            }

            var row = (stream * chunk.Length) + filled;
            var count = Math.Min(chunk.Length - filled, episode.Count - position);
            episode.CopyFrames(position, chunk.Frames.AsSpan(row * bytes, count * bytes));
            for (var i = 0; i < count; i++)
            {
                var action = episode.Episode.Action(episode[position + i]);
                chunk.First[row + i] = position + i == 0;
                chunk.Buttons[row + i] = action.Buttons;
                chunk.Camera[row + i] = action.Camera;
            }

            _cursors[stream] = (index, position + count);
            filled += count;
        }
    }

    private int TakeEpisode()
    {
        var epoch = _taken / _order.Length;
        if (epoch != _orderedEpoch)
        {
            for (var i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            new SeededRandom(SeedRule.Derive(_seed, [(ulong)epoch])).Shuffle(_order.AsSpan());
            _orderedEpoch = epoch;
        }

        return _order[_taken++ % _order.Length];
    }
}

using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// Cuts episodes into clips of one length, side by side without overlap. Every epoch cuts elsewhere, has its own order and leaves out other idle clips,
/// all drawn from the seed, so that a saved number of taken clips is enough to go on.
/// </summary>
internal sealed class ClipSampler
{
    private readonly (RecordedEpisode Episode, int Steps, int[] ChangesBefore)[] _episodes;
    private readonly int _length;
    private readonly double _idleShare;
    private readonly ulong _seed;
    private readonly List<(RecordedEpisode Episode, int Start)> _clips = [];
    private long _epoch = -1;
    private int _position;

    /// <param name="episodes">What is learned from.</param>
    /// <param name="length">Frames of a clip.</param>
    /// <param name="idleShare">Share of the clips kept in which the camera rests and no button goes down or up.</param>
    /// <param name="maxSteps">Steps that are used, from the first episode on; 0 uses all.</param>
    /// <param name="seed">Decides cuts and order.</param>
    /// <exception cref="ArgumentException">No episode is as long as a clip.</exception>
    public ClipSampler(IEnumerable<RecordedEpisode> episodes, int length, double idleShare, long maxSteps, ulong seed)
    {
        _length = length;
        _idleShare = idleShare;
        _seed = seed;
        _episodes = [.. StepLimit.Apply(episodes, maxSteps).Where(part => part.Steps >= length).Select(part => (part.Episode, part.Steps, CountChanges(part.Episode, part.Steps)))];
        if (_episodes.Length == 0)
        {
            throw new ArgumentException($"No episode has {length} steps, a clip's length. Record longer ones, or allow more steps.", nameof(episodes));
        }

        if (idleShare == 0 && _episodes.All(part => part.ChangesBefore[^1] == 0))
        {
            throw new ArgumentException("In no step of the recording does the camera move or a button go down or up. Record play, or keep idle clips (IdleShare).", nameof(episodes));
        }

        StepCount = _episodes.Sum(part => (long)part.Steps);
        Begin(0);
        StepsPerEpoch = (long)_clips.Count * length;
    }

    /// <summary>Steps that clips are cut from.</summary>
    public long StepCount { get; }

    /// <summary>Steps of the first epoch; others differ by what little chance makes of cuts and idle clips.</summary>
    public long StepsPerEpoch { get; }

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

    /// <summary>The next clip: an episode, and the step from which on it is cut out.</summary>
    public (RecordedEpisode Episode, int Start) Next()
    {
        // An epoch of a very short recording may have been cut so that nothing but idle clips was left.
        while (_position == _clips.Count)
        {
            Begin(_epoch + 1);
        }

        return _clips[_position++];
    }

    /// <summary>How many steps before each one, and before the end, changed something: moved the camera, or held other buttons than the step before.</summary>
    private static int[] CountChanges(RecordedEpisode episode, int steps)
    {
        var counts = new int[steps + 1];
        var held = Buttons.None;
        for (var step = 0; step < steps; step++)
        {
            var action = FactoredAction.From(episode.Action(step));
            var isIdle = action.Buttons == held && action.PitchBin == FactoredAction.NullBin && action.YawBin == FactoredAction.NullBin;
            counts[step + 1] = counts[step] + (isIdle ? 0 : 1);
            held = action.Buttons;
        }

        return counts;
    }

    private void Begin(long epoch)
    {
        var random = new SeededRandom(SeedRule.Derive(_seed, [(ulong)epoch]));
        _clips.Clear();
        foreach (var (episode, steps, changesBefore) in _episodes)
        {
            // What a cut leaves over at both ends is shorter than a clip, and another epoch takes it.
            var offset = random.Next(Math.Min(_length, steps - _length + 1));
            for (var start = offset; start + _length <= steps; start += _length)
            {
                if (changesBefore[start + _length] > changesBefore[start] || random.NextDouble() < _idleShare)
                {
                    _clips.Add((episode, start));
                }
            }
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_clips));
        (_epoch, _position) = (epoch, 0);
    }
}

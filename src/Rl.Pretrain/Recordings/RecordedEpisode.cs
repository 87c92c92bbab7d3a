using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// One recorded episode. Actions and rewards are in memory (8 bytes a step); frames stay in the file and are copied out by positioned reads, so
/// that a file cut off while it is in use is an error and not a crash. Safe to read from several threads.
/// </summary>
public sealed class RecordedEpisode
{
    private readonly string _path;
    private readonly IShardFrames _frames;
    private readonly ushort[] _buttons;
    private readonly byte[] _camera;
    private readonly byte[] _flags;
    private readonly float[] _rewards;

    private RecordedEpisode(string path, RecordingHeader header, IShardFrames frames, byte[] columns, IReadOnlyList<RecordedGain> gains)
    {
        var steps = header.Steps;
        _path = path;
        _frames = frames;
        Header = header;
        FrameSize = new FrameSize(header.FrameHeight, header.FrameWidth);
        Gains = gains;
        _buttons = MemoryMarshal.Cast<byte, ushort>(columns.AsSpan(0, steps * 2)).ToArray();
        _camera = columns[(steps * 2)..(steps * 3)];
        _flags = columns[(steps * 3)..(steps * 4)];
        _rewards = MemoryMarshal.Cast<byte, float>(columns.AsSpan(steps * 4)).ToArray();
    }

    private RecordedEpisode(RecordedEpisode frames, ushort[] buttons, byte[] camera, byte[] flags)
    {
        (_path, _frames, Header, FrameSize, Gains) = (frames._path, frames._frames, frames.Header, frames.FrameSize, frames.Gains);
        (_buttons, _camera, _flags, _rewards) = (buttons, camera, flags, frames._rewards);
    }

    private RecordedEpisode(RecordedEpisode episode, IShardFrames frames)
    {
        (_path, _frames, Header, FrameSize, Gains) = (episode._path, frames, episode.Header, episode.FrameSize, episode.Gains);
        (_buttons, _camera, _flags, _rewards) = (episode._buttons, episode._camera, episode._flags, episode._rewards);
    }

    /// <summary>What the shard says about itself.</summary>
    public RecordingHeader Header { get; }

    /// <summary>Size of the frames.</summary>
    public FrameSize FrameSize { get; }

    /// <summary>Recorded steps.</summary>
    public int Steps => Header.Steps;

    /// <summary>What was obtained, in order.</summary>
    public IReadOnlyList<RecordedGain> Gains { get; }

    /// <summary><c>[time] float32</c>; entry t is the reward for the action taken at t.</summary>
    public ReadOnlySpan<float> Rewards => _rewards;

    /// <summary>The player's action on frame <paramref name="step"/>.</summary>
    public JointAction Action(int step) => new(_buttons[step], _camera[step]);

    /// <summary>True if the player did nothing: no button, no camera motion.</summary>
    public bool IsNull(int step) => (_flags[step] & ShardLayout.NullFlag) != 0;

    /// <summary>True if something else than the player's action was carried out (see <see cref="RecordingConfig.NoiseProbability"/>).</summary>
    public bool IsPerturbed(int step) => (_flags[step] & ShardLayout.PerturbedFlag) != 0;

    /// <summary>False if OpenAI's loader would pass over the frame (null lines of the contractor format); always true for recorded play of ours.</summary>
    public bool IsEmitted(int step) => (_flags[step] & ShardLayout.NotEmittedFlag) == 0;

    /// <summary>Copies successive frames out of the file; row t is the frame before action t.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, written; its length says how many frames.</param>
    /// <exception cref="DamagedDataException">The file is damaged, or ends before the frames do.</exception>
    public void CopyFrames(int first, Span<byte> frames)
    {
        var count = frames.Length / FrameSize.ByteCount;
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, Steps, nameof(frames));
        var steps = ArrayPool<int>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            steps[i] = first + i;
        }

        _frames.Copy(steps.AsSpan(0, count), frames[..(count * FrameSize.ByteCount)]);
        ArrayPool<int>.Shared.Return(steps);
    }

    /// <summary>Copies chosen frames out of the file; what neighbours share is read once.</summary>
    /// <param name="steps">The steps, ascending.</param>
    /// <param name="frames"><c>[time, height, width, channel] uint8</c>, written; as many frames as there are steps.</param>
    /// <exception cref="DamagedDataException">The file is damaged, or ends before the frames do.</exception>
    public void CopyFrames(ReadOnlySpan<int> steps, Span<byte> frames)
    {
        if (frames.Length != steps.Length * FrameSize.ByteCount)
        {
            throw new ArgumentException($"'frames' has {frames.Length} bytes, expected {steps.Length} frames of {FrameSize} x 3.", nameof(frames));
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] < 0 || steps[i] >= Steps || (i > 0 && steps[i] <= steps[i - 1]))
            {
                throw new ArgumentOutOfRangeException(nameof(steps), $"Step {steps[i]} at {i} is not between 0 and {Steps - 1}, or does not follow the one before it.");
            }
        }

        _frames.Copy(steps, frames);
    }

    /// <summary>The same episode with its frames in memory; the file is not needed any more.</summary>
    /// <exception cref="DamagedDataException">The file is damaged, or ends before the frames do.</exception>
    internal RecordedEpisode InMemory()
    {
        var frames = new byte[(long)Steps * FrameSize.ByteCount];
        CopyFrames(0, frames);
        return new RecordedEpisode(this, new ShardFramesInMemory(frames, FrameSize));
    }

    /// <summary>The same frames with other actions: what somebody says was done in them. Nothing of the player's own actions stays.</summary>
    /// <param name="actions">One a step.</param>
    internal RecordedEpisode WithActions(IReadOnlyList<FactoredAction> actions)
    {
        if (actions.Count != Steps)
        {
            throw new DamagedDataException($"There are {actions.Count} labels for the {Steps} steps of '{_path}'. Label the recording again.");
        }

        var joint = actions.Select(action => action.ToJoint()).ToArray();
        byte[] flags = [.. joint.Select(action => FactoredAction.From(action).IsNull ? ShardLayout.NullFlag : (byte)0)];
        return new RecordedEpisode(this, [.. joint.Select(action => action.Buttons)], [.. joint.Select(action => action.Camera)], flags);
    }

    /// <summary>Reads a shard's header, columns and gains, and checks that the file is as long as they say.</summary>
    /// <exception cref="DamagedDataException">The file is no shard, or a part of it is missing.</exception>
    internal static RecordedEpisode Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new DamagedDataException($"'{path}' is missing, though the manifest beside it lists it. Was the recording copied whole?");
        }

        using var file = File.OpenHandle(path);
        var header = ReadHeader(file, path);
        var size = new FrameSize(header.FrameHeight, header.FrameWidth);
        var expected = ShardLayout.GainsAt(header) + header.GainsBytes;
        var actual = RandomAccess.GetLength(file);
        if (actual != expected)
        {
            throw new DamagedDataException($"'{path}' has {actual} bytes, expected {expected} for {header.Steps} steps of {size}. Record it again, or copy it again.");
        }

        var columns = new byte[header.Steps * ShardLayout.ColumnBytesPerStep];
        ShardLayout.ReadFully(file, path, columns, ShardLayout.ColumnsAt(header));
        var gains = new byte[header.GainsBytes];
        ShardLayout.ReadFully(file, path, gains, ShardLayout.GainsAt(header));
        IShardFrames frames = header.Encoding == FrameEncoding.Packed ? PackedShardFrames.Open(file, path, header) : new RawShardFrames(path, size);
        var episode = new RecordedEpisode(path, header, frames, columns, Parse<List<RecordedGain>>(gains, path, "list of gains"));
        episode.RequireKnownActions();
        return episode;
    }

    private static RecordingHeader ReadHeader(Microsoft.Win32.SafeHandles.SafeFileHandle file, string path)
    {
        var head = new byte[ShardLayout.HeadBytes];
        ShardLayout.ReadFully(file, path, head, 0);
        if (!head.AsSpan(0, ShardLayout.Magic.Length).SequenceEqual(ShardLayout.Magic))
        {
            throw new DamagedDataException($"'{path}' does not begin as a shard does. Is it another kind of file?");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(ShardLayout.Magic.Length));
        var start = ShardLayout.Magic.Length + sizeof(int);
        if (length < 2 || length > ShardLayout.HeadBytes - start)
        {
            throw new DamagedDataException($"'{path}' has a header of {length} bytes, expected 2 to {ShardLayout.HeadBytes - start}.");
        }

        var header = Parse<RecordingHeader>(head.AsSpan(start, length), path, "header");
        if (header.FormatVersion != RecordingHeader.CurrentFormat)
        {
            throw new DamagedDataException($"'{path}' has format {header.FormatVersion}; this version reads {RecordingHeader.CurrentFormat}.");
        }

        if (header.Steps < 1 || header.FrameHeight < 1 || header.FrameWidth < 1 || header.GainsBytes < 0)
        {
            throw new DamagedDataException($"'{path}' says it has {header.Steps} steps of {header.FrameWidth}x{header.FrameHeight}; both must be at least 1.");
        }

        if (header.Encoding == FrameEncoding.Packed && header.PackedBytes < ShardLayout.ChunkTableBytes(header.Steps))
        {
            throw new DamagedDataException($"'{path}' says that {header.Steps} packed steps take {header.PackedBytes} bytes, less than the table of their chunks.");
        }

        return header;
    }

    private static T Parse<T>(ReadOnlySpan<byte> json, string path, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, ShardLayout.Json) ?? throw new DamagedDataException($"'{path}' has an empty {what}.");
        }
        catch (JsonException error)
        {
            throw new DamagedDataException($"The {what} of '{path}' cannot be read: {error.Message}", error);
        }
    }

    private void RequireKnownActions()
    {
        for (var step = 0; step < Steps; step++)
        {
            if (_buttons[step] >= JointActionCodec.ButtonCount || _camera[step] >= JointActionCodec.CameraCount)
            {
                throw new DamagedDataException(
                    $"'{_path}' holds action ({_buttons[step]}, {_camera[step]}) at step {step}; there are {JointActionCodec.ButtonCount} button and {JointActionCodec.CameraCount} camera classes.");
            }
        }
    }
}

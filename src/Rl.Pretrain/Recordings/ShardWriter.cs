using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// Writes one episode to its shard, step by step: frames go to the file at once, or as soon as a chunk of them can be packed, so an episode of any length takes little memory. The file has a
/// temporary name until <see cref="Complete"/>; a writer that is disposed before leaves nothing behind.
/// </summary>
internal sealed class ShardWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _file;
    private readonly FrameSize _size;
    private readonly ChunkPacker? _packer;
    private readonly List<ushort> _buttons = [];
    private readonly List<byte> _camera = [];
    private readonly List<byte> _flags = [];
    private readonly List<float> _rewards = [];
    private readonly List<RecordedGain> _gains = [];
    private bool _isComplete;

    public ShardWriter(string directory, int episode, FrameSize size, FrameEncoding encoding)
    {
        _path = Path.Combine(directory, ShardLayout.ShardFile(episode));
        _temporaryPath = _path + ".partial";
        _size = size;
        _packer = encoding == FrameEncoding.Packed ? new ChunkPacker(size.ByteCount) : null;
        _file = new FileStream(_temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        _file.Write(new byte[ShardLayout.HeadBytes]);
    }

    public int Steps => _buttons.Count;

    /// <summary>Adds a step: the frame before the action, the player's action, and what the action led to.</summary>
    public void Append(ReadOnlySpan<byte> frame, JointAction label, bool isPerturbed, float reward, ReadOnlySpan<ItemGain> gains)
    {
        foreach (var gain in gains)
        {
            _gains.Add(new RecordedGain(Steps, gain.Item, gain.Count));
        }

        Append(frame, label, (byte)((label == JointAction.Idle ? ShardLayout.NullFlag : 0) | (isPerturbed ? ShardLayout.PerturbedFlag : 0)), reward);
    }

    /// <summary>Adds a step of a video, of whose rewards nothing is known.</summary>
    public void Append(ReadOnlySpan<byte> frame, FrameAction action) => Append(
        frame, action.Action, (byte)((action.IsNull ? ShardLayout.NullFlag : 0) | (action.IsEmitted ? 0 : ShardLayout.NotEmittedFlag)), reward: 0);

    /// <summary>Finishes the file and gives it its name.</summary>
    /// <param name="origin">Where the episode comes from; what follows from the steps is filled in here.</param>
    public RecordingManifestEntry Complete(RecordingHeader origin)
    {
        var gains = JsonSerializer.SerializeToUtf8Bytes(_gains, ShardLayout.Json);
        var packedBytes = _packer?.Complete(_file) ?? 0;
        WriteNumbers<ushort>(_buttons);
        _file.Write(CollectionsMarshal.AsSpan(_camera));
        _file.Write(CollectionsMarshal.AsSpan(_flags));
        WriteNumbers<float>(_rewards);
        _file.Write(gains);
        WriteHead(origin with
        {
            FrameHeight = _size.Height,
            FrameWidth = _size.Width,
            Steps = Steps,
            SpacesHash = ShardLayout.SpacesHash(_size),
            GainsBytes = gains.Length,
            Encoding = _packer is null ? FrameEncoding.Raw : FrameEncoding.Packed,
            PackedBytes = packedBytes,
        });
        _file.Dispose();
        var entry = RecordingManifestEntry.Describe(_temporaryPath, Path.GetFileName(_path), RecordedEpisode.Open(_temporaryPath));
        File.Move(_temporaryPath, _path, overwrite: true);
        _isComplete = true;
        return entry;
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (!_isComplete)
        {
            // On a full disk the last buffer fails again. Nobody wants it: the file goes.
        }
        finally
        {
            if (!_isComplete)
            {
                File.Delete(_temporaryPath);
            }
        }
    }

    private void Append(ReadOnlySpan<byte> frame, JointAction label, byte flags, float reward)
    {
        if (frame.Length != _size.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_size} x 3 = {_size.ByteCount}.", nameof(frame));
        }

        if (_packer is null)
        {
            _file.Write(frame);
        }
        else
        {
            _packer.Append(frame, _file);
        }

        _buttons.Add(label.Buttons);
        _camera.Add(label.Camera);
        _flags.Add(flags);
        _rewards.Add(reward);
    }

    private void WriteHead(RecordingHeader header)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header, ShardLayout.Json);
        var head = new byte[ShardLayout.HeadBytes];
        ShardLayout.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(ShardLayout.Magic.Length), json.Length);
        json.CopyTo(head.AsSpan(ShardLayout.Magic.Length + sizeof(int)));
        _file.Position = 0;
        _file.Write(head);
    }

    // The project runs on x64 alone, where memory is little-endian as the file is.
    private void WriteNumbers<T>(List<T> numbers)
        where T : unmanaged => _file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers)));
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// Writes one episode to its shard, step by step: frames go to the file at once, so an episode of any length takes little memory. The file has a
/// temporary name until <see cref="Complete"/>; a writer that is disposed before leaves nothing behind.
/// </summary>
internal sealed class ShardWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _file;
    private readonly FrameSize _size;
    private readonly List<ushort> _buttons = [];
    private readonly List<byte> _camera = [];
    private readonly List<byte> _flags = [];
    private readonly List<float> _rewards = [];
    private readonly List<RecordedGain> _gains = [];
    private bool _isComplete;

    public ShardWriter(string directory, int episode, FrameSize size)
    {
        _path = Path.Combine(directory, ShardLayout.ShardFile(episode));
        _temporaryPath = _path + ".partial";
        _size = size;
        _file = new FileStream(_temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        _file.Write(new byte[ShardLayout.HeadBytes]);
    }

    public int Steps => _buttons.Count;

    /// <summary>Adds a step: the frame before the action, the player's action, and what the action led to.</summary>
    public void Append(ReadOnlySpan<byte> frame, JointAction label, bool isPerturbed, float reward, ReadOnlySpan<ItemGain> gains)
    {
        if (frame.Length != _size.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_size} x 3 = {_size.ByteCount}.", nameof(frame));
        }

        foreach (var gain in gains)
        {
            _gains.Add(new RecordedGain(Steps, gain.Item, gain.Count));
        }

        _file.Write(frame);
        _buttons.Add(label.Buttons);
        _camera.Add(label.Camera);
        _flags.Add((byte)((label == JointAction.Idle ? ShardLayout.NullFlag : 0) | (isPerturbed ? ShardLayout.PerturbedFlag : 0)));
        _rewards.Add(reward);
    }

    /// <summary>Finishes the file and gives it its name.</summary>
    public RecordingManifestEntry Complete(int episode, long worldSeed, string environment, string expert)
    {
        var gains = JsonSerializer.SerializeToUtf8Bytes(_gains, ShardLayout.Json);
        WriteNumbers<ushort>(_buttons);
        _file.Write(CollectionsMarshal.AsSpan(_camera));
        _file.Write(CollectionsMarshal.AsSpan(_flags));
        WriteNumbers<float>(_rewards);
        _file.Write(gains);
        WriteHead(new RecordingHeader
        {
            Episode = episode,
            FrameHeight = _size.Height,
            FrameWidth = _size.Width,
            Steps = Steps,
            WorldSeed = worldSeed,
            Environment = environment,
            Expert = expert,
            SpacesHash = ShardLayout.SpacesHash(_size),
            GainsBytes = gains.Length,
        });
        _file.Dispose();
        var entry = new RecordingManifestEntry
        {
            File = Path.GetFileName(_path),
            Bytes = new FileInfo(_temporaryPath).Length,
            Sha256 = ShardLayout.Sha256Of(_temporaryPath),
            WorldSeed = worldSeed,
            Steps = Steps,
            NullSteps = _flags.Count(flags => (flags & ShardLayout.NullFlag) != 0),
            PerturbedSteps = _flags.Count(flags => (flags & ShardLayout.PerturbedFlag) != 0),
            Return = _rewards.Sum(reward => (double)reward),
        };
        File.Move(_temporaryPath, _path, overwrite: true);
        _isComplete = true;
        return entry;
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_isComplete)
        {
            File.Delete(_temporaryPath);
        }
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

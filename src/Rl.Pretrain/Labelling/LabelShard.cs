using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Rl.Env.Actions;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Labelling;

/// <summary>
/// The labels of one episode or video on disk: a magic number, the header's length and the header (JSON), then columns of buttons (uint32, bit b is
/// button b), bins of pitch and yaw (uint8 each) and the log-probabilities of buttons and camera (float32 each), little-endian.
/// </summary>
public sealed class LabelShard
{
    /// <summary>Ending of a shard's name.</summary>
    public const string Extension = ".labels";

    private const int BytesPerFrame = sizeof(uint) + 2 + (2 * sizeof(float));

    private LabelShard(LabelHeader header, IReadOnlyList<FrameLabel> labels)
    {
        Header = header;
        Labels = labels;
    }

    /// <summary>What the shard says about itself.</summary>
    public LabelHeader Header { get; }

    /// <summary>A label for every frame, in order.</summary>
    public IReadOnlyList<FrameLabel> Labels { get; }

    private static ReadOnlySpan<byte> Magic => "RLLABEL1"u8;

    /// <summary>Writes a shard under a temporary name, then renames it: what bears the name is whole.</summary>
    public static void Write(string path, LabelHeader header, IReadOnlyList<FrameLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(labels);
        var columns = Pack(labels);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            header with { Frames = labels.Count, ColumnsSha256 = Convert.ToHexStringLower(SHA256.HashData(columns)) }, ShardLayout.Json);
        var temporary = $"{path}.{Environment.ProcessId}.partial";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            using (var file = File.Create(temporary))
            {
                Span<byte> length = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
                file.Write(Magic);
                file.Write(length);
                file.Write(json);
                file.Write(columns);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a shard.</summary>
    /// <exception cref="DamagedDataException">The file is missing, cut off, altered, or no shard of labels.</exception>
    public static LabelShard Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new DamagedDataException($"'{path}' is missing. Label the recording, or the rest of it, with: rl idm label");
        }

        var bytes = File.ReadAllBytes(path);
        var header = ReadHeader(bytes, path, out var columnsAt);
        var columns = bytes.AsSpan(columnsAt);
        if (header.Frames < 0 || columns.Length != (long)header.Frames * BytesPerFrame || Convert.ToHexStringLower(SHA256.HashData(columns)) != header.ColumnsSha256)
        {
            throw new DamagedDataException($"'{path}' is cut off or altered: its {header.Frames} labels are not what was written. Delete it and label again.");
        }

        return new LabelShard(header, Unpack(columns, header.Frames, path));
    }

    /// <summary>Reads what a shard says about itself; null if there is no whole one.</summary>
    public static LabelHeader? TryReadHeader(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path).Header : null;
        }
        catch (DamagedDataException)
        {
            // Only asked whether the work has to be done again: it has.
            return null;
        }
    }

    private static LabelHeader ReadHeader(byte[] bytes, string path, out int columnsAt)
    {
        var start = Magic.Length + sizeof(int);
        if (bytes.Length < start || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new DamagedDataException($"'{path}' does not begin as a shard of labels does. Is it another kind of file?");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Magic.Length));
        if (length < 2 || length > bytes.Length - start)
        {
            throw new DamagedDataException($"'{path}' is cut off in its header. Delete it and label again.");
        }

        columnsAt = start + length;
        try
        {
            var header = JsonSerializer.Deserialize<LabelHeader>(bytes.AsSpan(start, length), ShardLayout.Json);
            return header is { FormatVersion: LabelHeader.CurrentFormat }
                ? header
                : throw new DamagedDataException($"'{path}' has format {header?.FormatVersion}; this version reads {LabelHeader.CurrentFormat}.");
        }
        catch (JsonException error)
        {
            throw new DamagedDataException($"The header of '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static byte[] Pack(IReadOnlyList<FrameLabel> labels)
    {
        var columns = new byte[labels.Count * BytesPerFrame];
        var (buttons, camera, logProbs) = Columns(columns, labels.Count);
        for (var i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            buttons[i] = (uint)label.Action.Buttons;
            (camera[2 * i], camera[(2 * i) + 1]) = (label.Action.PitchBin, label.Action.YawBin);
            (logProbs[i], logProbs[labels.Count + i]) = (label.ButtonsLogProb, label.CameraLogProb);
        }

        return columns;
    }

    private static FrameLabel[] Unpack(Span<byte> columns, int frames, string path)
    {
        var (buttons, camera, logProbs) = Columns(columns, frames);
        var labels = new FrameLabel[frames];
        for (var i = 0; i < frames; i++)
        {
            if (buttons[i] >> FactoredAction.ButtonCount != 0 || camera[2 * i] >= FactoredAction.CameraBins || camera[(2 * i) + 1] >= FactoredAction.CameraBins)
            {
                throw new DamagedDataException($"'{path}' holds an action outside the action space at frame {i}. Delete it and label again.");
            }

            labels[i] = new FrameLabel(new FactoredAction((Buttons)buttons[i], camera[2 * i], camera[(2 * i) + 1]), logProbs[i], logProbs[frames + i]);
        }

        return labels;
    }

    // The project runs on x64 alone, where memory is little-endian as the file is.
    private static ColumnViews Columns(Span<byte> columns, int frames)
    {
        var cameraAt = frames * sizeof(uint);
        var logProbsAt = cameraAt + (2 * frames);
        return new ColumnViews(
            MemoryMarshal.Cast<byte, uint>(columns[..cameraAt]), columns[cameraAt..logProbsAt], MemoryMarshal.Cast<byte, float>(columns[logProbsAt..]));
    }

    private readonly ref struct ColumnViews(Span<uint> buttons, Span<byte> camera, Span<float> logProbs)
    {
        private readonly Span<uint> _buttons = buttons;
        private readonly Span<byte> _camera = camera;
        private readonly Span<float> _logProbs = logProbs;

        public void Deconstruct(out Span<uint> buttons, out Span<byte> camera, out Span<float> logProbs)
        {
            buttons = _buttons;
            camera = _camera;
            logProbs = _logProbs;
        }
    }
}

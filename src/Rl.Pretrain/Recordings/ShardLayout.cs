using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;
using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Pretrain.Recordings;

/// <summary>
/// Where things lie in a shard. The head of 4096 bytes holds a magic number, the header's length and the header; then, without gaps, all
/// frames, buttons (uint16), cameras (uint8), flags (uint8), rewards (float32) and the gains (JSON). Numbers are little-endian. Raw frames have one
/// size and a fixed start, so any of them is one positioned read away. Packed ones come in chunks of sixteen, and after the last chunk the lengths
/// of all (int32), which are kept in memory, so any frame is one read and an unpacking away.
/// </summary>
internal static class ShardLayout
{
    public const int HeadBytes = 4096;
    public const byte NullFlag = 1;
    public const byte PerturbedFlag = 2;
    public const byte NotEmittedFlag = 4;
    public const string ManifestFile = "manifest.json";

    /// <summary>Bytes of the columns after the frames: buttons, camera, flags and reward of a step.</summary>
    public const int ColumnBytesPerStep = sizeof(ushort) + sizeof(byte) + sizeof(byte) + sizeof(float);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public static ReadOnlySpan<byte> Magic => "RLSHARD1"u8;

    public static string ShardFile(int episode) => $"episode-{episode:D6}.shard";

    public static long ColumnsAt(RecordingHeader header) => HeadBytes + header.Encoding switch
    {
        FrameEncoding.Packed => header.PackedBytes,
        _ => (long)header.Steps * header.FrameHeight * header.FrameWidth * 3,
    };

    public static long GainsAt(RecordingHeader header) => ColumnsAt(header) + ((long)header.Steps * ColumnBytesPerStep);

    /// <summary>Bytes of the table of a packed shard's chunk lengths, at the end of the chunks.</summary>
    public static long ChunkTableBytes(int steps) => (long)FrameChunk.Count(steps) * sizeof(int);

    public static void ReadFully(SafeFileHandle file, string path, Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            var read = RandomAccess.Read(file, target, offset);
            if (read == 0)
            {
                throw new DamagedDataException($"'{path}' ends at byte {offset}, {target.Length} bytes too early. Record it again, or copy it again.");
            }

            target = target[read..];
            offset += read;
        }
    }

    /// <summary>Changes whenever frames or actions of the same number would mean something else.</summary>
    public static string SpacesHash(FrameSize size)
    {
        var text = $"frame {size.Height}x{size.Width}x3 uint8; buttons {JointActionCodec.ButtonCount}; camera {JointActionCodec.CameraCount} mu-law 10 20";
        return ShortHash(text);
    }

    /// <summary>The first 16 hexadecimal digits of a text's SHA-256: enough to tell settings and recordings apart.</summary>
    public static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    public static string Sha256Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Reads and writes the safetensors format: a length, a JSON header, then the plain bytes of every tensor.</summary>
public static class SafeTensors
{
    private const string Cure = "Take another checkpoint, or copy the file again.";
    private const int LargestHeader = 100 << 20;

    private static readonly (string Name, ScalarType Type)[] Types =
    [
        ("F32", ScalarType.Float32), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16), ("F64", ScalarType.Float64),
        ("I64", ScalarType.Int64), ("I32", ScalarType.Int32), ("I8", ScalarType.Int8), ("U8", ScalarType.Byte), ("BOOL", ScalarType.Bool),
    ];

    /// <summary>Writes tensors in C order; the file appears whole or not at all. The tensors stay the caller's.</summary>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        // Enumerated once: a tensor may live only until the next is asked for.
        var temporary = $"{path}.tmp";
        var header = new List<(string Name, string Type, long[] Shape, long Start, long End)>();
        var data = $"{path}.data.tmp";
        long end = 0;

        using (var file = File.Create(data))
        {
            foreach (var (name, tensor) in tensors)
            {
                var type = Types.FirstOrDefault(entry => entry.Type == tensor.dtype).Name
                    ?? throw new ArgumentException($"A safetensors file cannot hold {tensor.dtype} ('{name}').", nameof(tensors));
                var bytes = new byte[tensor.numel() * tensor.element_size()];
                TensorBytes.CopyTo(tensor, bytes);
                file.Write(bytes);
                header.Add((name, type, tensor.shape, end, end + bytes.Length));
                end += bytes.Length;
            }
        }

        using (var file = File.Create(temporary))
        using (var body = File.OpenRead(data))
        {
            var json = Header(header);
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
            file.Write(length);
            file.Write(json);
            body.CopyTo(file);
        }

        File.Delete(data);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads every tensor of a file into CPU memory, by name. The caller owns them.</summary>
    /// <exception cref="DamagedCheckpointException">The file is cut short or is no safetensors file.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();

        try
        {
            using var file = File.OpenRead(path);
            Read(file, tensors);

            return tensors;
        }
        catch (Exception damage) when (damage is FormatException or JsonException or EndOfStreamException or OverflowException
            or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw new DamagedCheckpointException(path, $"is not a whole safetensors file: {damage.Message}", Cure, damage);
        }
    }

    private static void Read(FileStream file, Dictionary<string, Tensor> tensors)
    {
        Span<byte> lengthBytes = stackalloc byte[8];
        file.ReadExactly(lengthBytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);

        if (length < 2 || length > LargestHeader || length > file.Length - 8)
        {
            throw new FormatException($"its header claims {length} bytes of the file's {file.Length}.");
        }

        var json = new byte[length];
        file.ReadExactly(json);
        using var header = JsonDocument.Parse(json);
        var data = file.Length - 8 - length;

        foreach (var entry in header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            var typeName = entry.Value.GetProperty("dtype").GetString();
            var type = Types.FirstOrDefault(known => known.Name == typeName);

            if (type.Name is null)
            {
                throw new FormatException($"'{entry.Name}' has the unknown element type '{typeName}'.");
            }

            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64())];
            var offsets = entry.Value.GetProperty("data_offsets");
            var (start, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            var expected = shape.Aggregate(TensorBytes.SizeOf(type.Type), (size, axis) => checked(size * axis));

            if (shape.Any(axis => axis < 0) || start < 0 || end - start != expected || end > data)
            {
                throw new FormatException($"'{entry.Name}' ends at byte {end} of {data}.");
            }

            var tensor = empty(shape, type.Type).DetachFromDisposeScope();
            tensors.Add(entry.Name, tensor);
            file.Position = 8 + length + start;
            file.ReadExactly(TensorBytes.Bytes(tensor));
        }
    }

    private static byte[] Header(IEnumerable<(string Name, string Type, long[] Shape, long Start, long End)> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();

            foreach (var (name, type, shape, start, end) in entries)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                Array.ForEach(shape, json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(start);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }
}

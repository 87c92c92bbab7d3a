using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Reads and writes numpy's .npy files: little-endian, C order, of the element types that models use.</summary>
public static partial class NpyFile
{
    private static readonly (string Name, ScalarType Type)[] Types =
    [
        ("|u1", ScalarType.Byte), ("|i1", ScalarType.Int8), ("|b1", ScalarType.Bool), ("<f2", ScalarType.Float16),
        ("<f4", ScalarType.Float32), ("<f8", ScalarType.Float64), ("<i4", ScalarType.Int32), ("<i8", ScalarType.Int64),
    ];

    /// <summary>Reads a file into a new CPU tensor, which the caller owns.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or is cut short.</exception>
    public static Tensor Read(string path)
    {
        var bytes = File.ReadAllBytes(path);

        try
        {
            return Parse(bytes);
        }
        catch (Exception damage) when (damage is FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"'{path}' is not a readable .npy file: {damage.Message}", damage);
        }
    }

    /// <summary>Writes a tensor; the file appears whole or not at all.</summary>
    public static void Write(string path, Tensor tensor)
    {
        var type = Types.FirstOrDefault(entry => entry.Type == tensor.dtype).Name
            ?? throw new ArgumentException($"A .npy file cannot hold {tensor.dtype}.", nameof(tensor));
        var shape = tensor.shape.Length == 1 ? $"{tensor.shape[0]}," : string.Join(", ", tensor.shape);
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        var padded = header.PadRight(((10 + header.Length + 1 + 63) / 64 * 64) - 10 - 1) + "\n";
        var data = new byte[tensor.numel() * tensor.element_size()];
        TensorBytes.CopyTo(tensor, data);

        var temporary = $"{path}.tmp";
        using (var file = File.Create(temporary))
        {
            Span<byte> preamble = [.. Magic, 1, 0, 0, 0];
            BinaryPrimitives.WriteUInt16LittleEndian(preamble[8..], (ushort)padded.Length);
            file.Write(preamble);
            file.Write(Encoding.ASCII.GetBytes(padded));
            file.Write(data);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static Tensor Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes.StartsWith(Magic))
        {
            throw new FormatException("the first bytes are not numpy's.");
        }

        var (lengthBytes, length) = bytes[6] == 1
            ? (2, BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
            : (4, checked((int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..])));
        var header = Encoding.ASCII.GetString(bytes.Slice(8 + lengthBytes, length));
        var type = TypePattern().Match(header).Groups[1].Value;
        var shape = ShapePattern().Match(header);

        if (!shape.Success || header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new FormatException("its header names no shape in C order.");
        }

        var entry = Types.FirstOrDefault(entry => entry.Name == type);

        if (entry.Name is null)
        {
            throw new FormatException($"its element type '{type}' is none of {string.Join(", ", Types.Select(known => known.Name))}.");
        }

        long[] axes = [.. shape.Groups[1].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(axis => long.Parse(axis, CultureInfo.InvariantCulture))];

        return TensorBytes.ToTensor(bytes[(8 + lengthBytes + length)..], axes, entry.Type);
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape':\s*\(([0-9,\s]*)\)")]
    private static partial Regex ShapePattern();
}

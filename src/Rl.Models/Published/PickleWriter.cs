using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rl.Models;

/// <summary>Writes plain data as a Python pickle of protocol 2, in the few instructions that torch's careful loader accepts too.</summary>
/// <remarks>
/// It writes what <see cref="PickleReader"/> reads: null, bool, int, long, double, string, List, object[] (tuple), Dictionary, OrderedDictionary,
/// <see cref="PickleClass"/> and <see cref="PickleObject"/>, a call or, without a maker, a reference to another member of the archive.
/// </remarks>
internal sealed class PickleWriter
{
    private static readonly PickleClass Ordered = new("collections", "OrderedDict");

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The bytes that describe one object.</summary>
    public static byte[] Write(object? value)
    {
        var writer = new PickleWriter();
        writer.Opcodes(0x80, 2);
        writer.Add(value);
        writer.Opcodes('.');

        return writer._bytes.WrittenSpan.ToArray();
    }

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                Opcodes('N');
                break;
            case bool flag:
                Opcodes(flag ? 0x88 : 0x89);
                break;
            case int whole:
                AddWhole(whole);
                break;
            case long whole:
                AddWhole(whole);
                break;
            case double real:
                Opcodes('G');
                BinaryPrimitives.WriteDoubleBigEndian(Room(sizeof(double)), real);
                break;
            case string text:
                AddText(text);
                break;
            case object?[] tuple:
                AddTuple(tuple);
                break;
            case List<object?> list:
                Opcodes(']', '(');
                list.ForEach(Add);
                Opcodes('e');
                break;
            case OrderedDictionary<object, object?> entries:
                Add(new PickleObject(Ordered, []));
                AddEntries(entries);
                break;
            case Dictionary<object, object?> entries:
                Opcodes('}');
                AddEntries(entries);
                break;
            case PickleClass named:
                Opcodes('c');
                _bytes.Write(Encoding.UTF8.GetBytes($"{named.Module}\n{named.Name}\n"));
                break;
            case PickleObject { Maker: null } reference:
                AddTuple(reference.Arguments);
                Opcodes('Q');
                break;
            case PickleObject made:
                Add(made.Maker);
                AddTuple(made.Arguments);
                Opcodes('R');
                break;
            default:
                throw new ArgumentException($"A pickle of ours cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }

    private void AddWhole(long value)
    {
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                Opcodes('K', (int)value);
                break;
            case >= int.MinValue and <= int.MaxValue:
                Opcodes('J');
                BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), (int)value);
                break;
            default:
                Opcodes(0x8a, sizeof(long));
                BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);
                break;
        }
    }

    private void AddText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Opcodes('X');
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), bytes.Length);
        _bytes.Write(bytes);
    }

    private void AddTuple(object?[] items)
    {
        switch (items.Length)
        {
            case 0:
                Opcodes(')');
                break;
            case <= 3:
                Array.ForEach(items, Add);
                Opcodes(0x84 + items.Length);
                break;
            default:
                Opcodes('(');
                Array.ForEach(items, Add);
                Opcodes('t');
                break;
        }
    }

    private void AddEntries(IEnumerable<KeyValuePair<object, object?>> entries)
    {
        Opcodes('(');

        foreach (var (key, value) in entries)
        {
            Add(key);
            Add(value);
        }

        Opcodes('u');
    }

    private void Opcodes(params ReadOnlySpan<int> bytes)
    {
        var room = Room(bytes.Length);

        for (var i = 0; i < bytes.Length; i++)
        {
            room[i] = (byte)bytes[i];
        }
    }

    private Span<byte> Room(int length)
    {
        var room = _bytes.GetSpan(length)[..length];
        _bytes.Advance(length);

        return room;
    }
}

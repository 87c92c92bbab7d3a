using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Rl.Models;

/// <summary>Reads a Python pickle as plain data. Nothing is ever imported or called: classes and their instances stay inert records.</summary>
/// <remarks>
/// Results are null, bool, long, double, string, byte[], List, object[] (tuple), Dictionary, <see cref="PickleClass"/> and
/// <see cref="PickleObject"/>. Any fault in the bytes is an <see cref="InvalidDataException"/>.
/// </remarks>
internal sealed class PickleReader
{
    private static readonly object Mark = new();

    /// <summary>Modules through which a pickle could run commands if it were loaded by Python. Nothing here would, but such a file is hostile.</summary>
    private static readonly HashSet<string> Hostile =
    [
        "os", "posix", "nt", "subprocess", "sys", "shutil", "socket", "importlib", "runpy", "pty", "commands", "ctypes", "code", "codeop", "pdb",
        "timeit", "webbrowser", "multiprocessing", "asyncio", "operator", "functools", "pickle", "_pickle", "marshal", "types", "builtins", "__builtin__",
    ];

    private static readonly HashSet<string> HarmlessBuiltins =
        ["set", "frozenset", "list", "dict", "tuple", "int", "float", "str", "bool", "bytes", "bytearray", "complex", "object", "slice", "range"];

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _at;

    private PickleReader(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>Reads the one object that the bytes describe.</summary>
    public static object? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new PickleReader(bytes).Run();
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidCastException or KeyNotFoundException or FormatException
            or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The pickle is damaged: {fault.Message}", fault);
        }
    }

    private object? Run()
    {
        while (true)
        {
            var opcode = (char)Take(1)[0];

            switch (opcode)
            {
                case '.':
                    return Pop();
                case '\u0080':
                    Take(1);
                    break;
                case '\u0095':
                    Take(8);
                    break;
                case '(':
                    _stack.Add(Mark);
                    break;
                case '0':
                    Pop();
                    break;
                case '1':
                    PopToMark();
                    break;
                case '2':
                    _stack.Add(_stack[^1]);
                    break;
                default:
                    if (!ReadScalar(opcode) && !ReadCollection(opcode) && !ReadMemo(opcode) && !ReadObject(opcode))
                    {
                        throw new InvalidDataException($"The pickle uses the instruction 0x{(int)opcode:x2}, which weights and models never need.");
                    }

                    break;
            }
        }
    }

    private bool ReadScalar(char opcode)
    {
        object? value;

        switch (opcode)
        {
            case 'N':
                value = null;
                break;
            case '\u0088':
                value = true;
                break;
            case '\u0089':
                value = false;
                break;
            case 'K':
                value = (long)Take(1)[0];
                break;
            case 'M':
                value = (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
                break;
            case 'J':
                value = (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4));
                break;
            case '\u008a':
                value = ReadLong();
                break;
            case 'I':
                value = ReadIntegerLine();
                break;
            case 'G':
                value = BinaryPrimitives.ReadDoubleBigEndian(Take(8));
                break;
            case 'F':
                value = double.Parse(Line(), CultureInfo.InvariantCulture);
                break;
            case 'X':
                value = Text(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case '\u008c':
                value = Text(Take(1)[0]);
                break;
            case '\u008d':
                value = Text(checked((int)BinaryPrimitives.ReadInt64LittleEndian(Take(8))));
                break;
            case 'U':
                value = Text(Take(1)[0]);
                break;
            case 'T':
                value = Text(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case 'C':
                value = Take(Take(1)[0]).ToArray();
                break;
            case 'B':
                value = Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4))).ToArray();
                break;
            default:
                return false;
        }

        _stack.Add(value);

        return true;
    }

    private bool ReadCollection(char opcode)
    {
        switch (opcode)
        {
            case '}':
                _stack.Add(new Dictionary<object, object?>());
                break;
            case ']':
                _stack.Add(new List<object?>());
                break;
            case ')':
                _stack.Add(Array.Empty<object?>());
                break;
            case 't':
                _stack.Add(PopToMark());
                break;
            case '\u0085':
                _stack.Add(PopTuple(1));
                break;
            case '\u0086':
                _stack.Add(PopTuple(2));
                break;
            case '\u0087':
                _stack.Add(PopTuple(3));
                break;
            case 'l':
                _stack.Add(new List<object?>(PopToMark()));
                break;
            case 'a':
                var item = Pop();
                Top<List<object?>>().Add(item);
                break;
            case 'e':
                var items = PopToMark();
                Top<List<object?>>().AddRange(items);
                break;
            case 's':
                var pair = PopTuple(2);
                SetItems(pair);
                break;
            case 'u':
                SetItems(PopToMark());
                break;
            case 'd':
                var entries = PopToMark();
                _stack.Add(new Dictionary<object, object?>());
                SetItems(entries);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ReadMemo(char opcode)
    {
        switch (opcode)
        {
            case 'q':
                _memo[Take(1)[0]] = _stack[^1];
                break;
            case 'r':
                _memo[BinaryPrimitives.ReadInt32LittleEndian(Take(4))] = _stack[^1];
                break;
            case '\u0094':
                _memo[_memo.Count] = _stack[^1];
                break;
            case 'h':
                _stack.Add(_memo[Take(1)[0]]);
                break;
            case 'j':
                _stack.Add(_memo[BinaryPrimitives.ReadInt32LittleEndian(Take(4))]);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ReadObject(char opcode)
    {
        switch (opcode)
        {
            case 'c':
                var module = Line();
                _stack.Add(Named(module, Line()));
                break;
            case '\u0093':
                var names = PopTuple(2);
                _stack.Add(Named((string)names[0]!, (string)names[1]!));
                break;
            case 'R':
            case '\u0081':
                var made = PopTuple(2);
                _stack.Add(made[0] is PickleClass { Module: "collections", Name: "OrderedDict" }
                    ? new Dictionary<object, object?>()
                    : new PickleObject(made[0], (object?[])made[1]!));
                break;
            case 'b':
                var state = Pop();

                // A dictionary's state is the attribute torch hangs on a state_dict; it says nothing about the weights.
                if (_stack[^1] is PickleObject built)
                {
                    built.State = state;
                }

                break;
            case 'Q':
                _stack.Add(new PickleObject(null, (object?[])Pop()!));
                break;
            default:
                return false;
        }

        return true;
    }

    private static PickleClass Named(string module, string name)
    {
        var isBuiltin = module is "builtins" or "__builtin__";

        return Hostile.Contains(module.Split('.')[0]) && !(isBuiltin && HarmlessBuiltins.Contains(name))
            ? throw new InvalidDataException(
                $"The pickle asks for {module}.{name}, which no weights need and which could run commands elsewhere. Nothing was run; do not trust the file.")
            : new PickleClass(module, name);
    }

    private void SetItems(object?[] pairs)
    {
        var dictionary = Top<Dictionary<object, object?>>();

        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            dictionary[pairs[i] ?? throw new InvalidDataException("A dictionary in the pickle has None as a key.")] = pairs[i + 1];
        }
    }

    private T Top<T>() => (T)_stack[^1]!;

    private object? Pop()
    {
        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);

        return top;
    }

    private object?[] PopTuple(int count)
    {
        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);

        return items;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);

        if (mark < 0)
        {
            throw new InvalidDataException("The pickle closes a group that it never opened.");
        }

        var items = PopTuple(_stack.Count - mark - 1);
        Pop();

        return items;
    }

    private long ReadLong()
    {
        var bytes = Take(Take(1)[0]);

        if (bytes.Length > 8)
        {
            throw new InvalidDataException("The pickle holds a whole number of more than 64 bits.");
        }

        long value = 0;

        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        var unused = 64 - (8 * bytes.Length);

        return bytes.Length == 0 ? 0 : value << unused >> unused;
    }

    private object ReadIntegerLine()
    {
        return Line() switch
        {
            "00" => false,
            "01" => true,
            var digits => long.Parse(digits, CultureInfo.InvariantCulture),
        };
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        var length = _bytes.Span[_at..].IndexOf((byte)'\n');

        if (length < 0)
        {
            throw new InvalidDataException("The pickle ends within a line.");
        }

        var line = Text(length);
        Take(1);

        return line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - _at)
        {
            throw new InvalidDataException($"The pickle ends at byte {_bytes.Length}, in the middle of a value.");
        }

        var bytes = _bytes.Span.Slice(_at, count);
        _at += count;

        return bytes;
    }
}

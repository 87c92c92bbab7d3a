using System.Buffers.Binary;
using System.Text;

namespace Rl.Models.Native;

/// <summary>Makes one version requirement of an ELF shared library optional, so that an older system can load it.</summary>
/// <remarks>
/// The loader refuses a library that asks for a symbol version it does not know, unless the request carries the weak flag.
/// That is safe only while nothing calls the symbols of that version: <see cref="Weaken"/> therefore makes exactly the one
/// marker symbol optional, and refuses a library that asks for more.
/// </remarks>
public static class ElfWeakener
{
    private const uint SectionDynamicSymbols = 11;
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const uint SectionVersionOfSymbol = 0x6fffffff;
    private const ushort WeakVersion = 2;
    private const int WeakBinding = 2;
    private const int SymbolSize = 24;

    /// <summary>Returns a copy of <paramref name="library"/> in which <paramref name="version"/> is a weak requirement.</summary>
    /// <param name="library">A 64-bit little-endian ELF file.</param>
    /// <param name="version">For example <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="symbol">The only symbol that may be of that version.</param>
    /// <exception cref="InvalidDataException">No such library, or it asks for more of that version than the marker.</exception>
    public static byte[] Weaken(ReadOnlySpan<byte> library, string version, string symbol)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }))
        {
            throw new InvalidDataException("The library is not a 64-bit little-endian ELF file.");
        }

        var patched = library.ToArray();

        try
        {
            var sections = ReadSections(patched);
            var needs = Single(sections, SectionVersionNeeds);

            foreach (var index in WeakenVersion(patched, needs, sections[needs.Link], version))
            {
                WeakenSymbols(patched, sections, index, symbol);
            }
        }
        catch (Exception damage) when (damage is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library's section tables point outside the file.", damage);
        }

        return patched;
    }

    private static List<Section> ReadSections(ReadOnlySpan<byte> file)
    {
        var offset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3c..]);
        var sections = new List<Section>(count);

        for (var i = 0; i < count; i++)
        {
            var header = file.Slice(offset + (i * size), 64);
            sections.Add(new Section(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..])),
                checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[32..])),
                BinaryPrimitives.ReadInt32LittleEndian(header[40..])));
        }

        return sections;
    }

    private static Section Single(List<Section> sections, uint type)
    {
        return sections.Find(section => section.Type == type)
            ?? throw new InvalidDataException($"The library has no section of type 0x{type:x}.");
    }

    private static List<ushort> WeakenVersion(Span<byte> file, Section needs, Section names, string version)
    {
        var weakened = new List<ushort>();

        for (var need = needs.Offset; ;)
        {
            var entry = need + BinaryPrimitives.ReadInt32LittleEndian(file[(need + 8)..]);

            for (var left = BinaryPrimitives.ReadUInt16LittleEndian(file[(need + 2)..]); left > 0; left--)
            {
                if (ReadName(file, names, BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 8)..])) == version)
                {
                    var flags = BinaryPrimitives.ReadUInt16LittleEndian(file[(entry + 4)..]);
                    BinaryPrimitives.WriteUInt16LittleEndian(file[(entry + 4)..], (ushort)(flags | WeakVersion));
                    weakened.Add(BinaryPrimitives.ReadUInt16LittleEndian(file[(entry + 6)..]));
                }

                entry += BinaryPrimitives.ReadInt32LittleEndian(file[(entry + 12)..]);
            }

            var next = BinaryPrimitives.ReadInt32LittleEndian(file[(need + 12)..]);

            if (next == 0)
            {
                return weakened;
            }

            need += next;
        }
    }

    private static void WeakenSymbols(Span<byte> file, List<Section> sections, ushort versionIndex, string marker)
    {
        var symbols = Single(sections, SectionDynamicSymbols);
        var versions = Single(sections, SectionVersionOfSymbol);
        var names = sections[symbols.Link];

        for (var i = 0; i < symbols.Size / SymbolSize; i++)
        {
            if ((BinaryPrimitives.ReadUInt16LittleEndian(file[(versions.Offset + (2 * i))..]) & 0x7fff) != versionIndex)
            {
                continue;
            }

            var symbol = symbols.Offset + (SymbolSize * i);
            var name = ReadName(file, names, BinaryPrimitives.ReadInt32LittleEndian(file[symbol..]));

            if (name != marker)
            {
                throw new InvalidDataException($"The library calls '{name}', which this system's libstdc++ does not have.");
            }

            file[symbol + 4] = (byte)((WeakBinding << 4) | (file[symbol + 4] & 0xf));
        }
    }

    private static string ReadName(ReadOnlySpan<byte> file, Section names, int offset)
    {
        var text = file[(names.Offset + offset)..];

        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }

    private sealed record Section(uint Type, int Offset, int Size, int Link);
}

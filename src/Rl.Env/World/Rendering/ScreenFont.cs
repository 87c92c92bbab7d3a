using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The letters of labels and counts, our own drawing: capitals and digits 5 × 7, small letters five rows high, some reaching one row below
/// the line. Letters are as wide as they are drawn, with a column between them. What it has no drawing for is left blank.
/// </summary>
internal static class ScreenFont
{
    private const int BlankAdvance = 4;
    private const int DigitAdvance = 6;

    private static readonly uint White = Rgb(255, 255, 255);
    private static readonly uint Shadow = Rgb(63, 63, 63);

    /// <summary>Rows of each letter, from the top, by its code; empty where there is none.</summary>
    private static readonly string[][] Letters = Read(
        ('0', "01110 10001 10011 10101 11001 10001 01110"),
        ('1', "00100 01100 00100 00100 00100 00100 11111"),
        ('2', "01110 10001 00001 00110 01000 10001 11111"),
        ('3', "01110 10001 00001 00110 00001 10001 01110"),
        ('4', "00011 00101 01001 10001 11111 00001 00001"),
        ('5', "11111 10000 11110 00001 00001 10001 01110"),
        ('6', "00110 01000 10000 11110 10001 10001 01110"),
        ('7', "11111 10001 00001 00010 00100 00100 00100"),
        ('8', "01110 10001 10001 01110 10001 10001 01110"),
        ('9', "01110 10001 10001 01111 00001 00010 01100"),
        ('A', "01110 10001 10001 11111 10001 10001 10001"),
        ('B', "11110 10001 10001 11110 10001 10001 11110"),
        ('C', "01110 10001 10000 10000 10000 10001 01110"),
        ('D', "11110 10001 10001 10001 10001 10001 11110"),
        ('E', "11111 10000 10000 11110 10000 10000 11111"),
        ('F', "11111 10000 10000 11110 10000 10000 10000"),
        ('G', "01110 10001 10000 10011 10001 10001 01110"),
        ('H', "10001 10001 10001 11111 10001 10001 10001"),
        ('I', "111 010 010 010 010 010 111"),
        ('J', "00001 00001 00001 00001 00001 10001 01110"),
        ('K', "10001 10010 10100 11000 10100 10010 10001"),
        ('L', "10000 10000 10000 10000 10000 10000 11111"),
        ('M', "10001 11011 10101 10101 10001 10001 10001"),
        ('N', "10001 11001 10101 10011 10001 10001 10001"),
        ('O', "01110 10001 10001 10001 10001 10001 01110"),
        ('P', "11110 10001 10001 11110 10000 10000 10000"),
        ('Q', "01110 10001 10001 10001 10101 10010 01101"),
        ('R', "11110 10001 10001 11110 10100 10010 10001"),
        ('S', "01110 10001 10000 01110 00001 10001 01110"),
        ('T', "11111 00100 00100 00100 00100 00100 00100"),
        ('U', "10001 10001 10001 10001 10001 10001 01110"),
        ('V', "10001 10001 10001 10001 10001 01010 00100"),
        ('W', "10001 10001 10001 10101 10101 11011 10001"),
        ('X', "10001 10001 01010 00100 01010 10001 10001"),
        ('Y', "10001 10001 01010 00100 00100 00100 00100"),
        ('Z', "11111 00001 00010 00100 01000 10000 11111"),
        ('a', "00000 00000 01110 00001 01111 10001 01111"),
        ('b', "10000 10000 10110 11001 10001 10001 11110"),
        ('c', "00000 00000 01110 10001 10000 10001 01110"),
        ('d', "00001 00001 01101 10011 10001 10001 01111"),
        ('e', "00000 00000 01110 10001 11111 10000 01111"),
        ('f', "0011 0100 1111 0100 0100 0100 0100"),
        ('g', "00000 00000 01111 10001 10001 01111 00001 11110"),
        ('h', "10000 10000 10110 11001 10001 10001 10001"),
        ('i', "1 0 1 1 1 1 1"),
        ('j', "0001 0000 0001 0001 0001 0001 1001 0110"),
        ('k', "1000 1000 1001 1010 1100 1010 1001"),
        ('l', "10 10 10 10 10 10 01"),
        ('m', "00000 00000 11010 10101 10101 10001 10001"),
        ('n', "00000 00000 11110 10001 10001 10001 10001"),
        ('o', "00000 00000 01110 10001 10001 10001 01110"),
        ('p', "00000 00000 10110 11001 10001 11110 10000 10000"),
        ('q', "00000 00000 01101 10011 10001 01111 00001 00001"),
        ('r', "00000 00000 10110 11001 10000 10000 10000"),
        ('s', "00000 00000 01111 10000 01110 00001 11110"),
        ('t', "010 010 111 010 010 010 001"),
        ('u', "00000 00000 10001 10001 10001 10001 01111"),
        ('v', "00000 00000 10001 10001 10001 01010 00100"),
        ('w', "00000 00000 10001 10001 10101 10101 01010"),
        ('x', "00000 00000 10001 01010 00100 01010 10001"),
        ('y', "00000 00000 10001 10001 10001 01111 00001 11110"),
        ('z', "00000 00000 11111 00010 00100 01000 11111"));

    /// <summary>Columns from a text's first to its last.</summary>
    public static int WidthOf(string text)
    {
        var advance = 0;
        foreach (var letter in text)
        {
            advance += AdvanceOf(letter);
        }

        return advance - 1;
    }

    /// <summary>Writes a text from its upper left corner.</summary>
    public static void Write(ScreenCanvas canvas, string text, int left, int top, uint color)
    {
        foreach (var letter in text)
        {
            Write(canvas, letter, left, top, color);
            left += AdvanceOf(letter);
        }
    }

    /// <summary>Writes a text in white, its shadow one pixel to the lower right.</summary>
    public static void WriteShadowed(ScreenCanvas canvas, string text, int left, int top)
    {
        Write(canvas, text, left + 1, top + 1, Shadow);
        Write(canvas, text, left, top, White);
    }

    /// <summary>Writes a positive number whose right edge is given, in white with a shadow.</summary>
    public static void WriteNumber(ScreenCanvas canvas, int number, int right, int top)
    {
        for (var left = right - DigitAdvance; number > 0; left -= DigitAdvance, number /= 10)
        {
            var digit = (char)('0' + (number % 10));
            Write(canvas, digit, left + 1, top + 1, Shadow);
            Write(canvas, digit, left, top, White);
        }
    }

    private static void Write(ScreenCanvas canvas, char letter, int left, int top, uint color)
    {
        var rows = RowsOf(letter);
        for (var y = 0; y < rows.Length; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x] == '1')
                {
                    canvas.Put(left + x, top + y, color);
                }
            }
        }
    }

    private static int AdvanceOf(char letter) => RowsOf(letter) is [var row, ..] ? row.Length + 1 : BlankAdvance;

    private static string[] RowsOf(char letter) => letter < Letters.Length ? Letters[letter] : [];

    private static string[][] Read(params ReadOnlySpan<(char Letter, string Rows)> drawings)
    {
        var letters = new string[128][];
        Array.Fill(letters, []);
        foreach (var (letter, rows) in drawings)
        {
            letters[letter] = rows.Split(' ');
        }

        return letters;
    }
}

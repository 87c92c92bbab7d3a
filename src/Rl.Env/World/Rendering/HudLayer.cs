using System.Numerics;
using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The head-up display: hotbar, counts, hearts, hunger, air and crosshair, composed at 640 × 360 and brought to the frame's size with its
/// opacity whenever something on it changes. A frame only pays for the pixels it covers.
/// </summary>
internal sealed class HudLayer
{
    private const int Width = 640;
    private const int Height = 360;
    private const int Top = 300;
    private const int HotbarLeft = 229;
    private const int HotbarTop = 338;
    private const int StatusTop = 321;
    private const int AirTop = 311;

    private const string Heart = """
..oo.oo..
.orrorro.
orRrrrrro
orrrrrrro
orrrrrrro
.orrrrro.
..orrro..
...oro...
....o....
""";

    private const string Drumstick = """
....ooo..
...obbbo.
..obBbbbo
..obbbbbo
..obbbbo.
.owobbo..
owwooo...
owo......
.o.......
""";

    private const string Bubble = """
.........
..oooo...
.ollllo..
olwllllo.
olllllllo
olllllllo
.olllllo.
..ooooo..
.........
""";

    // 3 × 5 would be unreadable after resizing; the digits are 5 × 7 as in the game.
    private static readonly string[] Digits =
    [
        "01110 10001 10011 10101 11001 10001 01110", "00100 01100 00100 00100 00100 00100 11111",
        "01110 10001 00001 00110 01000 10001 11111", "01110 10001 00001 00110 00001 10001 01110",
        "00011 00101 01001 10001 11111 00001 00001", "11111 10000 11110 00001 00001 10001 01110",
        "00110 01000 10000 11110 10001 10001 01110", "11111 10001 00001 00010 00100 00100 00100",
        "01110 10001 10001 01110 10001 10001 01110", "01110 10001 10001 01111 00001 00010 01100",
    ];

    private readonly FrameSize _size;
    private readonly uint[] _canvas = new uint[Width * (Height - Top)];
    private readonly Picture?[] _icons = new Picture?[Enum.GetValues<ItemId>().Max(item => (int)item) + 1];
    private readonly ItemStack[] _hotbar = new ItemStack[9];
    private readonly int[] _positions;
    private readonly uint[] _colors;
    private readonly byte[] _shares;
    private readonly int[] _crossPositions;
    private readonly byte[] _crossShares;
    private readonly int _crossCount;
    private int _count;
    private int _selected = -1;
    private int _health;
    private int _food;
    private int _bubbles;

    public HudLayer(FrameSize size, int stride)
    {
        _size = size;
        var rows = size.Height - FirstRow(size.Height);
        _positions = new int[rows * size.Width];
        _colors = new uint[_positions.Length];
        _shares = new byte[_positions.Length];
        foreach (var item in Enum.GetValues<ItemId>())
        {
            _icons[(int)item] = item == ItemId.None ? null : DrawIcon(item);
        }

        Stride = stride;
        var around = new List<(int Position, byte Share)>();
        AddCrosshair(around);
        _crossPositions = [.. around.Select(pixel => pixel.Position)];
        _crossShares = [.. around.Select(pixel => pixel.Share)];
        _crossCount = around.Count;
    }

    /// <summary>How often the layer has been composed; for tests.</summary>
    public int Compositions { get; private set; }

    private int Stride { get; }

    /// <summary>Lays the display over a frame.</summary>
    public void Draw(Scene scene, uint[] pixels)
    {
        if (HasChanged(scene))
        {
            Compose();
            Resize();
            Compositions++;
        }

        for (var i = 0; i < _crossCount; i++)
        {
            ref var pixel = ref pixels[_crossPositions[i]];
            pixel = Mix(pixel, ~pixel & 0xFFFFFF, _crossShares[i]);
        }

        for (var i = 0; i < _count; i++)
        {
            ref var pixel = ref pixels[_positions[i]];
            var rest = 255u - _shares[i];
            pixel = _colors[i]
                + ((((pixel & 0xFF00FF) * rest) >> 8) & 0xFF00FF)
                + ((((pixel & 0xFF00) * rest) >> 8) & 0xFF00);
        }
    }

    private static uint Mix(uint from, uint to, uint share) =>
        (((((from & 0xFF00FF) * (256 - share)) + ((to & 0xFF00FF) * share)) >> 8) & 0xFF00FF)
        | (((((from & 0xFF00) * (256 - share)) + ((to & 0xFF00) * share)) >> 8) & 0xFF00);

    private static int FirstRow(int height) => Math.Max(0, (Top - 2) * height / Height);

    private bool HasChanged(Scene scene)
    {
        var bubbles = scene.Air >= 300 ? -1 : Math.Clamp((scene.Air + 29) / 30, 0, 10);
        if (_selected == scene.SelectedSlot && _health == scene.Health && _food == scene.Food && _bubbles == bubbles
            && _hotbar.AsSpan().SequenceEqual(scene.Hotbar))
        {
            return false;
        }

        (_selected, _health, _food, _bubbles) = (scene.SelectedSlot, scene.Health, scene.Food, bubbles);
        scene.Hotbar.CopyTo(_hotbar, 0);
        return true;
    }

    private void Compose()
    {
        Array.Clear(_canvas);
        FillRect(HotbarLeft, HotbarTop, 182, 22, Rgb(20, 20, 20));
        FillRect(HotbarLeft + 1, HotbarTop + 1, 180, 20, Rgb(150, 150, 150));
        for (var slot = 0; slot < 9; slot++)
        {
            FillRect(HotbarLeft + 2 + (20 * slot), HotbarTop + 2, 18, 18, (Rgb(70, 70, 70) & 0xFFFFFF) | 0xB0000000);
        }

        var selected = HotbarLeft - 1 + (20 * _selected);
        FrameRect(selected, HotbarTop - 1, 24, 23, Rgb(30, 30, 30));
        FrameRect(selected + 1, HotbarTop, 22, 22, Rgb(255, 255, 255));
        FrameRect(selected + 2, HotbarTop + 1, 20, 20, Rgb(220, 220, 220));
        for (var slot = 0; slot < 9; slot++)
        {
            if (!_hotbar[slot].IsEmpty)
            {
                DrawStack(_hotbar[slot], HotbarLeft + 3 + (20 * slot), HotbarTop + 3);
            }
        }

        for (var k = 0; k < 10; k++)
        {
            DrawStatus(Heart, HotbarLeft + (8 * k), StatusTop, _health - (2 * k), mirrored: false);
            DrawStatus(Drumstick, 402 - (8 * k), StatusTop, _food - (2 * k), mirrored: true);
            if (k < _bubbles)
            {
                DrawStatus(Bubble, 402 - (8 * k), AirTop, 2, mirrored: false);
            }
        }
    }

    private void DrawStack(ItemStack stack, int left, int top)
    {
        var icon = _icons[(int)stack.Item]!;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (icon[x, y] >> 24 != 0)
                {
                    Put(left + x, top + y, icon[x, y]);
                }
            }
        }

        var max = ItemTable.Of(stack.Item).Uses;
        if (max > 0 && stack.Damage > 0)
        {
            var left13 = (int)Math.Round(13.0 * (max - stack.Damage) / max);
            FillRect(left + 2, top + 13, 13, 2, Rgb(0, 0, 0));
            FillRect(left + 2, top + 13, left13, 1, Rgb(255 - (left13 * 255 / 13), left13 * 255 / 13, 0));
        }

        if (stack.Count > 1)
        {
            DrawCount(stack.Count, left + 17, top + 9);
        }
    }

    /// <summary>Writes a number whose right edge is given, with a shadow.</summary>
    private void DrawCount(int count, int right, int top)
    {
        for (var left = right - 6; count > 0; left -= 6, count /= 10)
        {
            var digit = Digits[count % 10];
            for (var pass = 1; pass >= 0; pass--)
            {
                for (var i = 0; i < digit.Length; i++)
                {
                    if (digit[i] == '1')
                    {
                        Put(left + (i % 6) + pass, top + (i / 6) + pass, pass == 1 ? Rgb(63, 63, 63) : Rgb(255, 255, 255));
                    }
                }
            }
        }
    }

    /// <summary>Draws a heart or the like: filled from 2 on, half at 1, empty below.</summary>
    private void DrawStatus(string shape, int left, int top, int halves, bool mirrored)
    {
        var x = 0;
        var y = 0;
        foreach (var letter in shape)
        {
            if (letter == '\n')
            {
                (x, y) = (0, y + 1);
                continue;
            }

            var filled = halves >= 2 || (halves == 1 && (mirrored ? x >= 4 : x <= 4));
            if (letter is not ('.' or ' '))
            {
                Put(left + x, top + y, letter == 'o' ? Rgb(18, 10, 10) : filled ? StatusColor(letter) : Rgb(52, 44, 44));
            }

            x++;
        }
    }

    private static uint StatusColor(char letter) => letter switch
    {
        'r' => Rgb(224, 24, 24),
        'R' => Rgb(255, 176, 176),
        'b' => Rgb(172, 106, 46),
        'B' => Rgb(214, 152, 88),
        'l' => Rgb(110, 170, 240),
        _ => Rgb(240, 236, 226),
    };

    private void FillRect(int left, int top, int width, int height, uint color)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                Put(x, y, color);
            }
        }
    }

    private void FrameRect(int left, int top, int width, int height, uint color)
    {
        FillRect(left, top, width, 1, color);
        FillRect(left, top + height - 1, width, 1, color);
        FillRect(left, top, 1, height, color);
        FillRect(left + width - 1, top, 1, height, color);
    }

    private void Put(int x, int y, uint color)
    {
        if (y < Height)
        {
            _canvas[((y - Top) * Width) + x] = color;
        }
    }

    /// <summary>Samples the canvas at the frame's sample centres, bilinearly, colours weighted by opacity.</summary>
    private void Resize()
    {
        _count = 0;
        for (var y = FirstRow(_size.Height); y < _size.Height; y++)
        {
            var (row, rowShare) = SampleAt(y, _size.Height, Height);
            for (var x = 0; x < _size.Width; x++)
            {
                var (column, columnShare) = SampleAt(x, _size.Width, Width);
                var sum = (At(column, row) * (1 - columnShare) * (1 - rowShare))
                    + (At(column + 1, row) * columnShare * (1 - rowShare))
                    + (At(column, row + 1) * (1 - columnShare) * rowShare)
                    + (At(column + 1, row + 1) * columnShare * rowShare);
                var share = (int)((sum.W * 255) + 0.5f);
                if (share > 0)
                {
                    _positions[_count] = (y * Stride) + x;
                    _colors[_count] = (uint)sum.X | ((uint)sum.Y << 8) | ((uint)sum.Z << 16);
                    _shares[_count++] = (byte)share;
                }
            }
        }
    }

    /// <summary>Red, green, blue times opacity, and opacity 0 to 1.</summary>
    private Vector4 At(int x, int y)
    {
        y = Math.Min(y, Height - 1) - Top;
        if (y < 0)
        {
            return Vector4.Zero;
        }

        var color = _canvas[(y * Width) + Math.Min(x, Width - 1)];
        return new Vector4(color & 255, (color >> 8) & 255, (color >> 16) & 255, 1) * ((color >> 24) / 255f);
    }

    private static (int Index, float Share) SampleAt(int target, int targets, int sources)
    {
        var at = ((target + 0.5) * sources / targets) - 0.5;
        var index = (int)Math.Floor(at);
        return index < 0 ? (0, 0) : (index, (float)(at - index));
    }

    private void AddCrosshair(List<(int Position, byte Share)> pixels)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            var (row, rowShare) = SampleAt(y, _size.Height, Height);
            for (var x = 0; x < _size.Width; x++)
            {
                var (column, columnShare) = SampleAt(x, _size.Width, Width);
                var share = ((IsCross(column, row) * (1 - columnShare)) + (IsCross(column + 1, row) * columnShare)) * (1 - rowShare);
                share += ((IsCross(column, row + 1) * (1 - columnShare)) + (IsCross(column + 1, row + 1) * columnShare)) * rowShare;
                if (share > 0)
                {
                    pixels.Add(((y * Stride) + x, (byte)(share * 255)));
                }
            }
        }
    }

    /// <summary>Nine pixels each way around (319, 179), one pixel wide.</summary>
    private static float IsCross(int x, int y) =>
        (x == 319 && Math.Abs(y - 179) <= 4) || (y == 179 && Math.Abs(x - 319) <= 4) ? 1 : 0;

    /// <summary>An item's icon: its picture, or the block seen from above one edge.</summary>
    private static Picture DrawIcon(ItemId item)
    {
        if (ItemPictures.BlockOf(item) == BlockId.Air)
        {
            return ItemPictures.PictureOf(item);
        }

        // Looking down 30 degrees at the edge between two sides, without perspective.
        var direction = Vector3.Normalize(new Vector3(-1, -0.82f, -1));
        var right = Vector3.Normalize(new Vector3(1, 0, -1));
        var up = Vector3.Normalize(Vector3.Cross(direction, right)) * -1;
        var icon = new Picture();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var across = (x - 7.5f) / 7.5f * 0.72f;
                var upwards = (7.5f - y) / 7.5f * 0.83f;
                var origin = new Vector3(0.5f) - (direction * 3) + (across * right) + (upwards * up);
                if (ItemModel.Trace(item, origin, direction, out _, out var color))
                {
                    icon[x, y] = color | 0xFF000000;
                }
            }
        }

        return icon;
    }
}

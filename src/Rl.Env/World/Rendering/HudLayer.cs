using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The head-up display: hotbar, counts, hearts, hunger, air and crosshair, composed at 640 × 360 and brought to the frame's size with its
/// opacity whenever something on it changes. A frame only pays for the pixels it covers.
/// </summary>
internal sealed class HudLayer
{
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

    private readonly FrameSize _size;
    private readonly ScreenScale _scale;
    private readonly ScreenCanvas _canvas = new(ScreenArea.Whole with { Top = Top, Height = WindowLayout.FrameHeight - Top });
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
        _scale = new ScreenScale(size);
        var rows = size.Height - FirstRow(size.Height);
        _positions = new int[rows * size.Width];
        _colors = new uint[_positions.Length];
        _shares = new byte[_positions.Length];
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

    private static int FirstRow(int height) => Math.Max(0, (Top - 2) * height / WindowLayout.FrameHeight);

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
        _canvas.Clear();
        var hotbar = new ScreenArea(HotbarLeft, HotbarTop, 182, 22);
        _canvas.Fill(hotbar, Rgb(20, 20, 20));
        _canvas.Fill(hotbar.Inset(1), Rgb(150, 150, 150));
        for (var slot = 0; slot < 9; slot++)
        {
            var cell = new ScreenArea(HotbarLeft + 2 + (20 * slot), HotbarTop + 2, 18, 18);
            _canvas.Fill(cell, (Rgb(70, 70, 70) & 0xFFFFFF) | 0xB0000000);
        }

        var selected = new ScreenArea(HotbarLeft - 1 + (20 * _selected), HotbarTop - 1, 24, 23);
        _canvas.Frame(selected, Rgb(30, 30, 30));
        _canvas.Frame(new ScreenArea(selected.Left + 1, HotbarTop, 22, 22), Rgb(255, 255, 255));
        _canvas.Frame(new ScreenArea(selected.Left + 2, HotbarTop + 1, 20, 20), Rgb(220, 220, 220));
        for (var slot = 0; slot < 9; slot++)
        {
            if (!_hotbar[slot].IsEmpty)
            {
                ItemIcons.Draw(_canvas, _hotbar[slot], HotbarLeft + 3 + (20 * slot), HotbarTop + 3);
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
                _canvas.Put(left + x, top + y, letter == 'o' ? Rgb(18, 10, 10) : filled ? StatusColor(letter) : Rgb(52, 44, 44));
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

    /// <summary>Samples the canvas at the frame's sample centres, bilinearly, colours weighted by opacity.</summary>
    private void Resize()
    {
        _count = 0;
        for (var y = FirstRow(_size.Height); y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x++)
            {
                var sum = _scale.Sample(_canvas, x, y);
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

    private void AddCrosshair(List<(int Position, byte Share)> pixels)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            var (row, rowShare) = _scale.Row(y);
            for (var x = 0; x < _size.Width; x++)
            {
                var (column, columnShare) = _scale.Column(x);
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
}

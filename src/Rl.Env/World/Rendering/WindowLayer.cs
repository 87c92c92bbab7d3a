using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.Frames;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.World.Rendering;

/* WindowLayer must
 * - show at any frame size what a resizer would make of the window drawn at 640 × 360: the policy sees world and window through one squeeze
 * - cost little in a frame where nothing but the cursor has moved: what lies still is drawn and sampled when it changes, what moves is
 *   lifted off and laid down again, and only the frame's pixels under either are sampled anew
 * - draw the same pixels whatever it drew before
 */

/// <summary>The open window over all else: the dimmed world, the panel with its slots, what hangs on the cursor, the cursor.</summary>
internal sealed class WindowLayer
{
    private const int CookTotal = 200; // ticks (V)
    private const int FlameSteps = 13; // (Mh)
    private const uint Highlight = 0x80FFFFFF;
    private const int NoPose = -1;
    private const int VectorLength = 8;

    // The world's light behind a window fades from the top to the bottom: #101010 with these opacities of 255 (Mh).
    private const float VeilColor = 16;
    private const float VeilAtTop = 0xC0;
    private const float VeilAtBottom = 0xD0;

    private static readonly Picture Cursor = Picture.From(CursorImage.Default.Pixels);

    private readonly int _stride;
    private readonly ScreenScale _scale;

    /// <summary>The window without what moves over it.</summary>
    private readonly ScreenCanvas _panel = new(WindowPanels.Area);

    /// <summary>The window with all; transparent where the world shines through.</summary>
    private readonly ScreenCanvas _screen = new(ScreenArea.Whole);

    /// <summary>
    /// <c>[height, stride] uint32</c>: what the layer adds to each pixel, R | G &lt;&lt; 8 | B &lt;&lt; 16, and what it leaves of it, in
    /// 256ths, &lt;&lt; 24.
    /// </summary>
    private readonly uint[] _cover;

    /// <summary>Opacity of the veil over the world in each of the frame's rows, 0 to 1.</summary>
    private readonly float[] _veils;

    private readonly List<ScreenArea> _moving = new(4);
    private readonly List<ScreenArea> _changed = new(WindowLayout.MaximumSlots + 16);
    private readonly ItemStack[] _slots = new ItemStack[WindowLayout.MaximumSlots];
    private WindowKind _kind;
    private ItemStack _carried;
    private (int X, int Y) _cursor;
    private bool _hasCursor;
    private int _arrow;
    private int _fire;
    private int _pose;

    /// <summary>Prepares buffers for frames of one size.</summary>
    /// <param name="size">The frames' size.</param>
    /// <param name="stride">Entries of a row of the pixels drawn on, a multiple of 8.</param>
    public WindowLayer(FrameSize size, int stride)
    {
        (_stride, _scale) = (stride, new ScreenScale(size));
        (_cover, _veils) = (new uint[size.Height * stride], new float[size.Height]);
        for (var y = 0; y < size.Height; y++)
        {
            _veils[y] = (VeilAtTop + ((VeilAtBottom - VeilAtTop) * (y + 0.5f) / size.Height)) / 255;
            _cover.AsSpan(y * stride, stride).Fill(CoverOf(Vector4.Zero, _veils[y]));
        }

        // Drawn only with the first frame that shows them, they would delay it.
        _ = (PlayerFigure.Of(0), WindowPanels.Blank(WindowKind.Player), ItemIcons.Of(ItemId.Stick), Tooltip.NameOf(ItemId.Stick));
    }

    /// <summary>False leaves the cursor out; what hangs on it and the name of what lies under it are drawn all the same.</summary>
    public bool DrawsCursor { get; set; } = true;

    /// <summary>Lays an open window over a frame.</summary>
    /// <param name="window">What it shows; its kind is not <see cref="WindowKind.None"/>.</param>
    /// <param name="pixels"><c>[height, stride] uint32</c>: R | G &lt;&lt; 8 | B &lt;&lt; 16, changed.</param>
    public void Draw(WindowView window, uint[] pixels)
    {
        var cursor = ((int)window.CursorX, (int)window.CursorY);
        UpdatePanel(window, cursor);
        if (_changed.Count > 0 || cursor != _cursor || window.Carried != _carried || DrawsCursor != _hasCursor)
        {
            (_cursor, _carried, _hasCursor) = (cursor, window.Carried, DrawsCursor);
            LiftMoving();
            LayMoving();
            foreach (var area in _changed)
            {
                Sample(area);
            }

            _changed.Clear();
        }

        Cover(pixels);
    }

    private void UpdatePanel(WindowView window, (int X, int Y) cursor)
    {
        var isNew = window.Kind != _kind;
        if (isNew)
        {
            _kind = window.Kind;
            Array.Clear(_slots);
            (_arrow, _fire, _pose) = (0, 0, NoPose);
            _panel.CopyFrom(WindowPanels.Blank(_kind), WindowPanels.Area);
            Show(WindowPanels.Area);
        }

        for (var slot = 0; slot < WindowLayout.SlotCount(_kind); slot++)
        {
            if (_slots[slot] != window.Slots[slot])
            {
                _slots[slot] = window.Slots[slot];
                DrawSlot(slot);
            }
        }

        if (_kind == WindowKind.Furnace)
        {
            UpdateGauges(window);
        }
        else if (_kind == WindowKind.Player)
        {
            UpdateFigure(cursor);
        }

        if (isNew)
        {
            // The slots lie within the panel: once is enough.
            _changed.Clear();
            _changed.Add(WindowPanels.Area);
        }
    }

    private void DrawSlot(int slot)
    {
        var icon = IconArea(slot);
        var cell = icon.Inset(-1);
        _panel.CopyFrom(WindowPanels.Blank(_kind), cell);
        if (!_slots[slot].IsEmpty)
        {
            _panel.Fill(icon, WindowPanels.SlotColor);
            ItemIcons.Draw(_panel, _slots[slot], icon.Left, icon.Top);
        }

        Show(cell);
    }

    private void UpdateGauges(WindowView window)
    {
        var arrow = Math.Clamp(window.CookProgress, 0, CookTotal) * WindowPanels.ArrowArea.Width / CookTotal;
        if (arrow != _arrow)
        {
            _arrow = arrow;
            _panel.CopyFrom(WindowPanels.Blank(_kind), WindowPanels.ArrowArea);
            WindowPanels.FillArrow(_panel, arrow);
            Show(WindowPanels.ArrowArea);
        }

        // A burning fire's last row stays until it goes out.
        var fire = window.BurnLeft <= 0 ? 0 : 1 + Math.Min(window.BurnLeft * FlameSteps / Math.Max(window.BurnTotal, 1), FlameSteps);
        if (fire != _fire)
        {
            _fire = fire;
            _panel.CopyFrom(WindowPanels.Blank(_kind), WindowPanels.FlameArea);
            WindowPanels.DrawFire(_panel, fire);
            Show(WindowPanels.FlameArea);
        }
    }

    private void UpdateFigure((int X, int Y) cursor)
    {
        var pose = PlayerFigure.PoseTowards(cursor.X, cursor.Y);
        if (pose != _pose)
        {
            _pose = pose;
            _panel.CopyFrom(PlayerFigure.Of(pose), PlayerFigure.Area);
            Show(PlayerFigure.Area);
        }
    }

    private ScreenArea IconArea(int slot)
    {
        var (left, top) = WindowLayout.IconAt(_kind, slot);
        return new ScreenArea(left, top, WindowLayout.IconSize, WindowLayout.IconSize);
    }

    /// <summary>Brings what has been drawn on the panel to the screen.</summary>
    private void Show(ScreenArea area)
    {
        _screen.CopyFrom(_panel, area);
        _changed.Add(area);
    }

    private void LiftMoving()
    {
        foreach (var area in _moving)
        {
            Show(area);
        }

        _moving.Clear();
    }

    /// <summary>
    /// Draws the highlight of the slot under the cursor; the carried stack, or if there is none the name of what lies in the slot; the cursor.
    /// </summary>
    private void LayMoving()
    {
        var hovered = WindowLayout.SlotAt(_kind, _cursor.X, _cursor.Y);
        if (hovered >= 0)
        {
            _screen.BlendFill(IconArea(hovered), Highlight);
            _moving.Add(IconArea(hovered));
        }

        if (!_carried.IsEmpty)
        {
            const int half = WindowLayout.IconSize / 2;
            ItemIcons.Draw(_screen, _carried, _cursor.X - half, _cursor.Y - half);
            _moving.Add(new ScreenArea(_cursor.X - half, _cursor.Y - half, WindowLayout.IconSize + 1, WindowLayout.IconSize + 1));
        }
        else if (hovered >= 0 && !_slots[hovered].IsEmpty)
        {
            _moving.Add(Tooltip.Draw(_screen, _slots[hovered].Item, _cursor.X, _cursor.Y));
        }

        if (_hasCursor)
        {
            _screen.Draw(Cursor, _cursor.X, _cursor.Y);
            _moving.Add(new ScreenArea(_cursor.X, _cursor.Y, Picture.Size, Picture.Size));
        }

        _changed.AddRange(_moving);
    }

    /// <summary>Works out the layer again where the frame shows an area of the screen.</summary>
    private void Sample(ScreenArea area)
    {
        var (left, right) = _scale.ColumnsOn(area);
        var (top, bottom) = _scale.RowsOn(area);
        for (var y = top; y < bottom; y++)
        {
            var row = _cover.AsSpan((y * _stride) + left, right - left);
            var veil = _veils[y];
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = CoverOf(_scale.Sample(_screen, left + x, y), veil);
            }
        }
    }

    /// <summary>What covers a pixel: the window, and the veil with its opacity where the window leaves the world open.</summary>
    private static uint CoverOf(Vector4 window, float veil)
    {
        var open = 1 - window.W;
        var added = window + new Vector4(VeilColor * veil * open);
        added.W = 256 * open * (1 - veil);
        var channels = Vector128.ConvertToInt32((added + new Vector4(0.5f)).AsVector128());
        return (uint)(channels[0] | (channels[1] << 8) | (channels[2] << 16) | (channels[3] << 24));
    }

    private void Cover(uint[] pixels)
    {
        // Red and blue, and green, are multiplied in halves of 16 bits; 255 times 256 and the rounding fit.
        var lower = Vector256.Create(0x00FF00FFu);
        var half = Vector256.Create((ushort)128);
        ref var below = ref MemoryMarshal.GetArrayDataReference(pixels);
        ref var cover = ref MemoryMarshal.GetArrayDataReference(_cover);
        for (nuint i = 0; i < (nuint)_cover.Length; i += VectorLength)
        {
            var over = Vector256.LoadUnsafe(ref cover, i);
            var left = over >>> 24;
            var factor = (left | (left << 16)).AsUInt16();
            var pixel = Vector256.LoadUnsafe(ref below, i);
            var redBlue = (((pixel & lower).AsUInt16() * factor) + half) >>> 8;
            var green = ((((pixel >>> 8) & lower).AsUInt16() * factor) + half).AsUInt32() & Vector256.Create(0x0000FF00u);
            ((redBlue.AsUInt32() | green) + (over & Vector256.Create(0x00FFFFFFu))).StoreUnsafe(ref below, i);
        }
    }
}

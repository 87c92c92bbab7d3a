using Rl.Env.Frames;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

public class WindowLayerTests
{
    private const uint World = 0x4080C0;

    private static readonly WindowKind[] Kinds = [WindowKind.Player, WindowKind.CraftingTable, WindowKind.Furnace, WindowKind.Chest];

    // Torch and ingot follow when they have pictures of their own.
    private static readonly ItemId[] KeyItems =
    [
        ItemId.OakLog, ItemId.OakPlanks, ItemId.Stick, ItemId.CraftingTable, ItemId.Cobblestone, ItemId.Coal, ItemId.IronOre,
        ItemId.Diamond, ItemId.WoodenPickaxe, ItemId.StonePickaxe, ItemId.IronPickaxe, ItemId.DiamondPickaxe, ItemId.Furnace,
    ];

    [TestCaseSource(nameof(Kinds))]
    public void An_item_changes_only_the_pixels_of_its_slots_icon(WindowKind kind)
    {
        var window = Open(kind);
        var layer = new WindowLayer(FrameSize.Native, FrameSize.Native.Width);
        var empty = Draw(layer, window);
        for (var slot = 0; slot < WindowLayout.SlotCount(kind); slot++)
        {
            var (left, top) = WindowLayout.IconAt(kind, slot);
            window.Slots[slot] = new ItemStack(ItemId.Cobblestone, 1);
            var changed = Changes(empty, Draw(layer, window));
            window.Slots[slot] = ItemStack.Empty;

            Assert.That(changed, Has.Count.GreaterThan(100), $"slot {slot}");
            Assert.That(changed.All(at => IsIn(at, left, top, 16)), Is.True, $"slot {slot}");
        }
    }

    [Test]
    public void A_count_reaches_one_pixel_beyond_the_icon()
    {
        var window = Open(WindowKind.Player);
        window.Slots[20] = new ItemStack(ItemId.Cobblestone, 1);
        var one = Draw(FrameSize.Native, window);
        window.Slots[20] = new ItemStack(ItemId.Cobblestone, 64);
        var changed = Changes(one, Draw(FrameSize.Native, window));

        var (left, top) = WindowLayout.IconAt(WindowKind.Player, 20);
        Assert.That(changed.All(at => IsIn(at, left + 5, top + 9, 12)), Is.True);
        Assert.That(changed.Max(at => at.X), Is.EqualTo(left + 16));
        Assert.That(changed.Max(at => at.Y), Is.EqualTo(top + 16));
    }

    [Test]
    public void A_worn_tool_shows_how_much_of_it_is_left()
    {
        var window = Open(WindowKind.Player);
        window.Slots[20] = new ItemStack(ItemId.StonePickaxe, 1, Damage: 66);
        var frame = Draw(FrameSize.Native, window);

        var (left, top) = WindowLayout.IconAt(WindowKind.Player, 20);
        var bar = Enumerable.Range(0, 13).Select(x => At(frame, left + 2 + x, top + 13)).ToArray();
        Assert.That(bar[0], Is.Not.Zero);
        Assert.That(bar[..6], Is.All.EqualTo(bar[0]));
        Assert.That(bar[6..], Is.All.Zero);
    }

    [TestCase(320, 180)]
    [TestCase(3, 350)]
    [TestCase(240, 240)]
    public void The_cursor_is_drawn_to_the_lower_right_of_its_hot_spot(int x, int y)
    {
        var window = Open(WindowKind.CraftingTable);
        (window.CursorX, window.CursorY) = (600, 20);
        var elsewhere = Draw(FrameSize.Native, window);
        (window.CursorX, window.CursorY) = (x + 0.9, y + 0.9);
        var changed = Changes(elsewhere, Draw(FrameSize.Native, window)).Where(at => !IsIn(at, 600, 20, 16)).ToArray();
        var hovered = WindowLayout.SlotAt(WindowKind.CraftingTable, x, y);
        var sprite = hovered < 0 ? changed : [.. changed.Where(at => !IsIcon(at, WindowKind.CraftingTable, hovered))];

        Assert.That(changed, Does.Contain((x, y)));
        Assert.That(sprite.All(at => IsIn(at, x, y, 16)), Is.True);
    }

    [Test]
    public void A_cursor_in_the_frames_far_corner_is_left_out()
    {
        var window = Open(WindowKind.Chest);
        (window.CursorX, window.CursorY) = (640, 360);
        var corner = Draw(FrameSize.Native, window);
        (window.CursorX, window.CursorY) = (0, 0);
        var changed = Changes(corner, Draw(FrameSize.Native, window));

        Assert.That(changed, Is.Not.Empty);
        Assert.That(changed.All(at => IsIn(at, 0, 0, 16)), Is.True);
    }

    [Test]
    public void The_slot_under_the_cursor_is_half_white()
    {
        var window = Open(WindowKind.Chest);
        var (left, top) = WindowLayout.IconAt(WindowKind.Chest, 30);
        (window.CursorX, window.CursorY) = (left + 8, top + 8);
        var frame = Draw(FrameSize.Native, window);

        Assert.That(At(frame, left, top) & 255, Is.EqualTo(139 + ((255 - 139) * 128 / 255)).Within(1));
        Assert.That(At(frame, left + 18, top) & 255, Is.EqualTo(139), "the next slot");
    }

    [Test]
    public void The_name_of_what_lies_under_the_cursor_is_shown_unless_something_is_carried()
    {
        var window = Open(WindowKind.Chest);
        var (left, top) = WindowLayout.IconAt(WindowKind.Chest, 30);
        (window.CursorX, window.CursorY) = (left + 8, top + 8);
        window.Slots[30] = new ItemStack(ItemId.OakLog, 1);
        var named = At(Draw(FrameSize.Native, window), left + 8 + 12 - 4, top + 8 - 12);
        window.Carried = new ItemStack(ItemId.Stick, 1);
        var carrying = At(Draw(FrameSize.Native, window), left + 8 + 12 - 4, top + 8 - 12);

        Assert.That(named & 255, Is.LessThan(40));
        Assert.That(carrying & 255, Is.GreaterThan(100));
    }

    [TestCase(ItemId.OakLog, "Oak Log")]
    [TestCase(ItemId.FlintAndSteel, "Flint and Steel")]
    [TestCase(ItemId.Diamond, "Diamond")]
    public void Items_are_called_by_their_ids_words(ItemId item, string name) => Assert.That(Tooltip.NameOf(item), Is.EqualTo(name));

    [Test]
    public void The_carried_stack_hangs_with_its_middle_on_the_cursor()
    {
        var window = Open(WindowKind.Furnace);
        (window.CursorX, window.CursorY) = (100.5, 300.5);
        var empty = Draw(FrameSize.Native, window);
        window.Carried = new ItemStack(ItemId.Cobblestone, 12);
        var changed = Changes(empty, Draw(FrameSize.Native, window));

        Assert.That(changed, Has.Count.GreaterThan(80));
        Assert.That(changed.All(at => IsIn(at, 92, 292, 17)), Is.True);
    }

    [TestCase(0, 0)]
    [TestCase(8, 0)]
    [TestCase(9, 1)]
    [TestCase(100, 12)]
    [TestCase(199, 23)]
    [TestCase(200, 24)]
    public void The_furnaces_arrow_grows_with_its_progress(int progress, int columns)
    {
        var window = Open(WindowKind.Furnace);
        window.CookProgress = progress;
        var frame = Draw(FrameSize.Native, window);

        var area = WindowPanels.ArrowArea;
        var row = Enumerable.Range(area.Left, area.Width).Select(x => At(frame, x, area.Top + (area.Height / 2))).ToArray();
        Assert.That(row.Count(color => color == 0xFFFFFF), Is.EqualTo(columns));
    }

    [TestCase(0, 1600, 0)]
    [TestCase(1, 1600, 1)]
    [TestCase(800, 1600, 7)]
    [TestCase(1600, 1600, 14)]
    public void The_furnaces_flame_sinks_as_its_fuel_burns(int left, int total, int rows)
    {
        var window = Open(WindowKind.Furnace);
        var cold = Draw(FrameSize.Native, window);
        (window.BurnLeft, window.BurnTotal) = (left, total);
        var changed = Changes(cold, Draw(FrameSize.Native, window));

        var area = WindowPanels.FlameArea;
        Assert.That(changed.All(at => area.Contains(at.X, at.Y)), Is.True);
        Assert.That(changed.Select(at => at.Y).Distinct().Count(), Is.EqualTo(rows));
        Assert.That(rows == 0 || changed.Max(at => at.Y) == area.Bottom - 1, Is.True);
    }

    [Test]
    public void The_players_figure_turns_to_the_cursor()
    {
        var window = Open(WindowKind.Player);
        var poses = new List<uint[]>();
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(100, 120), (500, 120), (292, 120), (292, 350), (292, 2)])
        {
            (window.CursorX, window.CursorY) = (x, y);
            var frame = Draw(FrameSize.Native, window);
            var area = PlayerFigure.Area;
            poses.Add([.. Enumerable.Range(0, 40 * 30).Select(i => At(frame, area.Left + (i % 30), area.Top + (i / 30)))]);
        }

        for (var i = 0; i < poses.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.That(poses[i], Is.Not.EqualTo(poses[j]), $"{i} and {j}");
            }
        }
    }

    [Test]
    public void The_world_behind_a_window_is_dimmed_more_towards_the_bottom()
    {
        var frame = Draw(FrameSize.Native, Open(WindowKind.Chest));

        Assert.That(At(frame, 20, 0) & 255, Is.EqualTo((0xC0 * 63 / 255) + (16 * 0xC0 / 255)).Within(1));
        Assert.That(At(frame, 20, 359) & 255, Is.EqualTo((0xC0 * 47 / 255) + (16 * 0xD0 / 255)).Within(1));
    }

    [TestCase(64, 64)]
    [TestCase(128, 128)]
    [TestCase(180, 320)]
    [TestCase(50, 97)]
    public void A_smaller_frame_is_the_large_one_resized(int height, int width)
    {
        var size = new FrameSize(height, width);
        var resizer = new FrameResizer(FrameSize.Native, size);
        var resized = new byte[size.ByteCount];
        foreach (var kind in Kinds)
        {
            var window = Busy(kind);
            resizer.Resize(Bytes(FrameSize.Native, Draw(FrameSize.Native, window)), resized);
            var direct = Bytes(size, Draw(size, window));

            Assert.That(direct.Zip(resized, (one, other) => Math.Abs(one - other)).Max(), Is.LessThanOrEqualTo(2), $"{kind}");
        }
    }

    [Test]
    public void What_was_drawn_before_leaves_no_trace()
    {
        var random = new SeededRandom(5);
        var size = FrameSize.Square(128);
        var layer = new WindowLayer(size, size.Width);
        var window = Open(WindowKind.Player);
        for (var step = 0; step < 120; step++)
        {
            if (random.Next(10) == 0)
            {
                Array.Clear(window.Slots);
                window.Kind = Kinds[random.Next(Kinds.Length)];
            }

            Change(window, random);
            var frame = Draw(layer, window, size);

            Assert.That(frame, Is.EqualTo(Draw(size, window)), $"step {step}");
        }
    }

    [Test]
    public void An_open_window_allocates_nothing()
    {
        var random = new SeededRandom(6);
        var layer = new WindowLayer(FrameSize.Square(64), 64);
        var window = Open(WindowKind.Furnace);
        var pixels = new uint[64 * 64];
        for (var round = 0; round < 2; round++)
        {
            using var allocations = new AllocationMeter();
            for (var step = 0; step < 200; step++)
            {
                window.Kind = Kinds[step / 50];
                Change(window, random);
                layer.Draw(window, pixels);
            }

            Assert.That(round == 0 || allocations.Bytes == 0, Is.True);
        }
    }

    [Test]
    public void The_renderer_shows_an_open_window_and_forgets_a_closed_one()
    {
        var volume = new VoxelVolume();
        volume.Reset(new HillySource(), 0, 0);
        var size = FrameSize.Square(64);
        var renderer = new WorldRenderer(size);
        var scene = new Scene { EyeY = 90 };
        var (before, open, after) = (new byte[size.ByteCount], new byte[size.ByteCount], new byte[size.ByteCount]);
        renderer.Render(volume, scene, before);
        scene.Window.Kind = WindowKind.CraftingTable;
        renderer.Render(volume, scene, open);
        scene.Window.Kind = WindowKind.None;
        renderer.Render(volume, scene, after);

        Assert.That(open[(((20 * 64) + 40) * 3) + 1], Is.GreaterThan(100), "the panel");
        Assert.That(open[0], Is.LessThan(before[0] / 2), "the sky behind it");
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public void Key_items_can_be_told_apart_in_every_slot_at_128_pixels()
    {
        var size = FrameSize.Square(128);
        var (layer, scale) = (new WindowLayer(size, size.Width), new ScreenScale(size));
        var window = Open(WindowKind.CraftingTable);
        var pictures = new List<byte[]>();
        for (var slot = 0; slot < WindowLayout.SlotCount(window.Kind); slot++)
        {
            pictures.Clear();
            foreach (var item in KeyItems)
            {
                window.Slots[slot] = new ItemStack(item, 1);
                pictures.Add(Icon(Draw(layer, window, size), size, scale, slot));
            }

            window.Slots[slot] = ItemStack.Empty;
            for (var i = 0; i < KeyItems.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var difference = pictures[i].Zip(pictures[j], (one, other) => Math.Abs(one - other)).Sum();
                    Assert.That(difference, Is.GreaterThan(60), $"{KeyItems[i]} and {KeyItems[j]} in slot {slot}");
                }
            }
        }
    }

    [Test]
    public void The_cursor_is_seen_wherever_it_stands_on_a_panel_at_64_pixels()
    {
        var size = FrameSize.Square(64);
        var layer = new WindowLayer(size, size.Width);
        var window = Open(WindowKind.CraftingTable);
        var without = Draw(layer, window, size);
        for (var y = 0; y < 12; y++)
        {
            for (var x = 0; x < 10; x++)
            {
                // Below the result there is nothing but the board.
                (window.CursorX, window.CursorY) = (WindowLayout.Left + 120 + x, WindowLayout.Top(window.Kind) + 57 + y);
                var frame = Draw(layer, window, size);
                var difference = 0;
                for (var i = 0; i < 64 * 60; i++)
                {
                    difference += Math.Abs((int)(frame[i] & 255) - (int)(without[i] & 255));
                }

                Assert.That(difference, Is.GreaterThan(40), $"{x}, {y}");
            }
        }
    }

    private static WindowView Open(WindowKind kind) => new() { Kind = kind, CursorX = 600, CursorY = 340 };

    /// <summary>A window with something in half of its slots and all that moves in sight.</summary>
    private static WindowView Busy(WindowKind kind)
    {
        var window = Open(kind);
        for (var slot = 0; slot < WindowLayout.SlotCount(kind); slot += 2)
        {
            window.Slots[slot] = new ItemStack(KeyItems[slot % KeyItems.Length], 1 + slot);
        }

        var (left, top) = WindowLayout.IconAt(kind, WindowLayout.MainStart(kind) + 4 + (WindowLayout.MainStart(kind) & 1));
        (window.CursorX, window.CursorY) = (left + 8, top + 3);
        (window.CookProgress, window.BurnLeft, window.BurnTotal) = (130, 900, 1600);
        window.Carried = kind == WindowKind.Chest ? new ItemStack(ItemId.OakLog, 17) : ItemStack.Empty;
        return window;
    }

    private static void Change(WindowView window, SeededRandom random)
    {
        window.CursorX = Math.Clamp(window.CursorX + random.Next(-70, 71), 0, 640);
        window.CursorY = Math.Clamp(window.CursorY + random.Next(-70, 71), 0, 360);
        window.CookProgress = (window.CookProgress + 1) % 201;
        (window.BurnLeft, window.BurnTotal) = (random.Next(100), 100);
        var slot = random.Next(WindowLayout.SlotCount(window.Kind));
        (window.Carried, window.Slots[slot]) = (window.Slots[slot], window.Carried);
        if (random.Next(3) == 0)
        {
            window.Slots[slot] = new ItemStack(KeyItems[random.Next(KeyItems.Length)], 1 + random.Next(64), random.Next(50));
        }
    }

    private static uint[] Draw(FrameSize size, WindowView window) =>
        Draw(new WindowLayer(size, (size.Width + 7) & ~7), window, size);

    private static uint[] Draw(WindowLayer layer, WindowView window) => Draw(layer, window, FrameSize.Native);

    private static uint[] Draw(WindowLayer layer, WindowView window, FrameSize size)
    {
        var pixels = new uint[size.Height * ((size.Width + 7) & ~7)];
        Array.Fill(pixels, World);
        layer.Draw(window, pixels);
        return pixels;
    }

    private static uint At(uint[] frame, int x, int y) => frame[(y * FrameSize.Native.Width) + x] & 0xFFFFFF;

    private static List<(int X, int Y)> Changes(uint[] one, uint[] other)
    {
        var width = FrameSize.Native.Width;
        return [.. Enumerable.Range(0, one.Length).Where(i => one[i] != other[i]).Select(i => (i % width, i / width))];
    }

    private static byte[] Icon(uint[] frame, FrameSize size, ScreenScale scale, int slot)
    {
        var (x, y) = WindowLayout.IconAt(WindowKind.CraftingTable, slot);
        var area = new ScreenArea(x, y, WindowLayout.IconSize, WindowLayout.IconSize);
        var ((left, right), (top, bottom)) = (scale.ColumnsOn(area), scale.RowsOn(area));
        var bytes = Bytes(size, frame);
        var rows = Enumerable.Range(top, bottom - top);
        return [.. rows.SelectMany(row => bytes[(((row * size.Width) + left) * 3)..(((row * size.Width) + right) * 3)])];
    }

    private static bool IsIn((int X, int Y) at, int left, int top, int size) =>
        at.X >= left && at.X < left + size && at.Y >= top && at.Y < top + size;

    private static bool IsIcon((int X, int Y) at, WindowKind kind, int slot)
    {
        var (left, top) = WindowLayout.IconAt(kind, slot);
        return IsIn(at, left, top, WindowLayout.IconSize);
    }

    private static byte[] Bytes(FrameSize size, uint[] pixels)
    {
        var stride = (size.Width + 7) & ~7;
        var bytes = new byte[size.ByteCount];
        for (var i = 0; i < size.Height * size.Width; i++)
        {
            var pixel = pixels[(i / size.Width * stride) + (i % size.Width)];
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
        }

        return bytes;
    }
}

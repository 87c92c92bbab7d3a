using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class WindowLayoutTests
{
    [TestCase(WindowKind.Player, 1, 338, 123)]
    [TestCase(WindowKind.Player, 2, 356, 123)]
    [TestCase(WindowKind.Player, 3, 338, 141)]
    [TestCase(WindowKind.Player, 0, 394, 133)]
    [TestCase(WindowKind.Player, 5, 248, 113)]
    [TestCase(WindowKind.Player, 8, 248, 167)]
    [TestCase(WindowKind.Player, 45, 317, 167)]
    [TestCase(WindowKind.Player, 9, 248, 189)]
    [TestCase(WindowKind.Player, 35, 392, 225)]
    [TestCase(WindowKind.Player, 36, 248, 247)]
    [TestCase(WindowKind.Player, 44, 392, 247)]
    [TestCase(WindowKind.CraftingTable, 1, 270, 122)]
    [TestCase(WindowKind.CraftingTable, 9, 306, 158)]
    [TestCase(WindowKind.CraftingTable, 0, 364, 140)]
    [TestCase(WindowKind.CraftingTable, 10, 248, 189)]
    [TestCase(WindowKind.CraftingTable, 45, 392, 247)]
    [TestCase(WindowKind.Furnace, 0, 296, 122)]
    [TestCase(WindowKind.Furnace, 1, 296, 158)]
    [TestCase(WindowKind.Furnace, 2, 356, 140)]
    [TestCase(WindowKind.Furnace, 3, 248, 189)]
    [TestCase(WindowKind.Furnace, 38, 392, 247)]
    [TestCase(WindowKind.Chest, 0, 248, 122)]
    [TestCase(WindowKind.Chest, 26, 392, 158)]
    [TestCase(WindowKind.Chest, 27, 248, 189)]
    [TestCase(WindowKind.Chest, 62, 392, 247)]
    public void A_slot_lies_where_the_original_has_it(WindowKind kind, int slot, int centerX, int centerY)
    {
        Assert.That(WindowLayout.IconAt(kind, slot), Is.EqualTo((centerX - 8, centerY - 8)));
        Assert.That(WindowLayout.SlotAt(kind, centerX, centerY), Is.EqualTo(slot));
    }

    [TestCase(WindowKind.Player)]
    [TestCase(WindowKind.CraftingTable)]
    [TestCase(WindowKind.Furnace)]
    [TestCase(WindowKind.Chest)]
    public void A_slot_is_18_pixels_wide_and_high_within_its_window_and_meets_no_other(WindowKind kind)
    {
        var pixels = new int[WindowLayout.SlotCount(kind)];
        for (var y = 0; y < WindowLayout.FrameHeight; y++)
        {
            for (var x = 0; x < WindowLayout.FrameWidth; x++)
            {
                var slot = WindowLayout.SlotAt(kind, x + 0.5, y + 0.5);
                if (slot >= 0)
                {
                    pixels[slot]++;
                    Assert.That(WindowLayout.Contains(kind, x + 0.5, y + 0.5), Is.True);
                }
            }
        }

        Assert.That(pixels, Is.All.EqualTo(18 * 18));
    }

    [TestCase(231.9, 180, false)]
    [TestCase(232, 97, true)]
    [TestCase(407.9, 262.9, true)]
    [TestCase(408, 180, false)]
    [TestCase(300, 96.9, false)]
    [TestCase(300, 263, false)]
    public void The_window_is_176_by_166_pixels(double x, double y, bool isInside)
    {
        Assert.That(WindowLayout.Contains(WindowKind.Player, x, y), Is.EqualTo(isInside));
    }
}

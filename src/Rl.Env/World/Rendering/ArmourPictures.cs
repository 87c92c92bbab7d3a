using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws armour of four materials.</summary>
internal static class ArmourPictures
{
    private const string Helmet = """
................
................
...1111111111...
..155666655541..
.15556655555441.
.15554444444431.
.15544444444431.
.15443333333431.
.14431111113331.
.1441......1331.
.1441......1321.
.1431......1321.
.1331......1221.
.1111......1111.
................
................
""";

    private const string Chestplate = """
................
.1111......1111.
.15541....14431.
.15554111144431.
.15555544444431.
.15554555443421.
.13315565443121.
.11115555443111.
...1555544431...
...1554444431...
...1544433431...
...1544443331...
...1444443331...
...1333333321...
...1111111111...
................
""";

    private const string Leggings = """
................
..111111111111..
..155555544441..
..133333333321..
..155544444431..
..155444444431..
..154433334431..
..15441..15431..
..15441..15431..
..15441..15431..
..15441..15431..
..15431..14431..
..14431..14321..
..13331..13321..
..11111..11111..
................
""";

    private const string Boots = """
................
................
................
...1111..1111...
...1541..1541...
...1541..1541...
...1541..1541...
...1541..1541...
...1441..1431...
..15541..15441..
.155541..155431.
.154441..144431.
.133331..133331.
.111111..111111.
................
................
""";

    /// <summary>Every picture with its item.</summary>
    public static (ItemId Item, Picture Picture)[] DrawAll() =>
    [
        .. DrawSet(Rgb(158, 88, 50), ItemId.LeatherHelmet, ItemId.LeatherChestplate, ItemId.LeatherLeggings, ItemId.LeatherBoots),
        .. DrawSet(Rgb(208, 208, 210), ItemId.IronHelmet, ItemId.IronChestplate, ItemId.IronLeggings, ItemId.IronBoots),
        .. DrawSet(Rgb(246, 208, 60), ItemId.GoldenHelmet, ItemId.GoldenChestplate, ItemId.GoldenLeggings, ItemId.GoldenBoots),
        .. DrawSet(Rgb(66, 222, 206), ItemId.DiamondHelmet, ItemId.DiamondChestplate, ItemId.DiamondLeggings, ItemId.DiamondBoots),
    ];

    private static (ItemId Item, Picture Picture)[] DrawSet(
        uint material, ItemId helmet, ItemId chestplate, ItemId leggings, ItemId boots) =>
    [
        (helmet, Parse(Helmet, Inks.Of(material))),
        (chestplate, Parse(Chestplate, Inks.Of(material))),
        (leggings, Parse(Leggings, Inks.Of(material))),
        (boots, Parse(Boots, Inks.Of(material))),
    ];
}

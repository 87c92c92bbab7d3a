using System.Numerics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what is built of boards, in three woods, and the like of stone.</summary>
internal static class CarpentryPictures
{
    private const string Door = """
...1111111111...
...1555555541...
...15..54..31...
...15..44..31...
...15..44..31...
...1544444431...
...15..44..31...
...15..44..31...
...1533333331...
...1544444461...
...1543443431...
...1543443431...
...1543443431...
...1543443431...
...1533333321...
...1111111111...
""";

    private const string Trapdoor = """
................
.11111111111111.
.15555555555541.
.15444444444431.
.154..1441..431.
.154..1441..431.
.15411144111431.
.15444444444431.
.15333333333331.
.15444444444431.
.154..1441..431.
.154..1441..431.
.15411144111431.
.14333333333321.
.11111111111111.
................
""";

    private const string Fence = """
................
...1111..1111...
...1551..1551...
...1541..1541...
1111541111541111
5551541551541555
4441541441541444
1111541111541111
...1541..1541...
1111541111541111
5551541551541555
4441541441541444
1111541111541111
...1541..1541...
...1431..1431...
...1111..1111...
""";

    private const string Button = """
................
................
................
................
................
...1111111111...
...1555555541...
...1544444431...
...1544444431...
...1433333331...
...1111111111...
................
................
................
................
................
""";

    private const string Sign = """
................
.11111111111111.
.15555555555541.
.15111441114431.
.15444444444431.
.15411141111431.
.15444444444431.
.14333333333321.
.11111111111111.
......1431......
......1431......
......1431......
......1431......
......1431......
......1431......
......1111......
""";

    private const string Boat = """
................
................
................
................
................
1..............1
11............11
1511111111111141
1552222222222441
1555222222224431
.15555555444431.
.14444444443321.
..133333333221..
...1111111111...
................
................
""";

    /// <summary>Every picture with its item.</summary>
    public static (ItemId Item, Picture Picture)[] DrawAll() =>
    [
        .. DrawOak(),
        .. DrawBirch(),
        .. DrawSpruce(),
        (ItemId.CobblestoneSlab, Slab(BlockTexture.Cobblestone)),
        (ItemId.CobblestoneStairs, Stairs(BlockTexture.Cobblestone)),
        (ItemId.StonePressurePlate, Plate(BlockTexture.Stone)),
        (ItemId.SnowBlock, Whole(BlockTextures.Draw(BlockTexture.Snow))),
        (ItemId.Bricks, Whole(FurnitureTextures.Bricks(new SeededRandom(907)))),
    ];

    private static (ItemId Item, Picture Picture)[] DrawOak()
    {
        var wood = Inks.Of(Rgb(168, 134, 80));
        return
        [
            (ItemId.OakSlab, Slab(BlockTexture.OakPlanks)),
            (ItemId.OakStairs, Stairs(BlockTexture.OakPlanks)),
            (ItemId.OakFence, Parse(Fence, wood)),
            (ItemId.OakButton, Parse(Button, wood)),
            (ItemId.OakPressurePlate, Plate(BlockTexture.OakPlanks)),
            (ItemId.OakWood, Whole(BlockTextures.Draw(BlockTexture.OakBark))),
            (ItemId.OakDoor, Parse(Door, wood)),
            (ItemId.OakTrapdoor, Parse(Trapdoor, wood)),
            (ItemId.OakSign, Parse(Sign, wood)),
            (ItemId.OakBoat, Parse(Boat, wood)),
        ];
    }

    private static (ItemId Item, Picture Picture)[] DrawBirch()
    {
        var wood = Inks.Of(Rgb(200, 184, 132));
        return
        [
            (ItemId.BirchSlab, Slab(BlockTexture.BirchPlanks)),
            (ItemId.BirchStairs, Stairs(BlockTexture.BirchPlanks)),
            (ItemId.BirchFence, Parse(Fence, wood)),
            (ItemId.BirchButton, Parse(Button, wood)),
            (ItemId.BirchPressurePlate, Plate(BlockTexture.BirchPlanks)),
            (ItemId.BirchWood, Whole(BlockTextures.Draw(BlockTexture.BirchBark))),
            (ItemId.BirchDoor, Parse(Door, wood)),
            (ItemId.BirchTrapdoor, Parse(Trapdoor, wood)),
            (ItemId.BirchSign, Parse(Sign, wood)),
            (ItemId.BirchBoat, Parse(Boat, wood)),
        ];
    }

    private static (ItemId Item, Picture Picture)[] DrawSpruce()
    {
        var wood = Inks.Of(Rgb(122, 92, 56));
        return
        [
            (ItemId.SpruceSlab, Slab(BlockTexture.SprucePlanks)),
            (ItemId.SpruceStairs, Stairs(BlockTexture.SprucePlanks)),
            (ItemId.SpruceFence, Parse(Fence, wood)),
            (ItemId.SpruceButton, Parse(Button, wood)),
            (ItemId.SprucePressurePlate, Plate(BlockTexture.SprucePlanks)),
            (ItemId.SpruceWood, Whole(BlockTextures.Draw(BlockTexture.SpruceBark))),
            (ItemId.SpruceDoor, Parse(Door, wood)),
            (ItemId.SpruceTrapdoor, Parse(Trapdoor, wood)),
            (ItemId.SpruceSign, Parse(Sign, wood)),
            (ItemId.SpruceBoat, Parse(Boat, wood)),
        ];
    }

    private static Picture Whole(Picture texture) => BlockView.Draw(texture, (Vector3.Zero, new Vector3(16)));

    private static Picture Slab(BlockTexture texture) =>
        BlockView.Draw(BlockTextures.Draw(texture), (Vector3.Zero, new Vector3(16, 8, 16)));

    private static Picture Stairs(BlockTexture texture) => BlockView.Draw(
        BlockTextures.Draw(texture),
        (Vector3.Zero, new Vector3(16, 8, 16)),
        (new Vector3(0, 8, 0), new Vector3(8, 16, 16)));

    private static Picture Plate(BlockTexture texture) =>
        BlockView.Draw(BlockTextures.Draw(texture), (new Vector3(1, 6, 1), new Vector3(15, 8, 15)));
}

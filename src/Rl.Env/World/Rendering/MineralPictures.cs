using System.Numerics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what comes out of the ground and the furnace.</summary>
internal static class MineralPictures
{
    private const string Lump = """



        cccc
      ccHHccc
     cHHccccdc
     cHccccccd
    ccccHccccd
    cccHcccddd
    dcccccccdd
     dccddccd
      ddd ddd
""";

    private const string Gem = """



      HHHcccc
     HHccccccd
    HccHccccdcd
    ccHHcccdccd
     cccHcdccd
      cccccdd
       cccdd
        cdd
         d
""";

    private const string Ingot = """
................
................
................
................
....11111111111.
...1666666666521
..16555555555421
.165555555554421
.111111111111421
.144444444441321
.133333333331321
.13333333333121.
.1222222222211..
.111111111111...
................
................
""";

    private const string Ball = """
................
................
.....111111.....
...1155555511...
..155666555441..
..156665555441..
.15566655554431.
.15555555544431.
.15555555444431.
.14555554444331.
.14444444443321.
..144444443321..
..133444333221..
...1133332211...
.....111111.....
................
""";

    private const string Dust = """
................
................
................
................
......11........
.....1551...1...
....156541.151..
...15555441441..
..1556555544431.
.15554554454431.
1545544545543321
1344454443433321
.13333333332221.
..111111111111..
................
................
""";

    private const string Lapis = """
................
................
......11111.....
....115566411...
...15566654441..
..1555665444431.
.15545554444421.
.14455544533421.
1444455443334321
1344544433343321
.134443334432221
.133343344432221
..1223344332221.
...111333221111.
......11111.....
................
""";

    private const string Emerald = """
................
......1111......
.....165541.....
....16655431....
...1665544321...
..166655443221..
..165655443321..
..165655443321..
..165655443321..
..165655443221..
..165544433221..
...1544433221...
....14433221....
.....143221.....
......1111......
................
""";

    private const string Charcoal = """
................
................
.........1111...
.......1144431..
.....114554321..
....1455443221..
...14554332321..
..154443323221..
..14543323321...
.1455433233221..
.145433223321...
.13443323221....
..133222211.....
...11111........
................
................
""";

    /// <summary>Every picture with its item.</summary>
    public static (ItemId Item, Picture Picture)[] DrawAll() =>
    [
        (ItemId.Coal, Parse(Lump, Shades(Rgb(46, 46, 48)))),
        (ItemId.Flint, Parse(Lump, Shades(Rgb(84, 82, 84)))),
        (ItemId.Diamond, Parse(Gem, Shades(Rgb(84, 222, 214)))),
        (ItemId.Charcoal, Parse(Charcoal, Inks.Of(Rgb(86, 66, 48)))),
        (ItemId.IronIngot, Parse(Ingot, Inks.Of(Rgb(206, 206, 208)))),
        (ItemId.GoldIngot, Parse(Ingot, Inks.Of(Rgb(248, 206, 50)))),
        (ItemId.Brick, Brick(new SeededRandom(906))),
        (ItemId.ClayBall, Parse(Ball, Inks.Of(Rgb(150, 158, 178)))),
        (ItemId.Snowball, Parse(Ball, Inks.Of(Rgb(228, 240, 248)))),
        (ItemId.Redstone, Parse(Dust, Inks.Of(Rgb(216, 18, 10)))),
        (ItemId.Gunpowder, Parse(Dust, Inks.Of(Rgb(112, 112, 112)))),
        (ItemId.GreenDye, Parse(Dust, Inks.Of(Rgb(98, 140, 36)))),
        (ItemId.LapisLazuli, Parse(Lapis, Inks.Of(Rgb(42, 82, 200)))),
        (ItemId.Emerald, Parse(Emerald, Inks.Of(Rgb(36, 200, 92)))),
    ];

    private static Picture Brick(SeededRandom random) => BlockView.Draw(
        new Picture().Speckle(random, 0.3, Rgb(158, 78, 58), Rgb(176, 90, 68), Rgb(192, 104, 80)),
        (new Vector3(0, 4, 3), new Vector3(16, 11, 12)));

    private static Func<char, uint> Shades(uint color) => letter => letter switch
    {
        'H' => Scale(color, 1.5),
        'd' => Scale(color, 0.62),
        _ => color,
    };
}

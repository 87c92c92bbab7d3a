using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>Draws tools and swords, each in five materials, and the stick that is their handle.</summary>
internal static class ToolPictures
{
    private const string Pickaxe = """


          mmmmm
         mhhhhhm
          mmmmhhm
             wmhm
            wWmhm
           wWw mm
          wWw  mm
         wWw   mm
        wWw
       wWw
      wWw
     wWw
     ww
""";

    private const string Axe = """

         mm
        mhhm
       mhhhhmw
       mhhhhwW
        mmhwWhm
         mwWhhm
         wWmhm
        wWw m
       wWw
      wWw
     wWw
    wWw
   wWw
   ww
""";

    private const string Shovel = """

            mmm
           mhhhm
          mhhhhm
          mhhhhm
          mmhhm
         wWmmm
        wWw
       wWw
      wWw
     wWw
    wWw
   wWw
   ww
""";

    private const string Sword = """
.............mmm
............mhhm
...........mhhhm
..........mhhhm.
.........mhhhm..
........mhhhm...
.......mhhhm....
.mm...mhhhm.....
.mhm.mhhhm......
..mhmhhhm.......
..mhhmhm........
...mhhm.........
..wwmhhm........
.wWw.mhhm.......
wWw...mm........
ww..............
""";

    private const string Hoe = """
................
................
.......mmmmm....
......mhhhhhm...
......mhhmmhhm..
.......mm.wWhm..
.........wWwm...
........wWw.....
.......wWw......
......wWw.......
.....wWw........
....wWw.........
...wWw..........
..wWw...........
..ww............
................
""";

    private const string Stick = """



            ww
           wWw
          wWw
         wWw
        wWw
       wWw
      wWw
     wWw
    wWw
    ww
""";

    /// <summary>Every picture with its item.</summary>
    public static (ItemId Item, Picture Picture)[] DrawAll() =>
    [
        (ItemId.Stick, Parse(Stick, Wood)),
        .. DrawSet(Rgb(150, 112, 66), ItemId.WoodenPickaxe, ItemId.WoodenAxe, ItemId.WoodenShovel, ItemId.WoodenSword, ItemId.WoodenHoe),
        .. DrawSet(Rgb(142, 142, 142), ItemId.StonePickaxe, ItemId.StoneAxe, ItemId.StoneShovel, ItemId.StoneSword, ItemId.StoneHoe),
        .. DrawSet(Rgb(222, 222, 224), ItemId.IronPickaxe, ItemId.IronAxe, ItemId.IronShovel, ItemId.IronSword, ItemId.IronHoe),
        .. DrawSet(Rgb(250, 214, 66), ItemId.GoldenPickaxe, ItemId.GoldenAxe, ItemId.GoldenShovel, ItemId.GoldenSword, ItemId.GoldenHoe),
        .. DrawSet(
            Rgb(66, 222, 206), ItemId.DiamondPickaxe, ItemId.DiamondAxe, ItemId.DiamondShovel, ItemId.DiamondSword, ItemId.DiamondHoe),
    ];

    private static (ItemId Item, Picture Picture)[] DrawSet(
        uint material, ItemId pickaxe, ItemId axe, ItemId shovel, ItemId sword, ItemId hoe) =>
    [
        (pickaxe, Parse(Pickaxe, Tool(material))),
        (axe, Parse(Axe, Tool(material))),
        (shovel, Parse(Shovel, Tool(material))),
        (sword, Parse(Sword, Tool(material))),
        (hoe, Parse(Hoe, Tool(material))),
    ];

    private static uint Wood(char letter) => letter == 'W' ? Rgb(138, 102, 56) : Rgb(86, 62, 32);

    private static Func<char, uint> Tool(uint material) => letter => letter switch
    {
        'h' => material,
        'm' => Scale(material, 0.62),
        _ => Wood(letter),
    };
}

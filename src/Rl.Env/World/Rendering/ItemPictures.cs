using Rl.Env.World.Blocks;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>How items look: the block they are, or a picture drawn by letters.</summary>
internal static class ItemPictures
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

    private const string Apple = """


         w
        ww l
        w ll
     rrrwrrr
    rRRrrrRrr
    rRRrrrrrr
    rRrrrrrrr
    rrrrrrrrd
    rrrrrrrrd
     rrrrrrd
      rrddd
""";

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

    private const string Sapling = """

        ll
      lLLll l
     lLLlLlLl
      lLlwlLll
    ll lLwLl
    lLlllwll
     lLl w lll
      llwwlLl
        wwl
        ww
        ww
       www
""";

    private static readonly Picture?[] Pictures = DrawAll();

    /// <summary>The block that an item places, or air if it is no block.</summary>
    public static BlockId BlockOf(ItemId item) => item switch
    {
        ItemId.Dirt => BlockId.Dirt,
        ItemId.Cobblestone => BlockId.Cobblestone,
        ItemId.Sand => BlockId.Sand,
        ItemId.Gravel => BlockId.Gravel,
        ItemId.Sandstone => BlockId.Sandstone,
        ItemId.OakLog => BlockId.OakLog,
        ItemId.BirchLog => BlockId.BirchLog,
        ItemId.OakPlanks => BlockId.OakPlanks,
        ItemId.BirchPlanks => BlockId.BirchPlanks,
        ItemId.CraftingTable => BlockId.CraftingTable,
        ItemId.Furnace => BlockId.Furnace,
        ItemId.IronOre => BlockId.IronOre,
        _ => BlockId.Air,
    };

    /// <summary>The flat picture of an item that is no block.</summary>
    public static Picture PictureOf(ItemId item) => Pictures[(int)item] ?? Pictures[(int)ItemId.Stick]!;

    /// <summary>Uses a new tool survives, 0 for what does not wear.</summary>
    public static int MaxDamage(ItemId item) => item switch
    {
        ItemId.WoodenPickaxe or ItemId.WoodenAxe or ItemId.WoodenShovel => 59,
        ItemId.StonePickaxe or ItemId.StoneAxe or ItemId.StoneShovel => 131,
        ItemId.IronPickaxe or ItemId.IronAxe or ItemId.IronShovel => 250,
        ItemId.DiamondPickaxe or ItemId.DiamondAxe or ItemId.DiamondShovel => 1561,
        _ => 0,
    };

    private static Picture?[] DrawAll()
    {
        var pictures = new Picture?[Enum.GetValues<ItemId>().Max(item => (int)item) + 1];
        pictures[(int)ItemId.Stick] = Parse(Stick, Wood);
        pictures[(int)ItemId.Apple] = Parse(Apple, Fruit);
        pictures[(int)ItemId.Coal] = Parse(Lump, Shades(Rgb(46, 46, 48)));
        pictures[(int)ItemId.Flint] = Parse(Lump, Shades(Rgb(84, 82, 84)));
        pictures[(int)ItemId.Diamond] = Parse(Gem, Shades(Rgb(84, 222, 214)));
        pictures[(int)ItemId.OakSapling] = Parse(Sapling, Plant(Rgb(62, 116, 34)));
        pictures[(int)ItemId.BirchSapling] = Parse(Sapling, Plant(Rgb(118, 158, 74)));
        DrawTools(pictures, ItemId.WoodenPickaxe, Rgb(150, 112, 66));
        DrawTools(pictures, ItemId.StonePickaxe, Rgb(142, 142, 142));
        DrawTools(pictures, ItemId.IronPickaxe, Rgb(222, 222, 224));
        DrawTools(pictures, ItemId.DiamondPickaxe, Rgb(66, 222, 206));
        return pictures;
    }

    /// <summary>Pickaxe, axe and shovel of one material follow each other in <see cref="ItemId"/>.</summary>
    private static void DrawTools(Picture?[] pictures, ItemId pickaxe, uint material)
    {
        pictures[(int)pickaxe] = Parse(Pickaxe, Tool(material));
        pictures[(int)pickaxe + 1] = Parse(Axe, Tool(material));
        pictures[(int)pickaxe + 2] = Parse(Shovel, Tool(material));
    }

    private static uint Wood(char letter) => letter == 'W' ? Rgb(138, 102, 56) : Rgb(86, 62, 32);

    private static Func<char, uint> Tool(uint material) => letter => letter switch
    {
        'h' => material,
        'm' => Scale(material, 0.62),
        _ => Wood(letter),
    };

    private static uint Fruit(char letter) => letter switch
    {
        'R' => Rgb(255, 120, 110),
        'r' => Rgb(212, 34, 34),
        'd' => Rgb(148, 18, 22),
        'l' => Rgb(84, 152, 48),
        _ => Rgb(88, 62, 32),
    };

    private static Func<char, uint> Shades(uint color) => letter => letter switch
    {
        'H' => Scale(color, 1.5),
        'd' => Scale(color, 0.62),
        _ => color,
    };

    private static Func<char, uint> Plant(uint leaf) => letter => letter switch
    {
        'L' => Scale(leaf, 1.3),
        'l' => leaf,
        _ => Rgb(92, 68, 38),
    };
}

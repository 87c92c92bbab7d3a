using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Rl.Env.World.Blocks;
using Rl.Env.World.Rendering;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

public class TextureTests
{
    private const int Stride = 341;

    private static readonly BlockId[] Blocks = [.. Enum.GetValues<BlockId>().Where(block => block != BlockId.Air)];
    private static readonly ItemId[] Items = [.. Enum.GetValues<ItemId>().Where(item => item != ItemId.None)];
    private static readonly BlockFace[] Faces = Enum.GetValues<BlockFace>();
    private static readonly BlockTexture[] Textures = Enum.GetValues<BlockTexture>();

    [Test]
    public void Every_face_of_every_block_has_a_texture_that_shows_something()
    {
        var empty = Blocks.Where(block => Faces.Any(face => TextureAtlas.Shared.PictureOf(block, face).Pixels.All(pixel => pixel == 0)));

        Assert.That(empty, Is.Empty);
    }

    [Test]
    public void A_block_without_a_skin_is_refused_rather_than_drawn_as_another()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockSkin.Of((BlockId)127, BlockFace.Up));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlockSkin.Of(BlockId.Air, BlockFace.Up));
    }

    [Test]
    public void Every_texture_is_worn_by_a_block()
    {
        var worn = Blocks.SelectMany(block => Faces.Select(face => BlockSkin.Of(block, face)));

        Assert.That(Textures.Except(worn), Is.Empty);
    }

    [Test]
    public void No_two_textures_are_equal()
    {
        Assert.That(EqualPairs(Textures, texture => TextureAtlas.Shared.Pictures[(int)texture]), Is.Empty);
    }

    [Test]
    public void Drawing_the_textures_twice_gives_the_same_pictures()
    {
        foreach (var texture in Textures)
        {
            var earlier = TextureAtlas.Shared.Pictures[(int)texture];
            Assert.That(BlockTextures.Draw(texture).Pixels, Is.EqualTo(earlier.Pixels), texture.ToString());
        }
    }

    [Test]
    public void The_meadow_wears_what_it_always_wore()
    {
        // The first 28 textures are all that the meadow shows; recordings and policies of it know them as they are.
        var texels = TextureAtlas.Shared.Texels.AsSpan(0, 28 * Stride);

        Assert.That(
            Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(texels))),
            Is.EqualTo("9DA5FB0DE53EB7E5E119181B22D52D4641541AEFF9A9F5B95E8FF0247A7AFDC7"));
    }

    [Test]
    public void A_block_that_light_does_not_pass_has_no_holes_at_any_distance()
    {
        var opaque = Blocks.Where(block => BlockTable.Of(block).IsOpaque);
        var holed = opaque.Where(block => Faces.Any(face => TexelsOf(block, face).Contains(0u)));

        Assert.That(holed, Is.Empty);
    }

    [Test]
    public void A_plant_has_holes_around_it_and_stands_on_the_ground()
    {
        foreach (var block in Blocks.Where(block => BlockTable.Of(block).Shape == BlockShape.Cross))
        {
            var picture = TextureAtlas.Shared.PictureOf(block, BlockFace.North);
            Assert.That(picture.Pixels, Has.Some.Zero, block.ToString());
            Assert.That(picture.Pixels[240..], Has.Some.Not.Zero, block.ToString());
        }
    }

    [TestCase(BlockId.Grass)]
    [TestCase(BlockId.LadderNorth)]
    [TestCase(BlockId.Cobweb)]
    public void Holes_keep_their_share_from_afar(BlockId block)
    {
        var near = OpaqueShare(block, level: 0);

        Assert.That(OpaqueShare(block, level: 1), Is.EqualTo(near).Within(0.01));
        Assert.That(OpaqueShare(block, level: 2), Is.EqualTo(near).Within(0.04));
    }

    [Test]
    public void A_torch_is_two_columns_wide_and_ten_rows_high_and_never_vanishes()
    {
        var picture = TextureAtlas.Shared.PictureOf(BlockId.Torch, BlockFace.North);
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                Assert.That(picture[x, y] != 0, Is.EqualTo(x is 7 or 8 && y >= 6), $"{x}, {y}");
            }
        }

        for (var level = 1; level < TextureAtlas.Levels; level++)
        {
            var size = 16 >> level;
            for (var y = 6 >> level; y < size; y++)
            {
                var row = ((int)BlockTexture.TorchPost * Stride) + TextureAtlas.LevelOffsets[level] + (y * size);
                Assert.That(TextureAtlas.Shared.Texels[row + (7 >> level)], Is.Not.Zero, $"level {level}, row {y}");
                Assert.That(TextureAtlas.Shared.Texels[row + (8 >> level)], Is.Not.Zero, $"level {level}, row {y}");
            }
        }
    }

    [TestCase(BlockId.Furnace, BlockFace.North)]
    [TestCase(BlockId.FurnaceEast, BlockFace.East)]
    [TestCase(BlockId.LitFurnaceSouth, BlockFace.South)]
    [TestCase(BlockId.LitFurnaceWest, BlockFace.West)]
    [TestCase(BlockId.Chest, BlockFace.North)]
    [TestCase(BlockId.ChestWest, BlockFace.West)]
    public void A_front_is_on_the_side_that_the_block_faces_and_only_there(BlockId block, BlockFace front)
    {
        var found = Faces.Where(
            face => BlockSkin.Of(block, face) is BlockTexture.FurnaceFront or BlockTexture.FurnaceFire or BlockTexture.ChestFront);

        Assert.That(found, Is.EqualTo(new[] { front }));
    }

    [Test]
    public void A_burning_furnace_shows_its_fire()
    {
        Assert.That(BlockSkin.Of(BlockId.FurnaceWest, BlockFace.West), Is.EqualTo(BlockTexture.FurnaceFront));
        Assert.That(BlockSkin.Of(BlockId.LitFurnaceWest, BlockFace.West), Is.EqualTo(BlockTexture.FurnaceFire));
    }

    [Test]
    public void Every_item_has_an_icon_of_its_own()
    {
        Assert.That(EqualPairs(Items, ItemPictures.DrawIcon), Is.Empty);
    }

    [Test]
    public void An_icon_takes_a_good_part_of_its_slot()
    {
        var small = Items.Where(item => ItemPictures.DrawIcon(item).Pixels.Count(pixel => pixel != 0) < 28);

        Assert.That(small, Is.Empty);
    }

    [Test]
    public void An_item_is_drawn_as_a_block_only_if_it_places_one_that_fills_its_cell()
    {
        foreach (var item in Items.Where(item => ItemPictures.BlockOf(item) != BlockId.Air))
        {
            Assert.That(ItemPictures.BlockOf(item), Is.EqualTo(ItemTable.Of(item).Places));
            Assert.That(BlockTable.Of(ItemPictures.BlockOf(item)).Shape, Is.EqualTo(BlockShape.Cube), item.ToString());
        }
    }

    [TestCase(ItemId.Torch)]
    [TestCase(ItemId.OakSapling)]
    [TestCase(ItemId.Ladder)]
    [TestCase(ItemId.WhiteBed)]
    public void What_nobody_would_know_as_a_cube_is_drawn_as_a_picture(ItemId item)
    {
        Assert.That(ItemPictures.BlockOf(item), Is.EqualTo(BlockId.Air));
    }

    [Test]
    public void Nothing_has_no_picture()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ItemPictures.PictureOf(ItemId.None));
    }

    [Test]
    public void Drawing_the_items_twice_gives_the_same_pictures()
    {
        var (first, second) = (ItemPictures.DrawAll(), ItemPictures.DrawAll());

        Assert.That(first.Select(picture => picture?.Pixels), Is.EqualTo(second.Select(picture => picture?.Pixels)));
    }

    [Test]
    public void What_the_road_to_diamonds_needs_is_told_apart_in_a_128_pixel_hotbar()
    {
        ItemId[] road =
        [
            ItemId.OakLog, ItemId.OakPlanks, ItemId.Stick, ItemId.CraftingTable, ItemId.WoodenPickaxe, ItemId.Cobblestone,
            ItemId.StonePickaxe, ItemId.Furnace, ItemId.Coal, ItemId.Torch, ItemId.IronOre, ItemId.IronIngot, ItemId.IronPickaxe,
            ItemId.Diamond, ItemId.DiamondPickaxe,
        ];
        var frames = road.Select(FrameWith).ToArray();

        for (var one = 0; one < road.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var difference = frames[one].Zip(frames[other], (a, b) => Math.Abs(a - b)).Sum();
                Assert.That(difference, Is.GreaterThan(300), $"{road[one]} and {road[other]}");
            }
        }
    }

    /// <summary>A frame with the item in a hotbar slot that is not selected, seen against the sky.</summary>
    private static byte[] FrameWith(ItemId item)
    {
        var size = FrameSize.Square(128);
        var volume = new VoxelVolume();
        volume.Reset(new FlatSource(), 0, 0);
        var scene = new Scene { EyeX = 0.5, EyeY = 100, EyeZ = 0.5, PitchDegrees = -80, SelectedSlot = 8 };
        scene.Hotbar[2] = new ItemStack(item, 1);
        var frame = new byte[size.ByteCount];
        new WorldRenderer(size).Render(volume, scene, frame);
        return frame;
    }

    /// <summary>All levels of the texture on a face.</summary>
    private static uint[] TexelsOf(BlockId block, BlockFace face) =>
        TextureAtlas.Shared.Texels.AsSpan(TextureAtlas.Shared.FaceOffsets[((int)block * 8) + (int)face], Stride).ToArray();

    private static double OpaqueShare(BlockId block, int level)
    {
        var count = 256 >> (2 * level);
        var texels = TexelsOf(block, BlockFace.North).AsSpan(TextureAtlas.LevelOffsets[level], count).ToArray();
        return texels.Count(texel => texel != 0) / (double)count;
    }

    private static IEnumerable<string> EqualPairs<T>(T[] things, Func<T, Picture> draw) => things
        .GroupBy(thing => Convert.ToHexString(MemoryMarshal.AsBytes(draw(thing).Pixels.AsSpan())))
        .Where(group => group.Count() > 1)
        .Select(group => string.Join(", ", group));
}

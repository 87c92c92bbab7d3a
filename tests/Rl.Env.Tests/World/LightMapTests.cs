using Rl.Env.World.Rendering;

namespace Rl.Env.Tests.World;

public class LightMapTests
{
    private const double Tolerance = 2;

    [TestCase(0, 56, 56)]
    [TestCase(1, 94, 72)]
    [TestCase(2, 131, 88)]
    [TestCase(3, 168, 106)]
    [TestCase(4, 205, 126)]
    [TestCase(5, 240, 148)]
    [TestCase(6, 255, 172)]
    [TestCase(7, 255, 200)]
    [TestCase(8, 255, 231)]
    public void Torchlight_is_warm(int level, int red, int blue)
    {
        var light = At(0.2, 0, level);

        Assert.That(255 * light.Red, Is.EqualTo(red).Within(Tolerance));
        Assert.That(255 * light.Blue, Is.EqualTo(blue).Within(Tolerance));
        Assert.That(light.Green, Is.InRange(light.Blue, light.Red));
    }

    // The last level of the table is full light; the clamp before gamma leaves 252 of it.
    [TestCase(14, 255)]
    public void Beside_a_torch_light_is_white(int level, int all)
    {
        var light = At(0.2, 0, level);

        Assert.That(255 * light.Red, Is.EqualTo(all).Within(3));
        Assert.That(255 * light.Blue, Is.EqualTo(all).Within(3));
    }

    [TestCase(0, 56)]
    [TestCase(1, 82)]
    [TestCase(2, 108)]
    [TestCase(3, 135)]
    [TestCase(4, 163)]
    [TestCase(6, 221)]
    [TestCase(8, 255)]
    [TestCase(15, 255)]
    public void By_day_sky_light_is_grey(int level, int grey)
    {
        var light = At(1, level, 0);

        Assert.That(255 * light.Red, Is.EqualTo(grey).Within(3), "the straight line that stands for the day's curve");
        Assert.That(255 * Packed(1, level, 0, shift: 0), Is.EqualTo(grey).Within(Tolerance));
        Assert.That(255 * Packed(1, level, 0, shift: 20), Is.EqualTo(grey).Within(Tolerance));
    }

    [TestCase(0, 56, 56)]
    [TestCase(1, 59, 63)]
    [TestCase(2, 63, 69)]
    [TestCase(3, 66, 77)]
    [TestCase(4, 70, 85)]
    [TestCase(6, 80, 104)]
    [TestCase(8, 93, 128)]
    [TestCase(15, 196, 255)]
    public void By_night_sky_light_is_blue(int level, int red, int blue)
    {
        var light = At(0.2, level, 0);

        Assert.That(255 * light.Red, Is.EqualTo(red).Within(Tolerance));
        Assert.That(255 * light.Green, Is.EqualTo(red).Within(Tolerance));
        Assert.That(255 * light.Blue, Is.EqualTo(blue).Within(Tolerance));
    }

    [Test]
    public void Light_colours_each_channel_and_keeps_opacity()
    {
        var half = new LightColor(1, 0.5, 0);

        Assert.That(half.ApplyTo(0xFF_C8_64_32), Is.EqualTo(0xFF_00_32_32));
    }

    private static LightColor At(double sunFactor, int sky, int block)
    {
        var map = new LightMap();
        map.Update(sunFactor);
        return map.At(sky, block);
    }

    private static unsafe double Packed(double sunFactor, int sky, int block, int shift)
    {
        var map = new LightMap();
        map.Update(sunFactor);
        var packed = (map.Packed[(block << 4) | sky] >> shift) & LightMap.PackedFull;
        GC.KeepAlive(map);
        return (double)packed / LightMap.PackedFull;
    }
}

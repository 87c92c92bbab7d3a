using Rl.Env.World.Rendering;

namespace Rl.Env.Tests.World;

public class DaylightTests
{
    [TestCase(0, 0.70, 0)]
    [TestCase(1000, 1.0, 0)]
    [TestCase(6000, 1.0, 0)]
    [TestCase(11000, 1.0, 0)]
    [TestCase(12000, 0.70, 0)]
    [TestCase(12500, 0.49, 3)]
    [TestCase(13000, 0.26, 6)]
    [TestCase(13500, 0.20, 9)]
    [TestCase(14000, 0.20, 11)]
    [TestCase(18000, 0.20, 11)]
    [TestCase(22000, 0.20, 11)]
    [TestCase(22500, 0.20, 9)]
    [TestCase(23000, 0.26, 6)]
    [TestCase(23500, 0.49, 3)]
    public void Sun_and_sky_light_follow_the_time_of_day(int dayTick, double sunFactor, int reduction)
    {
        Assert.That(Daylight.SunFactor(dayTick), Is.EqualTo(sunFactor).Within(0.005));
        Assert.That(Daylight.SkyLightReduction(dayTick), Is.EqualTo(reduction));
    }

    [Test]
    public void The_sun_is_overhead_at_noon_and_below_the_feet_at_midnight()
    {
        Assert.That(Daylight.SunDirection(6000).Up, Is.EqualTo(1).Within(1e-9));
        Assert.That(Daylight.SunDirection(18000).Up, Is.EqualTo(-1).Within(1e-9));
        Assert.That(Daylight.SunDirection(1000).East, Is.Positive, "in the morning");
        Assert.That(Daylight.SunDirection(11000).East, Is.Negative, "in the evening");
    }

    [Test]
    public void At_tick_1860_the_sun_stands_40_degrees_high_in_the_east()
    {
        var (east, up) = Daylight.SunDirection(1860);

        Assert.That(east, Is.EqualTo(0.766).Within(0.0005));
        Assert.That(up, Is.EqualTo(0.643).Within(0.0005));
    }
}

using System.Text;
using System.Text.Json;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Pretrain.Contractor;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class MouseMotionTests
{
    [TestCase(0, "0.0")]
    [TestCase(-0.0, "0.0")]
    [TestCase(-15, "-100.0")]
    [TestCase(180, "1200.0")]
    [TestCase(0.6, "4.0")]
    public void Whole_pixels_are_written_as_the_recorder_writes_them(double degrees, string number) => Assert.That(Write(degrees), Is.EqualTo(number));

    [Test]
    public void Every_bin_of_the_camera_comes_back_exactly()
    {
        for (var bin = 0; bin < CameraQuantizer.Default.BinCount; bin++)
        {
            var degrees = CameraQuantizer.Default.ToDegrees(bin);
            Assert.That(Read(Write(degrees)).Degrees, Is.EqualTo(degrees));
        }
    }

    [Test]
    public void Degrees_that_no_float64_of_pixels_means_get_a_decimal()
    {
        var degrees = CameraQuantizer.Default.ToDegrees(7);

        Assert.That(Write(degrees), Does.Match(@"^10\.[0-9]{20,}$"));
        Assert.That(Read(Write(degrees)).Pixels * 0.15, Is.Not.EqualTo(degrees).And.EqualTo(degrees).Within(1e-15), "who reads float64 is off by the last bit");
    }

    [Test]
    public void Any_motion_from_a_billionth_to_half_a_circle_comes_back_exactly()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 20_000; i++)
        {
            var degrees = Math.Pow(10, (random.NextDouble() * 11.2) - 9) * (random.Next(2) == 0 ? 1 : -1);
            Assert.That(Read(Write(degrees)).Degrees, Is.EqualTo(degrees));
        }
    }

    [TestCase("7", 7 * 0.15)]
    [TestCase("-53.0", -53 * 0.15)]
    [TestCase("1.2345678901234567", 1.2345678901234567 * 0.15)]
    [TestCase("0.00000000000000012345678901234567e5", 0.00000000000000012345678901234567e5 * 0.15)]
    public void A_number_of_a_float64s_digits_is_multiplied_as_one(string number, double degrees) => Assert.That(Read(number).Degrees, Is.EqualTo(degrees));

    private static string Write(double degrees)
    {
        Span<byte> number = stackalloc byte[MouseMotion.MaximumBytes];
        MouseMotion.RequireTellable(degrees);
        return Encoding.ASCII.GetString(number[..MouseMotion.Write(degrees, number)]);
    }

    private static MouseMotion Read(string number)
    {
        var json = new Utf8JsonReader(Encoding.ASCII.GetBytes(number));
        json.Read();
        return MouseMotion.Read(ref json);
    }
}

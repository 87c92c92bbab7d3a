using Rl.Env.Actions;

namespace Rl.Env.Tests.Actions;

public sealed class CameraQuantizerTests
{
    [TestCase("mu_law_mu10 (used)", 10)]
    [TestCase("mu_law_mu5", 5)]
    public void Angles_fall_into_the_bins_of_the_reference(string scheme, double mu)
    {
        var golden = Golden.Json("actions/camera_quantizer.json");
        var angles = golden.GetProperty("angles");
        var bins = golden.GetProperty("schemes").GetProperty(scheme).GetProperty("bins");
        var quantizer = new CameraQuantizer(new CameraQuantizerConfig { Mu = mu });

        for (var i = 0; i < angles.GetArrayLength(); i++)
        {
            Assert.That(quantizer.ToBin(angles[i].GetDouble()), Is.EqualTo(bins[i].GetInt32()), $"angle {angles[i]}");
        }
    }

    [TestCase("mu_law_mu10 (used)", 10)]
    [TestCase("mu_law_mu5", 5)]
    public void Bins_stand_for_the_angles_of_the_reference(string scheme, double mu)
    {
        var centers = Golden.Json("actions/camera_quantizer.json").GetProperty("schemes").GetProperty(scheme).GetProperty("undiscretize_0_10");
        var quantizer = new CameraQuantizer(new CameraQuantizerConfig { Mu = mu });

        for (var bin = 0; bin < quantizer.BinCount; bin++)
        {
            Assert.That(quantizer.ToDegrees(bin), Is.EqualTo(centers[bin].GetDouble()).Within(1e-12));
        }
    }

    [Test]
    public void Bin_edges_lie_where_the_reference_has_them_to_the_last_bit()
    {
        var edges = Golden.Json("actions/camera_quantizer.json").GetProperty("mu10_edges_last_in_bin_k__first_in_bin_k+1");

        for (var bin = 0; bin < edges.GetArrayLength(); bin++)
        {
            Assert.That(CameraQuantizer.Default.ToBin(edges[bin][0].GetDouble()), Is.EqualTo(bin), $"last of bin {bin}");
            Assert.That(CameraQuantizer.Default.ToBin(edges[bin][1].GetDouble()), Is.EqualTo(bin + 1), $"first of bin {bin + 1}");
        }
    }

    [Test]
    public void A_motion_that_is_no_number_is_refused() =>
        Assert.That(() => CameraQuantizer.Default.ToBin(double.NaN), Throws.ArgumentException.With.Message.Contains("NaN"));

    [Test]
    public void Bins_that_do_not_fill_the_range_are_refused() =>
        Assert.That(() => new CameraQuantizer(new CameraQuantizerConfig { BinSize = 3 }), Throws.ArgumentException.With.Message.Contains("BinSize 3"));
}

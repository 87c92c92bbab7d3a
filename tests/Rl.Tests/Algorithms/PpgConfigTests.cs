using Rl.Algorithms;

namespace Rl.Tests.Algorithms;

public sealed class PpgConfigTests
{
    private static readonly TestCaseData[] Wrong =
    [
        new TestCaseData(new PpoConfig { Discount = 1.1 }, "'Discount' is 1.1, expected from 0 to 1."),
        new TestCaseData(new PpoConfig { LearningRate = double.NaN }, "'LearningRate' is NaN, expected a finite number above 0."),
        new TestCaseData(new PpoConfig { WeightDecay = -1 }, "'WeightDecay' is -1, expected a finite number of at least 0."),
        new TestCaseData(new PpoConfig { SequencesPerBatch = 0 }, "'SequencesPerBatch' is 0, expected at least 1."),
        new TestCaseData(new PpoConfig { MaxSkipsInRow = 0 }, "'MaxSkipsInRow' is 0, expected at least 1."),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void A_value_out_of_range_is_named(PpoConfig wrong, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new PpgConfig { Wake = wrong }.Validated());

        Assert.That(error!.Message, Does.StartWith(message));
    }

    [Test]
    public void The_defaults_are_valid_and_those_of_the_paper()
    {
        var config = new PpgConfig().Validated();

        Assert.That((config.Wake.Discount, config.Wake.TraceDecay, config.Wake.RatioClip), Is.EqualTo((0.999, 0.95, 0.2)));
        Assert.That((config.Wake.PriorKlCoefficient, config.Wake.PriorKlDecay, config.Wake.MaxGradientNorm), Is.EqualTo((0.2, 0.9995, 5.0)));
        Assert.That((config.Wake.LearningRate, config.Wake.WeightDecay, config.SleepPasses), Is.EqualTo((2e-5, 0.04, 2)));
    }
}

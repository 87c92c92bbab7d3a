using Rl.Experiments.Configuration;

namespace Rl.Tests.Experiments;

public sealed class PresetTests
{
    [TestCase("luanti", ExpectedResult = "luanti")]
    [TestCase("fake", ExpectedResult = null, Description = "a game without settings of its own")]
    [TestCase("compact", ExpectedResult = null, Description = "an embedded world")]
    [TestCase(null, ExpectedResult = null)]
    public string? A_games_preset_goes_with_its_name(string? environment) => ExperimentConfig.PresetFor(null, environment);

    [Test]
    public void A_preset_that_is_named_is_taken() => Assert.That(ExperimentConfig.PresetFor("quick", "luanti"), Is.EqualTo("quick"));
}

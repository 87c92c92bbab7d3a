using Rl.Experiments.Configuration;

namespace Rl.Tests.Experiments;

public sealed class ExperimentConfigTests
{
    private static IEnumerable<string> Presets => Directory.GetFiles(ExperimentConfig.PresetFolder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));

    [TestCaseSource(nameof(Presets))]
    public void A_preset_begins_with_its_command_and_can_be_loaded(string preset)
    {
        var firstLine = File.ReadLines(Path.Combine(ExperimentConfig.PresetFolder, preset + ".json")).First();

        var command = preset switch
        {
            "quickstart" => "quickstart",
            "quickstart-fast" => "quickstart --fast",
            _ => $"train --preset {preset}",
        };
        Assert.That(firstLine, Is.EqualTo($"// ./rl {command}"));
        Assert.That(() => ExperimentConfig.Load(preset, null, []), Throws.Nothing);
    }

    [Test]
    public void An_unknown_preset_is_refused_with_those_there_are() =>
        Assert.That(() => ExperimentConfig.Load("quik", null, []), Throws.TypeOf<UsageException>().With.Message.Contains("quick"));

    [Test]
    public void A_setting_out_of_its_range_is_refused_by_name() =>
        Assert.That(() => ExperimentConfig.Load("quick", null, ["training.workers=0"]), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Workers"));

    [Test]
    public void What_a_run_resolved_can_be_read_back()
    {
        var folder = Directory.CreateTempSubdirectory("rl-run-");
        try
        {
            var config = ExperimentConfig.Load("quick", null, ["training.seed=7"]);
            File.WriteAllText(Path.Combine(folder.FullName, "config.resolved.json"), RunConfig.Resolve(config));

            Assert.That(ConfigLoader.Print(RunConfig.Read(folder.FullName)), Is.EqualTo(ConfigLoader.Print(config)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

using Rl.Experiments.Configuration;

namespace Rl.Tests.Experiments;

public sealed class ConfigLoaderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-config-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Settings_lie_over_files_and_files_over_defaults()
    {
        var file = Write("""
            // A comment, as presets have them.
            { "workers": 5, "inner": { "rate": 0.5 } }
            """);

        var config = ConfigLoader.Load(new Outer(), [file], ["inner.rate=0.25", "name=meadow"]);

        Assert.That(config, Is.EqualTo(new Outer { Workers = 5, Name = "meadow", Inner = new Inner { Rate = 0.25 } }));
    }

    [Test]
    public void Tables_of_texts_take_what_is_set_entry_by_entry()
    {
        var file = Write("""{ "table": { "game": "minetest", "width": 320 } }""");

        var config = ConfigLoader.Load(new Outer(), [file], ["table.width=640", "table.shaders=true", "table.program=/opt/luanti"]);

        Assert.That(config.Table, Is.EqualTo(new Dictionary<string, string> { ["game"] = "minetest", ["width"] = "640", ["shaders"] = "true", ["program"] = "/opt/luanti" }));
    }

    [Test]
    public void An_unknown_key_is_refused_and_the_nearest_suggested()
    {
        var error = Assert.Throws<UsageException>(() => ConfigLoader.Load(new Outer(), [Write("""{ "inner": { "rat": 1 } }""")], []));

        Assert.That(error!.Message, Does.Contain("Unknown key 'inner.rat'").And.Contain("Did you mean 'inner.rate'?"));
    }

    [Test]
    public void A_value_of_the_wrong_kind_is_refused_with_what_was_expected()
    {
        var error = Assert.Throws<UsageException>(() => ConfigLoader.Load(new Outer(), [], ["workers=many"]));

        Assert.That(error!.Message, Does.Contain("'workers'").And.Contain("\"many\"").And.Contain("a whole number"));
    }

    [Test]
    public void A_file_that_is_no_json_is_refused_with_its_name()
    {
        var file = Write("{ workers: ");

        Assert.That(() => ConfigLoader.Load(new Outer(), [file], []), Throws.TypeOf<UsageException>().With.Message.Contains(file));
    }

    [Test]
    public void A_missing_file_is_refused_with_its_name() =>
        Assert.That(() => ConfigLoader.Load(new Outer(), ["nowhere.json"], []), Throws.TypeOf<UsageException>().With.Message.Contains("nowhere.json"));

    [Test]
    public void What_is_printed_can_be_loaded_again()
    {
        var config = new Outer { Workers = 3, Inner = new Inner { Rate = 0.125 } };

        Assert.That(ConfigLoader.Load(new Outer(), [Write(ConfigLoader.Print(config))], []), Is.EqualTo(config));
    }

    private string Write(string json)
    {
        var path = Path.Combine(_folder, "config.json");
        File.WriteAllText(path, json);
        return path;
    }

    private sealed record Outer
    {
        public int Workers { get; init; } = 2;

        public string Name { get; init; } = "";

        public Inner Inner { get; init; } = new();

        public IReadOnlyDictionary<string, string>? Table { get; init; }
    }

    private sealed record Inner
    {
        public double Rate { get; init; } = 1;
    }
}

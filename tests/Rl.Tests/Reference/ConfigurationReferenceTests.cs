using Rl.Experiments.Reference;

namespace Rl.Tests.Reference;

public sealed class ConfigurationReferenceTests
{
    [Test]
    public void The_committed_reference_is_what_the_records_say() =>
        Assert.That(File.ReadAllText(ConfigurationReference.FilePath), Is.EqualTo(ConfigurationReference.Write()), "Write it anew: ./rl docs configuration");

    [Test]
    public void Every_setting_says_what_it_is()
    {
        var rows = ConfigurationReference.Write().Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("| [", StringComparison.Ordinal)).ToArray();

        Assert.That(rows, Has.Length.GreaterThan(100));
        Assert.That(rows.Where(row => row.EndsWith("|  |", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(nameof(Sample.Count), "≥ 1")]
    [TestCase(nameof(Sample.Rate), "> 0")]
    [TestCase(nameof(Sample.Share), "0 to 1")]
    [TestCase(nameof(Sample.Decay), "≥ 0, < 1")]
    [TestCase(nameof(Sample.Port), "0 to 65535")]
    [TestCase(nameof(Sample.Steps), "≥ 0")]
    [TestCase(nameof(Sample.Free), "")]
    [TestCase(nameof(Sample.Even), "")]
    [TestCase(nameof(Sample.Optional), "≥ 2")]
    [TestCase(nameof(Sample.Name), "")]
    public void A_range_is_what_the_record_takes(string property, string range) =>
        Assert.That(SettingBounds.Of(new Sample(), typeof(Sample).GetProperty(property)!), Is.EqualTo(range));

    private sealed record Sample
    {
        public int Count { get; init; } = 7;

        public double Rate { get; init; } = 2e-5;

        public double Share { get; init; } = 0.25;

        public double Decay { get; init; }

        public int Port { get; init; }

        public int Steps { get; init; } = 20;

        public double Free { get; init; }

        public int Even { get; init; } = 4;

        public int? Optional { get; init; }

        public string Name { get; init; } = "";

        public Sample Validated()
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rate);
            ArgumentOutOfRangeException.ThrowIfNegative(Share);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Share, 1);
            ArgumentOutOfRangeException.ThrowIfNegative(Decay);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Decay, 1);
            ArgumentOutOfRangeException.ThrowIfNegative(Steps);
            ArgumentOutOfRangeException.ThrowIfNegative(Port);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
            ArgumentOutOfRangeException.ThrowIfLessThan(Optional ?? 2, 2, nameof(Optional));
            return Even % 2 == 0 ? this : throw new ArgumentException("Count and Even do not go together.");
        }
    }
}

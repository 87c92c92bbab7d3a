namespace Rl.Env.Tests;

[TestFixture]
public sealed class EnvironmentCatalogTests
{
    [Test]
    public async Task Every_listed_environment_can_be_made_and_reset()
    {
        foreach (var name in EnvironmentCatalog.Worlds)
        {
            await using var environment = EnvironmentCatalog.Create(name, FrameSize.Square(64));
            var step = await environment.ResetAsync(1, CancellationToken.None);

            Assert.That(step.Kind, Is.EqualTo(StepKind.First), name);
        }
    }

    [Test]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        Assert.That(
            () => EnvironmentCatalog.Create("medow", FrameSize.Square(64)),
            Throws.ArgumentException.With.Message.Contains("'medow'").And.Message.Contains("meadow, flat"));
    }
}

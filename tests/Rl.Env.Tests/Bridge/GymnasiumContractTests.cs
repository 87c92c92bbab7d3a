using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>An environment of somebody's own, behind the gymnasium backend, keeps every promise too.</summary>
public sealed class GymnasiumContractTests : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) =>
        new BridgeEnvironment(size, FakeGame.Config("gymnasium", ("make", "little_world:LittleWorld"), ("totals", "totals")), TimeProvider.System);

    [Test]
    public async Task Rewards_gains_and_the_end_of_an_episode_come_through()
    {
        var config = FakeGame.Config("gymnasium", ("make", "little_world:LittleWorld"), ("totals", "totals"), ("options", """{"episode_steps": 2}"""));
        await using var environment = new BridgeEnvironment(FrameSize.Square(16), config, TimeProvider.System);
        await environment.ResetAsync(1, CancellationToken.None);
        var attack = new Env.Actions.MinecraftAction(Env.Actions.Buttons.Attack, 0, 0);

        var first = await environment.StepAsync(attack, CancellationToken.None);
        var gained = first.Gains.ToArray();
        var last = await environment.StepAsync(attack, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That((first.Reward, last.Reward), Is.EqualTo((0.5f, 1f)));
            Assert.That(gained, Is.EqualTo(new[] { new ItemGain("oak_log", 1) }));
            Assert.That((last.Kind, last.Discount), Is.EqualTo((StepKind.Last, 1f)));
        });
    }

    [Test]
    public async Task A_picture_that_observations_do_not_have_is_refused_at_the_start()
    {
        var config = FakeGame.Config("gymnasium", ("make", "little_world:LittleWorld"), ("frame", "image"));
        await using var environment = new BridgeEnvironment(FrameSize.Square(16), config, TimeProvider.System);

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<BridgeMissingException>().With.Message.Contains("observations have no 'image', only pov; set 'frame'"));
    }
}

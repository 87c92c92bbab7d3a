using Rl.Env.Actions;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>The MineRL backend against a stand-in that has MineRL 1.0's spaces, names and faults.</summary>
public sealed class MineRLTests
{
    [Test]
    public async Task Seeds_hold_for_each_reset_and_frames_are_the_games_own_size()
    {
        await using var environment = Create();

        var first = (await environment.ResetAsync(5, CancellationToken.None)).Frame.ToArray();
        await environment.ResetAsync(6, CancellationToken.None);
        var again = (await environment.ResetAsync(5, CancellationToken.None)).Frame.ToArray();

        Assert.That(again, Is.EqualTo(first));
        Assert.That((environment.Game!.Spaces.FrameHeight, environment.Game.Spaces.FrameWidth), Is.EqualTo((360u, 640u)));
    }

    [Test]
    public async Task Items_are_what_statistics_say_was_picked_up_and_crafted_less_what_was_dropped()
    {
        await using var environment = Create();
        await environment.ResetAsync(5, CancellationToken.None);

        var log = await GainsAsync(Buttons.Attack);
        var dropped = await GainsAsync(Buttons.Drop);
        var again = await GainsAsync(Buttons.Attack);
        var planks = await GainsAsync(Buttons.Inventory);

        Assert.Multiple(() =>
        {
            Assert.That(log, Is.EqualTo(new[] { new ItemGain("oak_log", 1) }));
            Assert.That(dropped, Is.Empty);
            Assert.That(again, Is.Empty);
            Assert.That(planks, Is.EqualTo(new[] { new ItemGain("oak_planks", 4) }));
        });

        async Task<ItemGain[]> GainsAsync(Buttons buttons) =>
            (await environment.StepAsync(new MinecraftAction(buttons, 0, 0), CancellationToken.None)).Gains.ToArray();
    }

    [Test]
    public async Task A_step_that_times_out_is_an_error_and_its_random_picture_goes_nowhere()
    {
        await using var environment = Create(options: "fail=2");
        await environment.ResetAsync(5, CancellationToken.None);
        await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);

        Assert.That(
            async () => await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("Connection timed out!"));
        var first = await environment.ResetAsync(5, CancellationToken.None);

        Assert.That(first.Kind, Is.EqualTo(StepKind.First));
        Assert.That(environment.Starts, Is.EqualTo(2));
    }

    [TestCase("height=64", "draws 640x64, but 640x360 is wanted")]
    [TestCase("fov=110", "has fov_range [110, 110], but weights were trained at [70, 70]")]
    public async Task Settings_that_published_weights_do_not_fit_are_refused_in_words(string options, string said)
    {
        await using var environment = Create(options);

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None), Throws.InstanceOf<BridgeMissingException>().With.Message.Contains(said));
    }

    [TestCase("MineRLObtainDiamondShovel-v0")]
    [TestCase("MineRLBasaltFindCave-v0")]
    public async Task A_task_without_statistics_is_played_and_says_that_it_has_none(string task)
    {
        await using var environment = Create(task: task);
        await environment.ResetAsync(1, CancellationToken.None);

        var step = await environment.StepAsync(new MinecraftAction(Buttons.Attack, 1, 2), CancellationToken.None);

        Assert.That((step.Gains.Length, environment.Game!.Capabilities.Items), Is.EqualTo((0, false)));
    }

    [SetUp]
    public void RequireDisplay()
    {
        if (!File.Exists("/usr/bin/Xvfb"))
        {
            Assert.Ignore("xvfb is not installed.");
        }
    }

    private static BridgeEnvironment Create(string options = "", string task = "MineRLHumanSurvival-v0")
    {
        var config = FakeGame.Config("minerl", ("task", task)) with { Variables = new Dictionary<string, string> { ["MINERL_STANDIN"] = options } };
        return new BridgeEnvironment(FrameSize.Square(64), config, TimeProvider.System);
    }
}

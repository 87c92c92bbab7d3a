using Rl.Env.Actions;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>The Malmo backend against a stand-in that speaks MalmoEnv's protocol and is strict about it.</summary>
public sealed class MalmoTests
{
    [Test]
    public async Task A_game_says_what_it_is_and_that_its_clock_runs_on()
    {
        await using var environment = MalmoStandIn.Create();

        await environment.ResetAsync(1, CancellationToken.None);

        var game = environment.Game!;
        Assert.Multiple(() =>
        {
            Assert.That(game.Game, Is.EqualTo("malmo 0.37.0 (Minecraft 1.11.2)"));
            Assert.That((game.Capabilities.Seeds, game.Capabilities.Items), Is.EqualTo((true, true)));
            Assert.That((game.Capabilities.LockStep, game.Capabilities.Deterministic, game.Capabilities.Rewards), Is.EqualTo((false, false, false)));
        });
    }

    [Test]
    public async Task Frames_have_the_size_that_policies_were_trained_on()
    {
        var config = MalmoStandIn.Config("", ("height", 360), ("width", 640));
        await using var environment = new BridgeEnvironment(new FrameSize(360, 640), config, TimeProvider.System);

        var first = await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(MalmoStandIn.View(first), Is.EqualTo((0.0, 0.0, 0)));
    }

    [Test]
    public async Task A_seed_of_0_is_a_world_like_any_other()
    {
        await using var environment = MalmoStandIn.Create();

        var zero = (await environment.ResetAsync(0, CancellationToken.None)).Frame.ToArray();
        var one = (await environment.ResetAsync(1, CancellationToken.None)).Frame.ToArray();
        var again = (await environment.ResetAsync(0, CancellationToken.None)).Frame.ToArray();

        Assert.That(again, Is.EqualTo(zero).And.Not.EqualTo(one));
    }

    [Test]
    public async Task A_key_that_is_held_is_pressed_once_and_let_go_when_it_is_no_longer_held()
    {
        await using var environment = MalmoStandIn.Create();
        await environment.ResetAsync(1, CancellationToken.None);
        Buttons[] held = [Buttons.Attack, Buttons.Attack | Buttons.Forward, Buttons.Hotbar9 | Buttons.Sprint, Buttons.None, Buttons.Attack];

        var (down, gains) = (new List<Buttons>(), new List<int>());
        foreach (var buttons in held)
        {
            var step = await StepAsync(environment, buttons);
            down.Add((Buttons)MalmoStandIn.View(step).Keys);
            gains.Add(step.Gains.Length);
        }

        Assert.Multiple(() =>
        {
            Assert.That(down, Is.EqualTo(held));
            Assert.That(gains, Is.EqualTo(new[] { 1, 0, 0, 0, 1 }));
        });
    }

    [Test]
    public async Task Every_key_is_up_when_an_episode_begins()
    {
        await using var environment = MalmoStandIn.Create();
        await environment.ResetAsync(1, CancellationToken.None);
        await StepAsync(environment, Buttons.Attack | Buttons.Sneak);

        var first = await environment.ResetAsync(1, CancellationToken.None);
        Assert.That(MalmoStandIn.View(first).Keys, Is.Zero);
        var step = await StepAsync(environment, Buttons.Attack);

        Assert.That(step.Gains.ToArray(), Is.EqualTo(new[] { new ItemGain("oak_log", 1) }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_inventorys_key_is_passed_on_only_where_that_is_asked_for(bool isAskedFor)
    {
        await using var environment = MalmoStandIn.Create("", ("inventory", isAskedFor ? "true" : "false"));
        await environment.ResetAsync(1, CancellationToken.None);

        var step = await StepAsync(environment, Buttons.Inventory | Buttons.Jump);

        Assert.That((Buttons)MalmoStandIn.View(step).Keys, Is.EqualTo(isAskedFor ? Buttons.Inventory | Buttons.Jump : Buttons.Jump));
    }

    [Test]
    public async Task The_view_turns_by_as_many_degrees_as_whole_counts_of_the_mouse_allow()
    {
        await using var environment = MalmoStandIn.Create();
        await environment.ResetAsync(1, CancellationToken.None);

        var (pitch, yaw, _) = MalmoStandIn.View(await StepAsync(environment, Buttons.None, pitch: -3, yaw: 9));

        Assert.That((pitch, yaw), Is.EqualTo((-3.0, 9.0)).Within(0.001));
    }

    [Test]
    public async Task What_is_left_of_a_turn_is_not_lost()
    {
        // A count is 0.15 degrees: of 40 turns by 0.1 none may go astray.
        await using var environment = MalmoStandIn.Create();
        await environment.ResetAsync(1, CancellationToken.None);
        var step = default(EnvStep);

        for (var i = 0; i < 40; i++)
        {
            step = await StepAsync(environment, Buttons.None, pitch: 0.1, yaw: -0.1);
        }

        Assert.That(MalmoStandIn.View(step).Pitch, Is.EqualTo(4).Within(0.0751));
        Assert.That(MalmoStandIn.View(step).Yaw, Is.EqualTo(356).Within(0.0751));
    }

    [Test]
    public async Task Items_are_what_the_pack_gains_less_what_was_dropped_and_a_chest_that_is_looked_at_is_none_of_it()
    {
        await using var environment = MalmoStandIn.Create();
        await environment.ResetAsync(1, CancellationToken.None);

        var gains = new List<ItemGain[]>();
        foreach (var buttons in (Buttons[])[Buttons.Attack, Buttons.Drop, Buttons.Attack, Buttons.None, Buttons.Attack, Buttons.Use, Buttons.None])
        {
            gains.Add((await StepAsync(environment, buttons)).Gains.ToArray());
        }

        // Logs picked up, less those dropped: 1 0 1 1 2 2 2; the log that planks are made of was not dropped.
        var log = new[] { new ItemGain("oak_log", 1) };
        Assert.That(gains, Is.EqualTo(new ItemGain[][] { log, [], [], [], log, [new ItemGain("oak_planks", 4)], [] }));
    }

    [TestCase("refuse=2")]
    [TestCase("still=2")]
    [TestCase("turn_keys=1")]
    [TestCase("busy=3")]
    public async Task A_step_that_is_not_taken_at_first_is_carried_out_once(string fault)
    {
        await using var environment = MalmoStandIn.Create(fault);
        await environment.ResetAsync(1, CancellationToken.None);

        var (yaws, gains) = (new List<double>(), 0);
        for (var i = 0; i < 4; i++)
        {
            var step = await StepAsync(environment, i % 2 == 0 ? Buttons.None : Buttons.Attack, yaw: 3);
            yaws.Add(MalmoStandIn.View(step).Yaw);
            gains += step.Gains.Length;
        }

        Assert.That(yaws, Is.EqualTo(new[] { 3.0, 6.0, 9.0, 12.0 }).Within(0.001));
        Assert.That(gains, Is.EqualTo(2));
    }

    [TestCase("hang=2", "a step took more than 1 s")]
    [TestCase("die=2", "closed the connection during a step; it has ended, or its log says why. Its process ended with code 3")]
    [TestCase("short=2", "a frame has 6720 bytes, expected 64x36x3 = 6912")]
    [TestCase("long=2", "announced a message of 1073741824 bytes")]
    [TestCase("mute=2", "an observation has no 'inventory'")]
    [TestCase("quit=2", "the mission ended with a player alive")]
    public async Task A_client_that_fails_in_a_step_is_an_error_with_its_log_and_the_next_reset_is_another_incarnation(string faults, string said)
    {
        await using var environment = MalmoStandIn.Create(faults, ("step_seconds", 1));
        await environment.ResetAsync(1, CancellationToken.None);
        var incarnation = environment.Game!.Incarnation;

        Assert.That(
            async () => await PlayAsync(environment),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains(said).And.Message.Contains("malmo.log"));
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(environment.Game.Incarnation, Is.Not.EqualTo(incarnation));
            Assert.That(environment.Starts, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Death_ends_the_episode_and_the_next_one_is_played_in_the_same_client()
    {
        await using var environment = MalmoStandIn.Create("kill=2");
        await environment.ResetAsync(1, CancellationToken.None);

        var alive = await StepAsync(environment, Buttons.Attack);
        var dead = await StepAsync(environment, Buttons.Forward);
        var next = await environment.ResetAsync(1, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(alive.Kind, Is.EqualTo(StepKind.Middle));
            Assert.That((dead.Kind, dead.Discount), Is.EqualTo((StepKind.Last, 0f)));
            Assert.That((next.Kind, environment.Starts), Is.EqualTo((StepKind.First, 1)));
        });
    }

    [TestCase("busy=1000000", "taking the mission took more than 1 s")]
    [TestCase("no_world=1", "the mission ended before it began")]
    public async Task A_mission_that_does_not_begin_is_an_error(string fault, string said)
    {
        await using var environment = MalmoStandIn.Create(fault, ("reset_seconds", 1));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains(said));
    }

    [Test]
    public async Task A_client_of_another_version_is_refused_in_words()
    {
        await using var environment = MalmoStandIn.Create("version=0.36.0");

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<BridgeMissingException>()
                .With.Message.Contains("hung up over '<MalmoEnv0.37.0/>'").And.Message.Contains("expected <MalmoEnv0.36.0"));
    }

    [Test]
    public async Task A_client_whose_mouse_turns_the_view_otherwise_is_refused_in_words()
    {
        await using var environment = MalmoStandIn.Create("sensitivity=0.5");
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(
            async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await StepAsync(environment, Buttons.None, yaw: 6);
                }
            },
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("mouseSensitivity:0.5"));
    }

    [Test]
    public async Task A_client_that_ends_before_it_listens_is_an_error_with_what_it_said()
    {
        await using var environment = MalmoStandIn.Create("exit=7");

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("ended with code 7").And.Message.Contains("asked not to start"));
    }

    [TestCase("launch", "/nowhere/launchClient.sh -port {port}", "'launch' is '/nowhere/launchClient.sh -port {port}', which names no program")]
    [TestCase("address", "9000", "'address' is '9000'; expected HOST:PORT")]
    public async Task A_setting_that_cannot_be_is_no_fault_of_the_game(string key, string value, string said)
    {
        await using var environment = MalmoStandIn.Create("", (key, value));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<BridgeMissingException>().With.Message.Contains(said));
    }

    [Test]
    public async Task A_client_that_nobody_has_started_is_an_error_that_says_how_to()
    {
        await using var environment = MalmoStandIn.Create("", ("address", "127.0.0.1:9"));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("nobody answers at 127.0.0.1:9").And.Message.Contains("-port 9 -env"));
    }

    [Test]
    public async Task A_client_that_runs_already_is_played_and_outlives_a_fault()
    {
        var (process, port) = await MalmoStandIn.StartAsync("short=2");
        try
        {
            await using var environment = MalmoStandIn.Create("", ("address", $"127.0.0.1:{port}"));
            await environment.ResetAsync(1, CancellationToken.None);

            Assert.That(async () => await PlayAsync(environment), Throws.InstanceOf<EnvironmentFaultException>());
            var first = await environment.ResetAsync(1, CancellationToken.None);

            Assert.That((first.Kind, environment.Starts, process.HasExited), Is.EqualTo((StepKind.First, 2, false)));
        }
        finally
        {
            process.Kill();
            process.Dispose();
        }
    }

    [Test]
    public async Task A_client_that_was_launched_ends_with_its_server_even_where_that_ends_without_a_word()
    {
        // The server's watchdog is quicker than the game here, and ends it where it stands.
        var config = MalmoStandIn.Config("hang=1", ("step_seconds", 20)) with { StepTimeout = TimeSpan.FromSeconds(0.5) };
        await using var environment = new BridgeEnvironment(MalmoStandIn.Size, config, TimeProvider.System);
        await environment.ResetAsync(1, CancellationToken.None);
        using var client = MalmoStandIn.ProcessOf(environment.Game!.Log);

        Assert.That(
            async () => await PlayAsync(environment),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("a step took more than 0.5 s").And.Message.Contains("malmo_client.py"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await client.WaitForExitAsync(patience.Token);
    }

    private static async Task PlayAsync(BridgeEnvironment environment)
    {
        for (var i = 0; i < 10; i++)
        {
            await StepAsync(environment, i % 2 == 0 ? Buttons.Forward : Buttons.Back);
        }
    }

    private static ValueTask<EnvStep> StepAsync(BridgeEnvironment environment, Buttons buttons, double pitch = 0, double yaw = 0) =>
        environment.StepAsync(new MinecraftAction(buttons, pitch, yaw), CancellationToken.None);
}

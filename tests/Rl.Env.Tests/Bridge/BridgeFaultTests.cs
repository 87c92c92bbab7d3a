using Rl.Env.Actions;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

public sealed class BridgeFaultTests
{
    [TestCase("fault_at", "the game's process ended with code 1; it was asked to")]
    [TestCase("raise_at", "RuntimeError: nobody expected this")]
    [TestCase("exit_at", "The server ended with code 3")]
    [TestCase("wrong_size_at", "a frame has 6720 bytes, expected 6912")]
    public async Task A_game_that_fails_in_a_step_is_an_error_with_its_log_and_the_next_reset_is_another_incarnation(string fault, string said)
    {
        await using var environment = FakeGame.Create((fault, 2));
        await environment.ResetAsync(1, CancellationToken.None);
        var incarnation = environment.Game!.Incarnation;
        await StepAsync(environment);

        Assert.That(
            async () => await StepAsync(environment),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains(said).And.Message.Contains("game.log").And.Message.Contains("server.log"));
        Assert.That(async () => await StepAsync(environment), Throws.InvalidOperationException.With.Message.Contains("ResetAsync"));
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(environment.Game.Incarnation, Is.Not.EqualTo(incarnation));
            Assert.That(environment.Starts, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_game_that_hangs_in_a_step_is_ended_and_its_log_says_where()
    {
        await using var environment = new BridgeEnvironment(
            new FrameSize(36, 64), FakeGame.Config(("hang_at", 1)) with { StepTimeout = TimeSpan.FromSeconds(0.5) }, TimeProvider.System);
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(
            async () => await StepAsync(environment),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("a step took more than 0.5 s").And.Message.Contains("fake.py"));
    }

    [Test]
    public async Task A_game_that_hangs_in_a_reset_is_ended()
    {
        await using var environment = new BridgeEnvironment(
            new FrameSize(36, 64), FakeGame.Config(("hang_in_reset", 1)) with { ResetTimeout = TimeSpan.FromSeconds(0.5) }, TimeProvider.System);

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("a reset took more than 0.5 s"));
    }

    [Test]
    public async Task A_game_that_does_not_start_is_an_error_with_what_it_said()
    {
        await using var environment = FakeGame.Create(("fails_to_start", "true"));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("fake did not start").And.Message.Contains("it was asked not to"));
    }

    [Test]
    public async Task A_game_that_takes_too_long_to_start_is_given_up()
    {
        await using var environment = new BridgeEnvironment(
            new FrameSize(36, 64), FakeGame.Config(("start_seconds", 60)) with { StartTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("did not start within 1 s"));
    }

    [Test]
    public async Task A_setting_that_the_game_does_not_have_is_no_fault_of_the_game()
    {
        await using var environment = FakeGame.Create(("hieght", 3));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<BridgeMissingException>().With.Message.Contains("'hieght=3' is no setting of 'fake'; known ones: height=360"));
    }

    [Test]
    public void A_python_that_is_not_there_is_named()
    {
        var config = new BridgeConfig { Python = "/nowhere/python3" };

        Assert.That(
            async () => await new BridgeEnvironment(FrameSize.Square(64), config, TimeProvider.System).ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<BridgeMissingException>().With.Message.Contains("/nowhere/python3"));
    }

    [Test]
    public async Task A_second_player_is_turned_away_and_the_first_plays_on()
    {
        await using var first = FakeGame.Create();
        await first.ResetAsync(1, CancellationToken.None);
        await using var second = new BridgeEnvironment(new FrameSize(36, 64), FakeGame.Config() with { Address = first.Address }, TimeProvider.System);

        Assert.That(
            async () => await second.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("another player is in session"));
        Assert.That((await StepAsync(first)).Kind, Is.EqualTo(StepKind.Middle));
    }

    [Test]
    public async Task A_server_that_nobody_serves_is_an_error_with_its_address()
    {
        await using var environment = new BridgeEnvironment(FrameSize.Square(64), new BridgeConfig { Address = "http://127.0.0.1:9" }, TimeProvider.System);

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("fake at http://127.0.0.1:9"));
    }

    [Test]
    public async Task A_server_that_is_old_is_replaced_between_episodes()
    {
        var clock = new ManualClock();
        await using var environment = new BridgeEnvironment(new FrameSize(36, 64), FakeGame.Config() with { RecycleAfter = TimeSpan.FromHours(1) }, clock);
        await environment.ResetAsync(1, CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(59));
        await environment.ResetAsync(1, CancellationToken.None);
        Assert.That(environment.Starts, Is.EqualTo(1));

        clock.Advance(TimeSpan.FromMinutes(1));
        await StepAsync(environment);
        Assert.That(environment.Starts, Is.EqualTo(1));
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(environment.Starts, Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_cancelled_on_the_way_loses_the_game_and_the_next_reset_starts_another()
    {
        await using var environment = FakeGame.Create(("hang_at", 1));
        await environment.ResetAsync(1, CancellationToken.None);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(0.5));

        Assert.That(
            async () => await environment.StepAsync(MinecraftAction.Idle, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(environment.Starts, Is.EqualTo(2));
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;

        public override long GetTimestamp() => _ticks;
    }

    private static ValueTask<EnvStep> StepAsync(BridgeEnvironment environment) => environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);
}

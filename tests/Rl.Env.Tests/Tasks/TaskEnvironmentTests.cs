using Rl.Env.Actions;
using Rl.Env.Tasks;

namespace Rl.Env.Tests.Tasks;

public sealed class TaskEnvironmentTests
{
    [Test]
    public async Task An_episode_is_truncated_when_its_time_is_up_and_its_future_still_counts()
    {
        await using var environment = new TaskEnvironment(new LogGiver(), new TaskConfig { EpisodeSteps = 2 });
        await environment.ResetAsync(1, default);

        var first = await environment.StepAsync(MinecraftAction.Idle, default);
        var second = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.Multiple(() =>
        {
            Assert.That(first.Kind, Is.EqualTo(StepKind.Middle));
            Assert.That(second.Kind, Is.EqualTo(StepKind.Last));
            Assert.That(second.Discount, Is.EqualTo(1f));
        });
    }

    [Test]
    public async Task A_lower_limit_holds_for_the_present_episode_alone()
    {
        await using var environment = new TaskEnvironment(new LogGiver(), new TaskConfig { EpisodeSteps = 2 });
        await environment.ResetAsync(1, default);
        environment.StepLimit = 1;

        var cut = await environment.StepAsync(MinecraftAction.Idle, default);
        await environment.ResetAsync(1, default);
        var whole = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.That((cut.Kind, cut.Discount), Is.EqualTo((StepKind.Last, 1f)));
        Assert.That(whole.Kind, Is.EqualTo(StepKind.Middle));
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.StepLimit = 1, "it is over by then");
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.StepLimit = 3, "longer than the task allows");
    }

    [Test]
    public async Task A_termination_in_the_last_allowed_step_stays_a_termination()
    {
        await using var environment = new TaskEnvironment(new LogGiver { EndsAfter = 2 }, new TaskConfig { EpisodeSteps = 2 });
        await environment.ResetAsync(1, default);
        await environment.StepAsync(MinecraftAction.Idle, default);

        var last = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.That((last.Kind, last.Discount), Is.EqualTo((StepKind.Last, 0f)));
    }

    [Test]
    public async Task Items_are_rewarded_and_counted_rung_by_rung()
    {
        await using var environment = new TaskEnvironment(new LogGiver(), new TaskConfig { Rewarded = ["log"] });
        await environment.ResetAsync(1, default);

        var step = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.Multiple(() =>
        {
            Assert.That(step.Reward, Is.EqualTo(0.125f));
            Assert.That(environment.Return, Is.EqualTo(0.125));
            Assert.That(environment.Obtained[Ladder.IndexOf("log")], Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Rungs_that_the_task_does_not_reward_are_counted_all_the_same()
    {
        await using var environment = new TaskEnvironment(new LogGiver(), new TaskConfig { Rewarded = ["diamond"] });
        await environment.ResetAsync(1, default);

        var step = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.That((step.Reward, environment.Obtained[Ladder.IndexOf("log")]), Is.EqualTo((0f, 1L)));
    }

    [Test]
    public async Task An_action_after_the_end_is_refused()
    {
        await using var environment = new TaskEnvironment(new LogGiver { EndsAfter = 1 }, new TaskConfig());
        await environment.ResetAsync(1, default);
        await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.That(async () => await environment.StepAsync(MinecraftAction.Idle, default), Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_episode_ends_with_its_goal_as_a_success_whose_future_is_worth_nothing()
    {
        await using var environment = new TaskEnvironment(new LogGiver { GivesAt = 2 }, new TaskConfig { Goal = "log" });
        await environment.ResetAsync(1, default);

        var before = await environment.StepAsync(MinecraftAction.Idle, default);
        Assert.That((before.Kind, environment.IsSuccess), Is.EqualTo((StepKind.Middle, false)));
        var goal = await environment.StepAsync(MinecraftAction.Idle, default);

        Assert.That((goal.Kind, goal.Discount, environment.IsSuccess), Is.EqualTo((StepKind.Last, 0f, true)));
        Assert.That(environment.FirstSteps[Ladder.IndexOf("log")], Is.EqualTo(2));
        Assert.That(environment.FirstSteps[Ladder.IndexOf("planks")], Is.Zero);
    }

    [Test]
    public void A_task_whose_goal_is_no_rung_is_refused_with_the_rungs_there_are() =>
        Assert.That(() => new TaskConfig { Goal = "wood" }.Validated(), Throws.ArgumentException.With.Message.Contains("log, planks"));

    [Test]
    public void A_task_that_rewards_an_unknown_rung_is_refused_with_the_rungs_there_are() =>
        Assert.That(() => new TaskConfig { Rewarded = ["wood"] }.Validated(), Throws.ArgumentException.With.Message.Contains("log, planks"));

    /// <summary>A world in which every step picks up a log.</summary>
    private sealed class LogGiver : IEnvironment
    {
        private readonly byte[] _frame = new byte[3];
        private int _steps;

        public int EndsAfter { get; init; } = int.MaxValue;

        /// <summary>The first step that gives a log.</summary>
        public int GivesAt { get; init; }

        public FrameSize FrameSize => new(1, 1);

        public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
        {
            _steps = 0;
            return ValueTask.FromResult(EnvStep.Restart(_frame));
        }

        public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
        {
            var step = ++_steps == EndsAfter ? EnvStep.Termination(_frame, 0) : EnvStep.Transition(_frame, 0);
            return ValueTask.FromResult(_steps < GivesAt ? step : step with { Gains = new[] { new ItemGain("oak_log", 1) } });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

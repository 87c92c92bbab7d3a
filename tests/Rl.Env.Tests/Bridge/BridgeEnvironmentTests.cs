using Rl.Env.Actions;
using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

public sealed class BridgeEnvironmentTests
{
    [Test]
    public async Task An_episode_that_the_game_cuts_short_still_has_a_future()
    {
        await using var environment = FakeGame.Create(("episode_steps", 2));
        await environment.ResetAsync(1, CancellationToken.None);

        var first = await StepAsync(environment);
        var second = await StepAsync(environment);

        Assert.That((first.Kind, second.Kind, second.Discount), Is.EqualTo((StepKind.Middle, StepKind.Last, 1f)));
        Assert.That(async () => await StepAsync(environment), Throws.InvalidOperationException.With.Message.Contains("ResetAsync"));
    }

    [Test]
    public async Task An_episode_that_the_game_ends_has_none()
    {
        await using var environment = FakeGame.Create(("episode_steps", 1), ("terminates", "true"));
        await environment.ResetAsync(1, CancellationToken.None);

        var step = await StepAsync(environment);

        Assert.That((step.Kind, step.Discount), Is.EqualTo((StepKind.Last, 0f)));
    }

    [Test]
    public async Task An_item_is_gained_when_its_total_reaches_a_new_high_and_anew_in_each_episode()
    {
        // A log is obtained in every second step, one dropped in every third.
        await using var environment = FakeGame.Create(("log_every", 2), ("drop_every", 3));
        await environment.ResetAsync(1, CancellationToken.None);

        var gains = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            var step = await StepAsync(environment);
            gains.Add(step.Gains.Span is [{ Item: "oak_log" } gain] ? gain.Count : 0);
        }

        // Totals: 0 1 0 1 1 1 1 2.
        Assert.That(gains, Is.EqualTo(new[] { 0, 1, 0, 0, 0, 0, 0, 1 }));
        await environment.ResetAsync(1, CancellationToken.None);
        await StepAsync(environment);
        Assert.That((await StepAsync(environment)).Gains.Span[0], Is.EqualTo(new ItemGain("oak_log", 1)));
    }

    [Test]
    public async Task Both_ends_hash_the_same_spaces_to_the_same_value()
    {
        await using var environment = FakeGame.Create();

        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(environment.Game!.SpacesHash.ToByteArray(), Is.EqualTo(BridgeSpaces.Hash(BridgeSpaces.Of(new FrameSize(36, 64)))));
    }

    private static ValueTask<EnvStep> StepAsync(BridgeEnvironment environment) => environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);
}

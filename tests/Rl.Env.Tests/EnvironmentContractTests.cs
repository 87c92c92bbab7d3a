using Rl.Env.Actions;

namespace Rl.Env.Tests;

/// <summary>What every <see cref="IEnvironment"/> promises; a fixture per environment inherits it.</summary>
public abstract class EnvironmentContractTests
{
    private static readonly FrameSize Size = FrameSize.Square(64);

    /// <summary>Makes a fresh environment.</summary>
    protected abstract IEnvironment Create(FrameSize size);

    /// <summary>Requires that two episodes of the same seed and actions are the same; all frames of 64×64, one after the other.</summary>
    protected virtual void RequireSame(byte[] frames, byte[] expected) => Assert.That(frames, Is.EqualTo(expected));

    [Test]
    public async Task A_reset_answers_with_a_first_step_that_is_worth_nothing()
    {
        await using var environment = Create(Size);

        var step = await environment.ResetAsync(1, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(step.Kind, Is.EqualTo(StepKind.First));
            Assert.That(step.Reward, Is.Zero);
            Assert.That(step.Discount, Is.EqualTo(1f));
            Assert.That(step.Gains.Length, Is.Zero);
        });
    }

    [Test]
    public async Task Every_frame_has_the_size_that_was_asked_for()
    {
        var size = new FrameSize(36, 64);
        await using var environment = Create(size);

        var first = await environment.ResetAsync(1, CancellationToken.None);
        Assert.That(first.Frame.Length, Is.EqualTo(size.ByteCount));
        var second = await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(environment.FrameSize, Is.EqualTo(size));
            Assert.That(second.Frame.Length, Is.EqualTo(size.ByteCount));
        });
    }

    [Test]
    public async Task The_same_seed_and_actions_give_the_same_frames()
    {
        await using var one = Create(Size);
        await using var other = Create(Size);

        RequireSame(await PlayAsync(other, seed: 5), await PlayAsync(one, seed: 5));
    }

    [Test]
    public async Task An_environment_repeats_itself_after_a_reset_in_the_middle_of_an_episode()
    {
        await using var environment = Create(Size);

        var first = await PlayAsync(environment, seed: 5);
        await PlayAsync(environment, seed: 9);

        RequireSame(await PlayAsync(environment, seed: 5), first);
    }

    [Test]
    public async Task Frames_change_as_the_view_turns()
    {
        await using var environment = Create(Size);
        var before = (await environment.ResetAsync(3, CancellationToken.None)).Frame.ToArray();

        for (var i = 0; i < 8; i++)
        {
            await environment.StepAsync(new MinecraftAction(Buttons.Forward, 4, 10), CancellationToken.None);
        }

        var after = await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);
        Assert.That(after.Frame.ToArray(), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task A_step_before_the_first_reset_is_refused()
    {
        await using var environment = Create(Size);

        Assert.That(
            async () => await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contains("ResetAsync"));
    }

    [TestCase(double.NaN, 0)]
    [TestCase(0, double.PositiveInfinity)]
    [TestCase(0, 181)]
    public async Task A_camera_motion_that_is_no_angle_is_refused_by_value(double pitch, double yaw)
    {
        await using var environment = Create(Size);
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(
            async () => await environment.StepAsync(new MinecraftAction(Buttons.None, pitch, yaw), CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("Degrees"));
    }

    [Test]
    public async Task A_button_that_is_none_is_refused_by_value()
    {
        await using var environment = Create(Size);
        await environment.ResetAsync(1, CancellationToken.None);

        Assert.That(
            async () => await environment.StepAsync(new MinecraftAction((Buttons)(1 << 20), 0, 0), CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("0x100000"));
    }

    [Test]
    public async Task A_cancelled_call_is_not_carried_out()
    {
        await using var environment = Create(Size);
        await environment.ResetAsync(1, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        Assert.Multiple(() =>
        {
            Assert.That(
                async () => await environment.StepAsync(MinecraftAction.Idle, cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await environment.ResetAsync(1, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        });
    }

    private static async Task<byte[]> PlayAsync(IEnvironment environment, long seed)
    {
        var frames = new List<byte>();
        frames.AddRange((await environment.ResetAsync(seed, CancellationToken.None)).Frame.Span);
        for (var i = 0; i < 30; i++)
        {
            var buttons = i % 3 == 0 ? Buttons.Forward | Buttons.Attack : Buttons.Jump | Buttons.Left;
            var step = await environment.StepAsync(new MinecraftAction(buttons, (i % 5) - 2, 7 - (i % 4)), CancellationToken.None);
            frames.AddRange(step.Frame.Span);
        }

        return [.. frames];
    }
}

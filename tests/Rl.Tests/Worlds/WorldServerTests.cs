using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;
using Rl.Pretrain.Recordings;
using Rl.Workers;
using Rl.Workers.Worlds;

namespace Rl.Tests.Worlds;

public sealed class WorldServerTests
{
    private static readonly FrameSize Size = new(36, 64);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Frames_are_those_of_the_world_in_ones_own_process_to_the_byte(bool sharesMemory)
    {
        await using var server = await ServedWorld.ServeAsync(new WorldServerConfig { Environment = "survival", FrameSize = Size });
        await using var served = ServedWorld.Join(server, Size, sharesMemory);
        await using var own = EnvironmentCatalog.Create("survival", Size);

        foreach (var seed in new[] { 7L, -1L, 1L << 40 })
        {
            Assert.That(Bytes(await served.ResetAsync(seed, CancellationToken.None)), Is.EqualTo(Bytes(await own.ResetAsync(seed, CancellationToken.None))));
            for (var i = 0; i < 40; i++)
            {
                var action = new MinecraftAction(i % 20 == 10 ? Buttons.Inventory : Buttons.Forward | Buttons.Attack, (i % 5) - 1.5, 7.25 - i);
                var (one, other) = (await served.StepAsync(action, CancellationToken.None), await own.StepAsync(action, CancellationToken.None));
                Assert.That(Bytes(one), Is.EqualTo(Bytes(other)), $"seed {seed}, step {i}");
            }
        }
    }

    [Test]
    public async Task Items_rewards_and_the_end_are_those_of_the_task()
    {
        var task = new TaskConfig { Goal = "log", EpisodeSteps = 2_000 };
        var play = ExpertPlay.Create("meadow", "lumberjack", Size, task);
        await using var own = (TaskEnvironment)play.Environment;
        await using var server = await ServedWorld.ServeAsync(new WorldServerConfig { FrameSize = Size, Task = "log", Steps = 2_000 });
        await using var served = ServedWorld.Join(server, Size);
        await own.ResetAsync(1, CancellationToken.None);
        await served.ResetAsync(1, CancellationToken.None);
        play.Reset(1);

        EnvStep expected, step;
        do
        {
            var action = play.Act();
            (expected, step) = (await own.StepAsync(action, CancellationToken.None), await served.StepAsync(action, CancellationToken.None));
            Assert.That((step.Kind, step.Reward, step.Discount), Is.EqualTo((expected.Kind, expected.Reward, expected.Discount)));
            Assert.That(step.Gains.ToArray(), Is.EqualTo(expected.Gains.ToArray()));
        }
        while (step.Kind != StepKind.Last);

        Assert.That((step.Reward, step.Discount), Is.EqualTo((0.125f, 0f)));
        Assert.That(served.Game!.Capabilities.Rewards, Is.True);
    }

    [Test]
    public async Task Without_a_task_nothing_is_rewarded_and_steps_alone_cut_an_episode_short()
    {
        await using var server = await ServedWorld.ServeAsync(new WorldServerConfig { Environment = "flat", FrameSize = Size, Steps = 2 });
        await using var served = ServedWorld.Join(server, Size);
        await served.ResetAsync(1, CancellationToken.None);

        var first = await served.StepAsync(MinecraftAction.Idle, CancellationToken.None);
        var last = await served.StepAsync(MinecraftAction.Idle, CancellationToken.None);

        Assert.That((first.Kind, last.Kind, last.Discount), Is.EqualTo((StepKind.Middle, StepKind.Last, 1f)));
        Assert.That(served.Game!.Capabilities.Rewards, Is.False);
        Assert.That((await served.ResetAsync(1, CancellationToken.None)).Kind, Is.EqualTo(StepKind.First));
    }

    [Test]
    public async Task Two_players_have_worlds_of_their_own_at_once()
    {
        await using var server = await ServedWorld.ServeAsync();
        await using var one = ServedWorld.Join(server, FrameSize.Square(64));
        await using var other = ServedWorld.Join(server, FrameSize.Square(64), sharesMemory: false);
        await one.ResetAsync(5, CancellationToken.None);
        await other.ResetAsync(5, CancellationToken.None);

        var stepped = await Task.WhenAll(Play(one, 10), Play(other, 10));
        var turned = await Play(other, -10);

        Assert.That(stepped[0], Is.EqualTo(stepped[1]));
        Assert.That(await Play(one, 10), Is.Not.EqualTo(turned));
        Assert.That(one.Game!.Incarnation, Is.Not.EqualTo(other.Game!.Incarnation));

        static async Task<byte[]> Play(Env.Bridge.BridgeEnvironment environment, double yaw)
        {
            var seen = new List<byte>();
            for (var i = 0; i < 20; i++)
            {
                seen.AddRange(Bytes(await environment.StepAsync(new MinecraftAction(Buttons.Forward, 0, yaw), CancellationToken.None)));
            }

            return [.. seen];
        }
    }

    [Test]
    public async Task One_player_more_than_there_is_room_for_is_turned_away_until_another_leaves()
    {
        await using var server = await ServedWorld.ServeAsync(new WorldServerConfig { Environment = "flat", FrameSize = Size, Players = 1 });
        await using var late = ServedWorld.Join(server, Size);
        await using (var first = ServedWorld.Join(server, Size))
        {
            await first.ResetAsync(1, CancellationToken.None);
            Assert.That(
                async () => await late.ResetAsync(1, CancellationToken.None),
                Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("1 players are in session").And.Message.Contains("--players"));
            Assert.That((await first.StepAsync(MinecraftAction.Idle, CancellationToken.None)).Kind, Is.EqualTo(StepKind.Middle));
        }

        // The one who left has hung up; the server hears of it a moment later.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        EnvStep? step = null;
        while (step is null)
        {
            try
            {
                step = await late.ResetAsync(1, patience.Token);
            }
            catch (EnvironmentFaultException error) when (error.Message.Contains("in session", StringComparison.Ordinal))
            {
            }
        }

        Assert.That(step.Value.Kind, Is.EqualTo(StepKind.First));
    }

    [Test]
    public async Task A_socket_in_the_file_system_serves_too()
    {
        var path = Path.Combine(Path.GetTempPath(), $"rl-{Guid.NewGuid():N}.sock");
        await using (var server = await WorldServer.StartAsync(
            new WorldServerConfig { Environment = "flat", FrameSize = Size }, ListenAddress.Parse($"unix:{path}"), null, CancellationToken.None))
        {
            await using var served = new Env.Bridge.BridgeEnvironment(Size, new Env.Bridge.BridgeConfig { Address = server.Address }, TimeProvider.System);

            Assert.That((await served.ResetAsync(1, CancellationToken.None)).Kind, Is.EqualTo(StepKind.First));
            Assert.That(server.Address, Is.EqualTo($"unix:{path}"));
        }

        Assert.That(path, Does.Not.Exist);
    }

    [Test]
    public async Task A_port_in_use_is_refused_in_words()
    {
        await using var server = await ServedWorld.ServeAsync();

        Assert.That(
            async () => await WorldServer.StartAsync(new WorldServerConfig(), ListenAddress.Parse(server.Address), null, CancellationToken.None),
            Throws.InstanceOf<RunRefusedException>().With.Message.Contains(server.Address));
    }

    [Test]
    public void Settings_that_no_world_has_are_refused_by_value()
    {
        Assert.That(() => new WorldServerConfig { Environment = "moon" }.Validated(), Throws.ArgumentException.With.Message.Contains("'moon'"));
        Assert.That(() => new WorldServerConfig { Task = "gold" }.Validated(), Throws.ArgumentException.With.Message.Contains("'gold'"));
        Assert.That(() => new WorldServerConfig { Steps = 0 }.Validated(), Throws.ArgumentException.With.Message.Contains("Steps is 0"));
        Assert.That(() => new WorldServerConfig { FrameSize = new FrameSize(0, 5) }.Validated(), Throws.ArgumentException.With.Message.Contains("5x0"));
        Assert.That(() => new WorldServerConfig { Players = 0 }.Validated(), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Players"));
    }

    private static byte[] Bytes(EnvStep step) => step.Frame.ToArray();
}

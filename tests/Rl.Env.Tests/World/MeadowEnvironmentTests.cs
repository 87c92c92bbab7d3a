using System.Security.Cryptography;
using Rl.Env.Actions;
using Rl.Env.World;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class MeadowEnvironmentTests : EnvironmentContractTests
{
    /// <summary>Pinned: a change of this number is a change of the world, and of every trajectory recorded in it.</summary>
    private const ulong GoldenHash = 17503735403346316895;

    protected override IEnvironment Create(FrameSize size) => new VoxelWorld(size);

    [Test]
    public void Three_hundred_scripted_steps_end_in_the_pinned_state()
    {
        Assert.That(PlayScript(seed: 7, rendered: false), Is.EqualTo(GoldenHash));
    }

    /// <summary>Pinned before windows, animals and days came: what was learned in the meadow was learned from these pixels.</summary>
    [Test]
    public void A_thousand_frames_look_as_they_did_when_there_was_nothing_but_the_meadow()
    {
        using var frames = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var world = new VoxelWorld(FrameSize.Square(64));
        for (var seed = 7; seed < 12; seed++)
        {
            frames.AppendData(world.Reset(seed).Frame.Span);
            for (var i = 0; i < 200; i++)
            {
                var buttons = i % 50 < 25 ? Buttons.Forward | Buttons.Jump : Buttons.Attack;
                frames.AppendData(world.Step(new MinecraftAction(buttons, i % 20 < 10 ? -2 : 2, 5)).Frame.Span);
            }
        }

        Assert.That(Convert.ToHexString(frames.GetHashAndReset()), Does.StartWith("1641377FD16B5444"));
    }

    [Test]
    public void Rendering_changes_nothing_of_the_state()
    {
        Assert.That(PlayScript(seed: 8, rendered: true), Is.EqualTo(PlayScript(seed: 8, rendered: false)));
    }

    [Test]
    public void Different_seeds_end_in_different_states()
    {
        Assert.That(PlayScript(seed: 9, rendered: false), Is.Not.EqualTo(PlayScript(seed: 10, rendered: false)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_ordinary_step_allocates_nothing(bool rendered)
    {
        var player = new WorldDriver(new WorldConfig()) { World = { RenderEnabled = rendered } };
        player.Reset(seed: 4);
        player.Hold(Buttons.Forward | Buttons.Sprint, ticks: 60, yawPerTick: 3);

        using var allocations = new AllocationMeter();
        for (var i = 0; i < 400; i++)
        {
            // Attack is let go before even leaves give way: a block broken is remembered for good, and that is no ordinary step.
            var hands = i % 4 < 3 ? Buttons.Attack : Buttons.None;
            player.Step(i % 90 < 60 ? Buttons.Forward | Buttons.Sprint | Buttons.Jump : hands | Buttons.Left, 0.6, 3.2);
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    [Test]
    public void An_episode_starts_on_grass_with_a_tree_in_walking_distance()
    {
        var player = new WorldDriver(new WorldConfig()) { World = { RenderEnabled = false } };
        for (var seed = 0; seed < 12; seed++)
        {
            player.Reset(seed);
            var (x, y, z) = ((int)Math.Floor(player.Body.X), (int)player.Body.Y, (int)Math.Floor(player.Body.Z));

            Assert.That(player.World.Volume[x, y - 1, z], Is.EqualTo(Env.World.Blocks.BlockId.GrassBlock), $"seed {seed}");
            Assert.That(player.NearestLog(range: 26), Is.InRange(8.0, 26.0), $"seed {seed}");
        }
    }

    private static ulong PlayScript(long seed, bool rendered)
    {
        var player = new WorldDriver(new WorldConfig()) { World = { RenderEnabled = rendered } };
        player.Reset(seed);
        for (var i = 0; i < 300; i++)
        {
            var buttons = (i / 40 % 4) switch
            {
                0 => Buttons.Forward | Buttons.Sprint,
                1 => Buttons.Attack,
                2 => Buttons.Forward | Buttons.Jump | Buttons.Right,
                _ => Buttons.Attack | Buttons.Back,
            };
            player.Step(buttons, i < 20 ? 3.215369 : i % 7 == 0 ? -0.615394 : 0, i % 11 == 0 ? 10 : -0.615394);
        }

        return player.World.StateHash();
    }
}

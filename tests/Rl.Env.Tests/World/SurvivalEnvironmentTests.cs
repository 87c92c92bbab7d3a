using Rl.Env.Actions;
using Rl.Env.World;

namespace Rl.Env.Tests.World;

/// <summary>The whole game keeps every environment's promises, in all its worlds.</summary>
[TestFixture("survival")]
[TestFixture("compact")]
[TestFixture("flat")]
public sealed class SurvivalEnvironmentTests(string name) : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => EnvironmentCatalog.Create(name, size);

    [Test]
    public void The_same_actions_give_the_same_states_and_frames_on_any_thread()
    {
        var results = new ulong[3];
        Parallel.For(0, results.Length, i => results[i] = PlayScript(rendered: i > 0));

        Assert.That(results[1], Is.EqualTo(results[2]), "frames");
        Assert.That(PlayScript(rendered: false), Is.EqualTo(results[0]), "states");
    }

    /// <summary>Pinned: a change of one of these is a change of that world, and of every trajectory recorded in it.</summary>
    [Test]
    public void Six_hundred_restless_steps_end_in_the_pinned_state() => Assert.That(PlayScript(rendered: false), Is.EqualTo(name switch
    {
        "survival" => 15401235071586232929UL,
        "compact" => 17973492227694560627UL,
        _ => 11587618382891060659UL,
    }));

    [Test]
    public void An_ordinary_step_allocates_nothing()
    {
        var world = (VoxelWorld)Create(FrameSize.Square(64));
        world.Reset(4);
        for (var i = 0; i < 100; i++)
        {
            Walk(world, i);
        }

        using var allocations = new AllocationMeter();
        for (var i = 0; i < 400; i++)
        {
            Walk(world, i);
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static void Walk(VoxelWorld world, int i)
    {
        // Now and then the inventory is opened, looked at and closed.
        var keys = i % 50 is 20 or 40 ? Buttons.Inventory : Buttons.Forward | (i % 30 < 10 ? Buttons.Jump : Buttons.None);
        world.Step(new MinecraftAction(keys, 0.6 * ((i % 3) - 1), 3.2));
    }

    /// <summary>A hash of all states, and where rendered of all frames too.</summary>
    private ulong PlayScript(bool rendered)
    {
        var world = (VoxelWorld)Create(FrameSize.Square(64));
        world.RenderEnabled = rendered;
        world.Reset(6);
        var player = new RestlessPlayer(9);
        var hash = StateHasher.Seed;
        for (var i = 0; i < 600; i++)
        {
            var step = world.Step(player.Next(world.IsWindowOpen));
            hash = StateHasher.Mix(hash, world.StateHash());
            if (rendered)
            {
                foreach (var word in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(step.Frame.Span))
                {
                    hash = StateHasher.Mix(hash, word);
                }
            }
        }

        return hash;
    }
}

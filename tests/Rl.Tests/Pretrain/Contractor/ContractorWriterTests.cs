using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Experts;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Pretrain.Contractor;

namespace Rl.Tests.Pretrain.Contractor;

public sealed class ContractorWriterTests
{
    private const long Seed = 7;

    [TestCase(1ul)]
    [TestCase(2ul)]
    public async Task Any_legal_actions_come_back_as_they_were(ulong seed)
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(seed);
        var windows = 0;

        var played = await PlayAsync(folder["a.jsonl"], WorldConfig.Flat, 3_000, world =>
        {
            windows += world.IsWindowOpen ? 1 : 0;
            return RandomAction(random);
        });

        Assert.That(ContractorRecording.Read(folder["a.jsonl"]).Select(step => step.Action), Is.EqualTo(played.Actions));
        Assert.That(windows, Is.InRange(500, 2_500), "ticks with a window open");
    }

    [Test]
    public async Task An_experts_episode_comes_back_with_windows_and_cursor()
    {
        using var folder = new TemporaryFolder();
        Prospector? prospector = null;

        var played = await PlayAsync(folder["a.jsonl"], WorldConfig.Compact, 1_500, world =>
        {
            if (prospector is null)
            {
                prospector = new Prospector(world);
                prospector.Reset(Seed);
            }

            return JointActionCodec.Decode(JointActionCodec.Encode(prospector.Act()));
        });

        var steps = ContractorRecording.Read(folder["a.jsonl"]).ToArray();
        Assert.That(steps.Select(step => step.Action), Is.EqualTo(played.Actions));
        Assert.That(steps.Select(step => step.Joint), Is.EqualTo(played.Actions.Select(JointActionCodec.Encode)));
        Assert.That(steps.Select(step => step.IsGuiOpen), Is.EqualTo(played.Seen.Select(seen => seen.IsGuiOpen)));
        Assert.That(steps.Count(step => step.IsGuiOpen), Is.GreaterThan(20), "ticks with a window open");
        Assert.That(
            steps.Select(step => RecorderScale.ToFrame(step.Cursor!.Value, FrameSize.Native)),
            Is.EqualTo(played.Seen.Select(seen => ((int)seen.Cursor.X, (int)seen.Cursor.Y))),
            "the cursor's pixel in the frame");
    }

    [Test]
    public async Task An_attack_that_is_held_from_the_start_does_not_look_stuck()
    {
        using var folder = new TemporaryFolder();

        await PlayAsync(folder["a.jsonl"], WorldConfig.Flat, 3, _ => new MinecraftAction(Buttons.Attack, 0, 0));

        foreach (var mode in (ContractorMode[])[ContractorMode.Corrected, ContractorMode.Reference])
        {
            var steps = ContractorRecording.Read(folder["a.jsonl"], new ContractorOptions { Mode = mode });
            Assert.That(steps.Select(step => step.Buttons), Is.All.EqualTo(Buttons.Attack), $"{mode}");
        }
    }

    [Test]
    public async Task A_line_has_the_recorders_fields_and_scales()
    {
        using var folder = new TemporaryFolder();
        Buttons[] buttons = [Buttons.Inventory, Buttons.None, Buttons.Use | Buttons.Attack | Buttons.Hotbar3 | Buttons.Sneak];
        var played = await PlayAsync(
            folder["a.jsonl"], WorldConfig.Flat, 3, world => new MinecraftAction(buttons[world.Tick], PitchDegrees: 1.5, YawDegrees: -3));

        var lines = File.ReadLines(folder["a.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var golden = JsonDocument.Parse(File.ReadLines(GoldenRecordings.PathOf("basic")).First()).RootElement;
        Assert.That(Fields(lines[2]), Is.EqualTo(Fields(golden)));
        Assert.That(Fields(lines[2].GetProperty("mouse")), Is.EqualTo(Fields(golden.GetProperty("mouse"))));
        Assert.That(Fields(lines[2].GetProperty("keyboard")), Is.EqualTo(Fields(golden.GetProperty("keyboard"))));

        Assert.That(GoldenRecordings.Strings(lines[0].GetProperty("keyboard").GetProperty("keys")), Is.EqualTo(new[] { "key.keyboard.e" }));
        Assert.That(lines.Select(line => line.GetProperty("isGuiInventory").GetBoolean()), Is.EqualTo(new[] { false, true, true }));
        var mouse = lines[2].GetProperty("mouse");
        Assert.That(mouse.GetProperty("dx").GetRawText(), Is.EqualTo("-20.0"));
        Assert.That(mouse.GetProperty("dy").GetRawText(), Is.EqualTo("10.0"));
        Assert.That(GoldenRecordings.Numbers(mouse.GetProperty("newButtons")), Is.EqualTo(new double[] { 0, 1 }));

        // The window opened in tick 0; in tick 1 the cursor went 3 / 360 of 2400 pixels to the left on a screen of 640 columns.
        Assert.That(mouse.GetProperty("x").GetDouble(), Is.EqualTo((320 - 20) * 2).Within(1e-9));
        Assert.That(mouse.GetProperty("y").GetDouble(), Is.EqualTo((180 + 10) * 2).Within(1e-9));
        Assert.That(lines.Select(line => line.GetProperty("yaw").GetSingle()), Is.EqualTo(played.Seen.Select(seen => seen.LocationStats.Yaw)));
        Assert.That(lines.Select(line => line.GetProperty("tick").GetInt64()), Is.EqualTo(new long[] { 0, 1, 2 }));
    }

    [Test]
    public async Task The_hotbar_is_written_as_the_action_left_it()
    {
        using var folder = new TemporaryFolder();
        await PlayAsync(folder["a.jsonl"], WorldConfig.Flat, 2, world => new MinecraftAction(world.Tick == 1 ? Buttons.Hotbar3 : Buttons.None, 0, 0));

        var hotbar = File.ReadLines(folder["a.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("hotbar").GetInt32());

        Assert.That(hotbar, Is.EqualTo(new[] { 0, 2 }));
    }

    [Test]
    public async Task What_the_format_cannot_tell_is_refused_and_leaves_no_line()
    {
        using var folder = new TemporaryFolder();
        await using var world = new VoxelWorld(FrameSize.Square(8), WorldConfig.Flat);
        await world.ResetAsync(Seed, CancellationToken.None);
        var seen = world.Observe();
        using var writer = new ContractorWriter(folder["a.jsonl"], seen);
        writer.Append(MinecraftAction.Idle, seen);

        Assert.That(() => writer.Append(new MinecraftAction(Buttons.None, 1e-10, 0), seen), Throws.InstanceOf<ArgumentException>().With.Message.Contains("camera motion"));
        Assert.That(() => writer.Append(new MinecraftAction(Buttons.None, 0, 181), seen), Throws.InstanceOf<ArgumentException>().With.Message.Contains("camera motion"));
        Assert.That(() => writer.Append(new MinecraftAction(Buttons.None, 0, double.NaN), seen), Throws.InstanceOf<ArgumentException>().With.Message.Contains("camera motion"));
        Assert.That(() => writer.Append(new MinecraftAction((Buttons)(1 << 20), 0, 0), seen), Throws.InstanceOf<ArgumentException>().With.Message.Contains("0x100000"));
        Assert.That(
            () => writer.Append(MinecraftAction.Idle, seen with { SelectedSlot = 4 }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("from slot 0 to 4 without its key"));
        writer.Complete();
        Assert.That(ContractorRecording.Read(folder["a.jsonl"]).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_recording_that_is_not_completed_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var world = new VoxelWorld(FrameSize.Square(8), WorldConfig.Flat);
        await world.ResetAsync(Seed, CancellationToken.None);

        using (var writer = new ContractorWriter(folder["a.jsonl"], world.Observe()))
        {
            writer.Append(MinecraftAction.Idle, world.Observe());
            Assert.That(File.Exists(folder["a.jsonl"]), Is.False, "not before it is complete");
        }

        Assert.That(Directory.GetFiles(folder.Root), Is.Empty);
    }

    private static string[] Fields(JsonElement element) => [.. element.EnumerateObject().Select(field => field.Name)];

    private static MinecraftAction RandomAction(SeededRandom random)
    {
        // Every button now and then; each motion a bin's centre, a whole pixel, or any float64.
        var buttons = Buttons.None;
        for (var bit = 0; bit < 20; bit++)
        {
            buttons |= random.Next(bit == 10 ? 40 : 6) == 0 ? (Buttons)(1 << bit) : Buttons.None;
        }

        return new MinecraftAction(buttons, RandomMotion(random), RandomMotion(random));
    }

    private static double RandomMotion(SeededRandom random) => random.Next(5) switch
    {
        0 => 0,
        1 => CameraQuantizer.Default.ToDegrees(random.Next(11)),
        2 => (random.Next(201) - 100) * 0.15,
        3 => (random.NextDouble() - 0.5) * 360,
        _ => (random.Next(2) - 0.5) * Math.Pow(10, -8 * random.NextDouble()),
    };

    private static async Task<(List<MinecraftAction> Actions, List<WorldObservation> Seen)> PlayAsync(
        string path, WorldConfig config, int ticks, Func<VoxelWorld, MinecraftAction> act)
    {
        await using var world = new VoxelWorld(FrameSize.Square(8), config) { RenderEnabled = false };
        await world.ResetAsync(Seed, CancellationToken.None);
        var (actions, seen) = (new List<MinecraftAction>(), new List<WorldObservation> { world.Observe() });
        using var writer = new ContractorWriter(path, seen[0]);
        for (var tick = 0; tick < ticks; tick++)
        {
            actions.Add(act(world));
            await world.StepAsync(actions[tick], CancellationToken.None);
            seen.Add(world.Observe());
            writer.Append(actions[tick], seen[tick + 1]);
        }

        writer.Complete();
        seen.RemoveAt(ticks);
        return (actions, seen);
    }
}

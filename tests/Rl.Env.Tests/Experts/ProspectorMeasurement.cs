using System.Globalization;
using Rl.Env.Experts;
using Rl.Env.Seeds;
using Rl.Env.Tests.World;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.Experts;

/// <summary>
/// How far prospectors come, seed by seed. Not part of the suite; run it by name, and set what to play after a double dash:
/// <c>TestRunParameters.Parameter(name="landscape", value="Compact")</c>, <c>seeds</c>, <c>first</c>, <c>ticks</c>, <c>events</c>.
/// </summary>
[TestFixture]
[Explicit("Measures; checks nothing.")]
public sealed class ProspectorMeasurement
{
    private static readonly string[] Milestones =
    [
        "oak_log|birch_log|spruce_log", "torch", "crafting_table", "wooden_pickaxe", "cobblestone", "stone_pickaxe", "furnace", "iron_ore", "iron_ingot",
        "iron_pickaxe", "diamond", "diamond_pickaxe",
    ];

    [Test]
    public void Milestones_of_each_seed()
    {
        var landscape = Enum.Parse<Landscape>(TestContext.Parameters.Get("landscape", "Compact")!);
        var seeds = TestContext.Parameters.Get("seeds", 10);
        var first = TestContext.Parameters.Get("first", (int)SeedRule.EvaluationBase);
        var ticks = TestContext.Parameters.Get("ticks", landscape == Landscape.Compact ? 6000 : 24000);
        var player = new WorldDriver(WorldConfig.Faithful with { Landscape = landscape });
        var expert = new Prospector(player.World);
        var spent = new Dictionary<string, int>();
        var arrivals = new List<int>[Milestones.Length];
        for (var i = 0; i < arrivals.Length; i++)
        {
            arrivals[i] = [];
        }

        TestContext.Out.WriteLine($"{"seed",-8} log torch table wood cobble stone furnace ore ingot iron diamond done | deaths y last subgoal");
        for (var seed = first; seed < first + seeds; seed++)
        {
            var reached = Play(player, expert, seed, ticks, spent);
            for (var i = 0; i < reached.Length; i++)
            {
                if (reached[i] > 0)
                {
                    arrivals[i].Add(reached[i]);
                }
            }

            TestContext.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{seed,-8} {string.Join(' ', reached.Select(tick => tick > 0 ? tick.ToString(CultureInfo.InvariantCulture) : "-"))} | {player.World.Deaths} {player.Body.Y:F0} {expert.Subgoal}"));
        }

        for (var i = 0; i < arrivals.Length; i++)
        {
            arrivals[i].Sort();
            var median = arrivals[i].Count > 0 ? arrivals[i][arrivals[i].Count / 2] : 0;
            TestContext.Out.WriteLine($"{Milestones[i],-30} {arrivals[i].Count} of {seeds}, median tick {median}");
        }

        foreach (var (subgoal, sum) in spent.OrderByDescending(entry => entry.Value))
        {
            TestContext.Out.WriteLine($"{subgoal,-30} {sum / seeds} ticks a seed");
        }
    }

    private static int[] Play(WorldDriver player, Prospector expert, int seed, int ticks, Dictionary<string, int> spent)
    {
        var traced = TestContext.Parameters.Get("events", 0);
        player.Reset(seed);
        expert.Reset(seed);
        expert.SubgoalChanged = traced > 0
            ? change => TestContext.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {change.Tick,6} {change.Subgoal} at {player.Body.X:F1} {player.Body.Y:F1} {player.Body.Z:F1}"))
            : null;
        var reached = new int[Milestones.Length];
        var deaths = 0;
        var before = (X: 0.0, Y: 0.0, Z: 0.0, State: "");
        var visited = new HashSet<(int, int, int)>();
        for (var tick = 1; tick <= ticks && reached[^1] == 0; tick++)
        {
            var action = expert.Act();
            spent[expert.Subgoal] = spent.GetValueOrDefault(expert.Subgoal) + 1;
            player.Step(action.Buttons, action.PitchDegrees, action.YawDegrees);
            for (var i = 0; i < reached.Length; i++)
            {
                if (reached[i] == 0 && Milestones[i].Split('|').Any(player.Gained.ContainsKey))
                {
                    reached[i] = tick;
                }
            }

            if (player.World.Deaths > deaths)
            {
                deaths = player.World.Deaths;
                TestContext.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"  died at tick {tick} at {before.X:F1} {before.Y:F1} {before.Z:F1}, {expert.Subgoal}: {before.State}"));
            }

            before = (player.Body.X, player.Body.Y, player.Body.Z, string.Create(
                CultureInfo.InvariantCulture,
                $"health {player.World.Health} fall {player.Body.FallDistance:F1} lava {player.Body.InLava} burning {player.World.Vitals.IsBurning} air {player.World.Air} smothered {player.Body.IsSmothered} food {player.World.Food}"));
            visited.Add(((int)Math.Floor(player.Body.X), (int)Math.Floor(player.Body.Y), (int)Math.Floor(player.Body.Z)));
            if (traced > 1 && tick % traced == 0)
            {
                TestContext.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {tick,6} {player.Body.X:F2} {player.Body.Y:F2} {player.Body.Z:F2} yaw {player.Body.Yaw:F0} pitch {player.Body.Pitch:F0} {action.Buttons} {action.PitchDegrees:F1} {action.YawDegrees:F1} {Target(player)} {Window(player)} {Carried(player)}"));
            }
        }

        TestContext.Out.WriteLine($"  left behind: {LeftBehind(player, visited, BlockId.IronOre)} iron, {LeftBehind(player, visited, BlockId.DiamondOre)} diamond ore");
        return reached;
    }

    private static string Window(WorldDriver player)
    {
        var view = player.World.Window;
        return view.Kind == WindowKind.Furnace
            ? $"Furnace in {view.Slots[0].Item}*{view.Slots[0].Count} fuel {view.Slots[1].Item}*{view.Slots[1].Count} out {view.Slots[2].Count} burn {view.BurnLeft} cook {view.CookProgress} on {view.Carried.Item}*{view.Carried.Count}"
            : view.Kind.ToString();
    }

    private static string Target(WorldDriver player) =>
        player.World.Volume.RayCast((player.Body.X, player.Body.EyeY, player.Body.Z), player.Body.Look(), 4.5, throughFluids: true, out var hit)
            ? string.Create(CultureInfo.InvariantCulture, $"{hit.Block} {hit.X},{hit.Y},{hit.Z} {hit.Face} {hit.Distance:F2}")
            : "-";

    private static string Carried(WorldDriver player) =>
        string.Join(' ', player.World.Inventory.Slots.ToArray().Select((stack, slot) => stack.IsEmpty ? "" : $"{slot}:{stack.Item}*{stack.Count}").Where(text => text.Length > 0));

    /// <summary>Ores that lie open within two blocks of the way gone.</summary>
    private static int LeftBehind(WorldDriver player, HashSet<(int X, int Y, int Z)> visited, BlockId ore)
    {
        var found = new HashSet<(int, int, int)>();
        foreach (var (x, y, z) in visited)
        {
            for (var i = 0; i < 5 * 6 * 5; i++)
            {
                var (cx, cy, cz) = (x - 2 + (i % 5), y - 2 + (i / 25), z - 2 + (i / 5 % 5));
                var isOpen = player.IsAir(cx + 1, cy, cz) || player.IsAir(cx - 1, cy, cz) || player.IsAir(cx, cy + 1, cz) || player.IsAir(cx, cy - 1, cz)
                    || player.IsAir(cx, cy, cz + 1) || player.IsAir(cx, cy, cz - 1);
                if (isOpen && player.World.Volume[cx, cy, cz] == ore)
                {
                    found.Add((cx, cy, cz));
                }
            }
        }

        return found.Count;
    }
}

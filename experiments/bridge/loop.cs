// The loop of `python3 -m rl_bridge.world`, in process: dotnet run -c Release experiments/bridge/loop.cs -- [--num-envs N] [--frame-size 64 or 640x360]
// The same world and actions step by step, one thread, worlds in turns; resets are counted, warm-up is left out.
#:project ../../src/Rl.Env/Rl.Env.csproj
#:property PublishAot=false
using System.Diagnostics;
using System.Globalization;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Tasks;

const int WarmUp = 500;
var worldName = Option("--env", "compact");
var count = int.Parse(Option("--num-envs", "1"), CultureInfo.InvariantCulture);
var steps = int.Parse(Option("--steps", "2000"), CultureInfo.InvariantCulture);
var episode = int.Parse(Option("--episode", "1200"), CultureInfo.InvariantCulture);
var sides = Option("--frame-size", "64").Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray();
var size = new FrameSize(sides[^1], sides[0]);

var worlds = Enumerable.Range(0, count).Select(_ => new TaskEnvironment(EnvironmentCatalog.Create(worldName, size), new TaskConfig { EpisodeSteps = episode })).ToArray();
var seed = 1L;
foreach (var world in worlds)
{
    await world.ResetAsync(seed++, CancellationToken.None);
}

await PlayAsync(WarmUp);
var started = Stopwatch.GetTimestamp();
await PlayAsync(steps);
var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
foreach (var world in worlds)
{
    await world.DisposeAsync();
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{worldName} {size}, {count} in turns: {count * steps / seconds:F0} steps/s ({count} x {steps} steps in {seconds:F1} s)"));

async Task PlayAsync(int steps)
{
    for (var step = 0; step < steps; step++)
    {
        foreach (var world in worlds)
        {
            if ((await world.StepAsync(Wander(step), CancellationToken.None)).Kind == StepKind.Last)
            {
                await world.ResetAsync(seed++, CancellationToken.None);
            }
        }
    }
}

// As `_wander` in bridge/rl_bridge/world.py.
static MinecraftAction Wander(int step)
{
    var buttons = Buttons.Forward | Buttons.Jump;
    buttons |= step / 40 % 2 == 1 ? Buttons.Sprint : Buttons.None;
    buttons |= step / 30 % 4 == 0 ? Buttons.Attack : Buttons.None;
    return new MinecraftAction(buttons, 0, 1.6 * ((step / 20 % 5) - 2));
}

string Option(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

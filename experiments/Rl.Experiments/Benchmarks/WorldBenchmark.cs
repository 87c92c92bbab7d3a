using System.Diagnostics;
using System.Globalization;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Experts;
using Rl.Env.World;

namespace Rl.Experiments.Benchmarks;

/// <summary>
/// Measures the embedded world. In <c>survival</c> and <c>compact</c> an expert's episodes are played first, undrawn, and then replayed action by
/// action under the clock, so that all parts of the road count and the expert's own thinking does not; elsewhere somebody wanders about.
/// </summary>
public sealed class WorldBenchmark(string name, TimeSpan time)
{
    private const int WanderedSteps = 1200;
    private const int ExpertSteps = 6000;
    private const int ExpertEpisodes = 4;
    private static readonly FrameSize[] Sizes = [FrameSize.Square(64), FrameSize.Square(128), FrameSize.Native];
    private static readonly int[] Crowds = [1, 8, 32];

    private readonly WorldBenchmarkResult _result = new();

    /// <summary>Who plays, in words.</summary>
    public string Play => HasExpert ? $"{ExpertEpisodes} episodes of the expert's replayed" : $"a wanderer, episodes of {WanderedSteps} steps";

    private bool HasExpert => name is "survival" or "compact";

    /// <summary>Measures everything; tells of each figure as it is found.</summary>
    public async Task<WorldBenchmarkResult> RunAsync(Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var episodes = await EpisodesAsync(cancellation).ConfigureAwait(false);
        foreach (var size in Sizes)
        {
            var world = (VoxelWorld)EnvironmentCatalog.Create(name, size);
            await using var _ = world.ConfigureAwait(false);
            await MeasureAsync(world, episodes, TimeSpan.FromSeconds(Math.Min(2, time.TotalSeconds)), cancellation).ConfigureAwait(false);
            await MeasureAsync(world, episodes, time, cancellation).ConfigureAwait(false);
            var key = size.ToString();
            var windows = _result.WindowStepsPerSecond.TryGetValue(key, out var inWindow)
                ? Text($"; window open {inWindow:N0}, world {_result.WorldStepsPerSecond[key]:N0}")
                : "";
            report(Text($"{key,-8} {_result.StepsPerSecond[key],9:N0} steps/s{windows}"));
            if (size == Sizes[0])
            {
                _result.ResetMilliseconds = await MedianResetAsync(world, cancellation).ConfigureAwait(false);
                _result.AllocatedBytesPerStep = await AllocatedPerStepAsync(world, cancellation).ConfigureAwait(false);
            }
        }

        report(Text($"fresh world {_result.ResetMilliseconds:F1} ms (median), {_result.AllocatedBytesPerStep:F1} bytes allocated a step"));
        foreach (var crowd in Crowds)
        {
            await MeasureCrowdAsync(crowd, episodes, cancellation).ConfigureAwait(false);
            report(Text($"{crowd,2} environments in turns: {_result.Scaling[Text($"{crowd}")],9:N0} steps/s at {Sizes[0]}"));
        }

        report(Text($"{_result.MebibytesPerEnvironment:F1} MiB an environment"));
        return _result;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The actions of the episodes to replay, with their worlds' seeds.</summary>
    private async Task<List<(long Seed, MinecraftAction[] Actions)>> EpisodesAsync(CancellationToken cancellation)
    {
        var episodes = new List<(long, MinecraftAction[])>();
        for (var seed = 1L; seed <= ExpertEpisodes; seed++)
        {
            if (!HasExpert)
            {
                var wanderer = new Wanderer((ulong)seed);
                episodes.Add((seed, [.. Enumerable.Range(0, WanderedSteps).Select(_ => wanderer.Next())]));
                continue;
            }

            var world = (VoxelWorld)EnvironmentCatalog.Create(name, Sizes[0]);
            await using var _ = world.ConfigureAwait(false);
            world.RenderEnabled = false;
            await world.ResetAsync(seed, cancellation).ConfigureAwait(false);
            var expert = new Prospector(world);
            expert.Reset(seed);
            var actions = new MinecraftAction[ExpertSteps];
            for (var i = 0; i < actions.Length; i++)
            {
                actions[i] = expert.Act();
                await world.StepAsync(actions[i], cancellation).ConfigureAwait(false);
            }

            episodes.Add((seed, actions));
        }

        return episodes;
    }

    private async Task MeasureAsync(VoxelWorld world, List<(long Seed, MinecraftAction[] Actions)> episodes, TimeSpan time, CancellationToken cancellation)
    {
        var (windowSteps, worldSteps, windowTicks, worldTicks, resetTicks) = (0L, 0L, 0L, 0L, 0L);
        var limit = (long)(time.TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; windowTicks + worldTicks + resetTicks < limit; i = (i + 1) % episodes.Count)
        {
            var last = Stopwatch.GetTimestamp();
            await world.ResetAsync(episodes[i].Seed, cancellation).ConfigureAwait(false);
            var now = Stopwatch.GetTimestamp();
            resetTicks += now - last;
            foreach (var action in episodes[i].Actions)
            {
                last = now;
                await world.StepAsync(action, cancellation).ConfigureAwait(false);
                now = Stopwatch.GetTimestamp();
                if (world.IsWindowOpen)
                {
                    windowSteps++;
                    windowTicks += now - last;
                }
                else
                {
                    worldSteps++;
                    worldTicks += now - last;
                }

                if (windowTicks + worldTicks + resetTicks >= limit)
                {
                    break;
                }
            }
        }

        var key = world.FrameSize.ToString();
        _result.StepsPerSecond[key] = Rate(windowSteps + worldSteps, windowTicks + worldTicks + resetTicks);
        _result.WorldStepsPerSecond[key] = Rate(worldSteps, worldTicks);
        if (windowSteps > 0)
        {
            _result.WindowStepsPerSecond[key] = Rate(windowSteps, windowTicks);
        }

        static double Rate(long steps, long ticks) => steps / ((double)ticks / Stopwatch.Frequency);
    }

    /// <summary>
    /// Steps several environments in turns, each replaying its episode from the start. A lone environment replays one episode after the other, so
    /// that the same steps of the same play are compared.
    /// </summary>
    private async Task MeasureCrowdAsync(int crowd, List<(long Seed, MinecraftAction[] Actions)> episodes, CancellationToken cancellation)
    {
        var before = MemoryInUse();
        var worlds = Enumerable.Range(0, crowd).Select(_ => (VoxelWorld)EnvironmentCatalog.Create(name, Sizes[0])).ToArray();
        var sittings = Math.Max(1, episodes.Count / crowd);
        var steps = Math.Min(episodes[0].Actions.Length, (int)(_result.StepsPerSecond[Sizes[0].ToString()] * time.TotalSeconds / Crowds[^1]));
        var clock = new Stopwatch();
        for (var sitting = 0; sitting < sittings; sitting++)
        {
            for (var i = 0; i < crowd; i++)
            {
                await worlds[i].ResetAsync(episodes[(sitting + i) % episodes.Count].Seed, cancellation).ConfigureAwait(false);
            }

            _result.MebibytesPerEnvironment = (MemoryInUse() - before) / crowd / (1024.0 * 1024.0);
            clock.Start();
            for (var position = 0; position < steps; position++)
            {
                for (var i = 0; i < crowd; i++)
                {
                    await worlds[i].StepAsync(episodes[(sitting + i) % episodes.Count].Actions[position], cancellation).ConfigureAwait(false);
                }
            }

            clock.Stop();
        }

        _result.Scaling[Text($"{crowd}")] = (double)crowd * steps * sittings / clock.Elapsed.TotalSeconds;
        foreach (var world in worlds)
        {
            await world.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static double MemoryInUse()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static async Task<double> MedianResetAsync(VoxelWorld world, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var seed = 100; seed < 131; seed++)
        {
            var start = Stopwatch.GetTimestamp();
            await world.ResetAsync(seed, cancellation).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<double> AllocatedPerStepAsync(VoxelWorld world, CancellationToken cancellation)
    {
        const int steps = 1000;
        var player = new Wanderer(3);
        await world.ResetAsync(3, cancellation).ConfigureAwait(false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < steps; step++)
        {
            await world.StepAsync(player.Next(), cancellation).ConfigureAwait(false);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
    }
}

using Rl.Env.Actions;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class EpisodeStepsTests
{
    private static readonly CloningConfig Config = new();

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(21)]
    public async Task A_step_is_left_out_exactly_where_it_is_idle_in_a_rest_that_is_long_enough(int minNullRun)
    {
        using var folder = new TemporaryFolder();
        foreach (var episode in (await RecordRestsAsync(folder["data"])).Episodes)
        {
            var kept = Kept(episode, Config with { MinNullRun = minNullRun });

            for (var step = 0; step < episode.Steps; step++)
            {
                Assert.That(!kept.Contains(step), Is.EqualTo(RestAround(episode, step) >= minNullRun), $"step {step}");
            }

            Assert.That(kept, Is.Ordered.Ascending);
        }
    }

    [Test]
    public async Task The_longer_a_rest_has_to_be_the_more_steps_are_kept_up_to_all()
    {
        using var folder = new TemporaryFolder();
        var episode = (await RecordRestsAsync(folder["data"])).Episodes[0];
        var unfiltered = Kept(episode, Config with { FilterNulls = false });
        var before = Kept(episode, Config);

        Assert.That(unfiltered, Is.EqualTo(Enumerable.Range(0, episode.Steps)));
        for (var minNullRun = 2; minNullRun <= episode.Steps + 1; minNullRun++)
        {
            var kept = Kept(episode, Config with { MinNullRun = minNullRun });
            Assert.That(before, Is.SubsetOf(kept), $"from {minNullRun - 1} to {minNullRun}");
            before = kept;
        }

        Assert.That(before, Is.EqualTo(unfiltered));
    }

    [Test]
    public async Task Limits_take_the_first_steps_and_episodes_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var episodes = (await RecordRestsAsync(folder["data"])).Episodes;

        var half = EpisodeSteps.Limited(episodes, Config with { MaxSteps = 130 });
        var two = EpisodeSteps.Limited(episodes, Config with { MaxEpisodes = 2 });
        var both = EpisodeSteps.Limited(episodes, Config with { MaxEpisodes = 1, MaxSteps = 130 });

        // Three episodes of a hundred steps.
        Assert.That(half.Select(steps => (steps.Episode, steps.Length)), Is.EqualTo(new[] { (episodes[0], 100), (episodes[1], 30) }));
        Assert.That(Steps(half[1]), Is.EqualTo(Kept(episodes[1], Config).Where(step => step < 30)));
        Assert.That(two.Select(steps => (steps.Episode, steps.Length)), Is.EqualTo(new[] { (episodes[0], 100), (episodes[1], 100) }));
        Assert.That(both.Select(steps => (steps.Episode, steps.Length)), Is.EqualTo(new[] { (episodes[0], 100) }));
    }

    /// <summary>Idle steps in a row around one, itself counted; 0 where something is done.</summary>
    private static int RestAround(RecordedEpisode episode, int step)
    {
        if (!episode.IsNull(step))
        {
            return 0;
        }

        var (first, last) = (step, step);
        while (first > 0 && episode.IsNull(first - 1))
        {
            first--;
        }

        while (last < episode.Steps - 1 && episode.IsNull(last + 1))
        {
            last++;
        }

        return last - first + 1;
    }

    private static int[] Kept(RecordedEpisode episode, CloningConfig config) => Steps(new EpisodeSteps(episode, config, episode.Steps));

    private static int[] Steps(EpisodeSteps steps) => [.. Enumerable.Range(0, steps.Count).Select(i => steps[i])];

    /// <summary>Three episodes of a hundred steps, with rests of 1 to 25 steps at other places in each.</summary>
    private static Task<RecordingStore> RecordRestsAsync(string directory)
    {
        var config = Recordings.Config with { Episodes = 3, EpisodeSteps = 100, Threads = 1 };
        return new DataRecorder(config, Open, TimeProvider.System).RecordAsync(directory, null, CancellationToken.None);

        ExpertPlay Open()
        {
            var play = Recordings.Open(config);
            var random = new Rl.Env.Seeds.SeededRandom(0);
            var (isResting, left) = (false, 0);
            return play with
            {
                Reset = seed =>
                {
                    random.Reseed((ulong)seed);
                    (isResting, left) = (false, 0);
                },
                Act = () =>
                {
                    if (left-- == 0)
                    {
                        isResting = !isResting;
                        left = (isResting ? random.Next(3) == 0 ? 20 + random.Next(6) : 1 + random.Next(5) : 1 + random.Next(4)) - 1;
                    }

                    return isResting ? MinecraftAction.Idle : new MinecraftAction(Buttons.Attack, 0, 0);
                },
            };
        }
    }
}

using Rl.Env;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Protocol;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class ActorTests
{
    private static readonly TrainingConfig Config = TinyRun.Config with
    {
        Task = new TaskConfig { EpisodeSteps = 100 },
        EnvironmentsPerWorker = 1,
        SlotsPerFragment = 6,
    };

    [Test]
    public async Task A_terminated_episode_fills_a_slot_for_its_last_frame_and_the_restart_takes_the_next()
    {
        var fragments = await Play(2, Config, _ => new ScriptedEnvironment(Config.FrameSize) { TerminatesAt = 3 }).ConfigureAwait(false);

        using var fragment = fragments[0];
        Assert.That(Enumerable.Range(0, 7).Select(slot => fragment.Frame(slot)[0]), Is.EqualTo(new byte[] { 0, 1, 2, 3, 0, 1, 2 }));
        Assert.That(fragment.First.ToArray(), Is.EqualTo(new byte[] { 1, 0, 0, 0, 1, 0 }));
        Assert.That(fragment.Valid.ToArray(), Is.EqualTo(new byte[] { 1, 1, 1, 0, 1, 1 }));
        Assert.That(fragment.Rewards.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 0, 1, 2 }));
        Assert.That(fragment.Discounts.ToArray(), Is.EqualTo(new float[] { 1, 1, 0, 0, 1, 1 }));
        Assert.That(fragment.Values[3], Is.Zero);
        Assert.That(fragment.LogProbabilities[3], Is.Zero);
        Assert.That(fragment.LogProbabilities[0], Is.Negative);
        fragments[1].Dispose();
    }

    [Test]
    public async Task A_truncated_episodes_last_frame_is_valued()
    {
        var config = Config with { Task = new TaskConfig { EpisodeSteps = 3 } };
        using var policy = Biased(config);

        var fragments = await Play(1, config, _ => new ScriptedEnvironment(config.FrameSize), policy).ConfigureAwait(false);

        using var fragment = fragments[0];
        Assert.That(fragment.Valid[3], Is.Zero);
        Assert.That(fragment.Discounts[2], Is.EqualTo(1));
        Assert.That(fragment.Values[3], Is.Not.Zero);
    }

    [Test]
    public async Task The_next_fragment_begins_with_the_frame_and_value_that_bootstrapped_the_last()
    {
        using var policy = Biased(Config);

        var fragments = await Play(2, Config, _ => new ScriptedEnvironment(Config.FrameSize), policy).ConfigureAwait(false);

        using var first = fragments[0];
        using var second = fragments[1];
        Assert.That(second.Frame(0)[0], Is.EqualTo(first.Frame(6)[0]));
        Assert.That(second.Values[0], Is.EqualTo(first.Values[6]).And.Not.Zero);
        Assert.That(second.Header.Sequence, Is.EqualTo(first.Header.Sequence + 1));
        Assert.That(second.Header.Incarnation, Is.EqualTo(first.Header.Incarnation));
    }

    [Test]
    public async Task A_finished_episode_tells_its_return_length_and_world()
    {
        var environment = new ScriptedEnvironment(Config.FrameSize) { TerminatesAt = 3 };

        var fragments = await Play(1, Config, _ => environment).ConfigureAwait(false);

        using var fragment = fragments[0];
        var episode = fragment.Header.FinishedEpisodes.Single();
        Assert.That((episode.Return, episode.Length, episode.WorldSeed), Is.EqualTo((6.0, 3, environment.Seeds[0])));
    }

    [Test]
    public async Task A_fault_discards_the_open_fragment_and_begins_a_new_incarnation()
    {
        var made = new List<ScriptedEnvironment>();
        var heard = new List<string>();
        using var policy = new VptPolicy(Config.Policy, 1);
        await using var actor = new Actor(Config, new ActorIdentity(0, 0, 5), policy, Factory(Config, _ => Make()), TimeProvider.System, heard.Add);
        var completed = new List<Fragment>();

        while (completed.Count < 2)
        {
            await actor.AdvanceAsync(completed, CancellationToken.None).ConfigureAwait(false);
        }

        using var before = completed[0];
        using var after = completed[1];
        Assert.That(made, Has.Count.EqualTo(2));
        Assert.That(heard, Is.EqualTo(new[] { "The script says so." }));
        Assert.That((actor.Counters.Timeouts, actor.Counters.FragmentsDiscarded), Is.EqualTo((1L, 1L)));
        Assert.That(after.Header.Incarnation, Is.Not.EqualTo(before.Header.Incarnation));
        Assert.That((before.Header.Sequence, after.Header.Sequence), Is.EqualTo((0L, 0L)));
        Assert.That(Enumerable.Range(0, 6).Select(slot => after.Frame(slot)[0]), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4, 5 }));

        ScriptedEnvironment Make()
        {
            var isFirst = made.Count == 0;
            made.Add(new ScriptedEnvironment(Config.FrameSize) { Fails = steps => isFirst && steps == 8 });
            return made[^1];
        }
    }

    [Test]
    public async Task An_environment_that_fails_again_and_again_ends_the_actor()
    {
        using var policy = new VptPolicy(Config.Policy, 1);
        await using var actor = new Actor(
            Config, new ActorIdentity(0, 0, 5), policy, Factory(Config, _ => new ScriptedEnvironment(Config.FrameSize.Height == 64 ? new FrameSize(8, 8) : default)),
            new HastyTime());

        await Assert.ThrowsAsync<EnvironmentFaultException>(async () => await actor.AdvanceAsync([], CancellationToken.None).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    [Test]
    public async Task Environments_that_take_their_time_play_at_the_same_time()
    {
        var config = Config with { EnvironmentsPerWorker = 3 };
        var meeting = new Meeting(3);

        var fragments = await Play(3, config, _ => new MeetingEnvironment(config.FrameSize, meeting)).ConfigureAwait(false);

        Assert.That(meeting.Times, Is.GreaterThan(6), "a slot is played as soon as all three play it");
        fragments.ForEach(fragment => fragment.Dispose());
    }

    [Test]
    public async Task Equal_seeds_play_equal_games_and_another_life_plays_others()
    {
        var first = await PlayMeadow(life: 0).ConfigureAwait(false);
        var again = await PlayMeadow(life: 0).ConfigureAwait(false);
        var later = await PlayMeadow(life: 1).ConfigureAwait(false);

        Assert.That(again, Is.EqualTo(first));
        Assert.That(later, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Weights_changed_between_two_calls_act_on_the_very_next_slot()
    {
        using var policy = new VptPolicy(Config.Policy, 1);
        await using var actor = new Actor(
            Config, new ActorIdentity(0, 0, 5), policy, Factory(Config, _ => new ScriptedEnvironment(Config.FrameSize)), TimeProvider.System);
        var completed = new List<Fragment>();

        for (var i = 0; completed.Count == 0; i++)
        {
            actor.ChangeWeights(i / 2, null);
            await actor.AdvanceAsync(completed, CancellationToken.None).ConfigureAwait(false);
        }

        using var fragment = completed[0];
        Assert.That(fragment.Versions.ToArray(), Is.EqualTo(new long[] { 0, 0, 1, 1, 2, 2 }));
        Assert.That(fragment.OldestVersion, Is.Zero);
    }

    [Test]
    public async Task First_episodes_are_spread_in_length_and_only_whole_ones_are_reported()
    {
        var config = Config with { Workers = 2, EnvironmentsPerWorker = 2, SlotsPerFragment = 20, Task = new TaskConfig { EpisodeSteps = 8 } };
        using var policy = new VptPolicy(config.Policy, 1);
        await using var actor = new Actor(
            config, new ActorIdentity(1, 0, 5), policy, Factory(config, _ => new ScriptedEnvironment(config.FrameSize)), TimeProvider.System);
        var completed = new List<Fragment>();

        while (completed.Count < 2)
        {
            await actor.AdvanceAsync(completed, CancellationToken.None).ConfigureAwait(false);
        }

        // Of four environments the third and fourth are this worker's: 6 and 8 steps at first, then 8; a frame more each.
        using var third = completed[0];
        using var fourth = completed[1];
        Assert.That(Firsts(third), Is.EqualTo(new[] { 0, 7, 16 }));
        Assert.That(Firsts(fourth), Is.EqualTo(new[] { 0, 9, 18 }));
        Assert.That(third.Header.FinishedEpisodes.Select(episode => episode.Length), Is.EqualTo(new[] { 8 }));
        Assert.That(fourth.Header.FinishedEpisodes.Select(episode => episode.Length), Is.EqualTo(new[] { 8, 8 }));

        static int[] Firsts(Fragment fragment) => [.. Enumerable.Range(0, 20).Where(slot => fragment.First[slot] != 0)];
    }

    /// <summary>Comes about each time as many as it takes are there.</summary>
    private sealed class Meeting(int size)
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _present;

        public int Times { get; private set; }

        public Task AttendAsync()
        {
            lock (_gate)
            {
                var all = _all;
                if (++_present == size)
                {
                    Times++;
                    _present = 0;
                    _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    all.SetResult();
                }

                return all.Task.WaitAsync(TimeSpan.FromSeconds(20));
            }
        }
    }

    private sealed class MeetingEnvironment(FrameSize size, Meeting meeting) : IEnvironment
    {
        private readonly byte[] _frame = new byte[size.ByteCount];

        public FrameSize FrameSize => size;

        public async ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
        {
            await meeting.AttendAsync().ConfigureAwait(false);
            return EnvStep.Restart(_frame);
        }

        public async ValueTask<EnvStep> StepAsync(Env.Actions.MinecraftAction action, CancellationToken cancellation)
        {
            await meeting.AttendAsync().ConfigureAwait(false);
            return EnvStep.Transition(_frame, 0);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static EnvironmentFactory Factory(TrainingConfig config, Func<int, IEnvironment> make) =>
        (_, environment) => new TaskEnvironment(make(environment), config.Task);

    private static async Task<List<Fragment>> Play(
        int fragments, TrainingConfig config, Func<int, IEnvironment> make, VptPolicy? policy = null)
    {
        using var own = policy is null ? new VptPolicy(config.Policy, 1) : null;
        await using var actor = new Actor(config, new ActorIdentity(0, 0, 5), policy ?? own!, Factory(config, make), TimeProvider.System);
        var completed = new List<Fragment>();

        while (completed.Count < fragments)
        {
            await actor.AdvanceAsync(completed, CancellationToken.None).ConfigureAwait(false);
        }

        return completed;
    }

    private static async Task<byte[]> PlayMeadow(int life)
    {
        var config = TinyRun.Config with { EnvironmentsPerWorker = 1 };
        using var policy = new VptPolicy(config.Policy, 1);
        await using var actor = new Actor(config, new ActorIdentity(0, life, 5), policy, CatalogEnvironments.Of(config), TimeProvider.System);
        var completed = new List<Fragment>();

        while (completed.Count < 2)
        {
            await actor.AdvanceAsync(completed, CancellationToken.None).ConfigureAwait(false);
        }

        using var first = completed[0];
        using var second = completed[1];
        return [.. first.Body.Span, .. second.Body.Span];
    }

    /// <summary>The value head begins at zero; this one says something.</summary>
    private static VptPolicy Biased(TrainingConfig config)
    {
        var policy = new VptPolicy(config.Policy, 1);
        using var noGradient = TorchSharp.torch.no_grad();

        foreach (var (name, parameter) in policy.named_parameters())
        {
            if (name.StartsWith("value_head", StringComparison.Ordinal) && name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.fill_(3);
            }
        }

        return policy;
    }
}

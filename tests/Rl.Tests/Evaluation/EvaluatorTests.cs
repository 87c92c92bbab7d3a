using Rl.Env;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Tests.Pretrain;
using Rl.Workers.Evaluation;

namespace Rl.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly EvaluationConfig Config = new()
    {
        Task = new TaskConfig { EpisodeSteps = 40, Rewarded = ["log"] },
        Episodes = 5,
        Threads = 1,
        WorldsPerThread = 2,
    };

    [TestCase(1, 1)]
    [TestCase(5, 1)]
    [TestCase(2, 2)]
    public async Task Results_do_not_depend_on_batches_and_threads(int worlds, int threads)
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        var expected = await RunAsync(policy, Config);
        var actual = await RunAsync(policy, Config with { WorldsPerThread = worlds, Threads = threads });

        Assert.That(actual.ToCsv(), Is.EqualTo(expected.ToCsv()));
    }

    [Test]
    public async Task Episodes_are_played_to_their_end_in_the_worlds_of_evaluation()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        var result = await RunAsync(policy, Config);

        Assert.That(result.Episodes.Select(episode => episode.WorldSeed), Is.EqualTo(Enumerable.Range(0, 5).Select(SeedRule.EvaluationWorld)));
        Assert.That(result.Episodes.Select(episode => episode.Steps), Is.All.EqualTo(40));
        Assert.That(result.Episodes.Select(episode => episode.Return), Is.EqualTo(result.Episodes.Select(episode => episode.CappedReward("log"))));
    }

    [Test]
    public async Task Worlds_for_choosing_a_policy_are_others_than_those_it_is_judged_in()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        var result = await RunAsync(policy, Config with { FirstWorld = SeedRule.SelectionBase });

        Assert.That(result.Episodes.Select(episode => episode.WorldSeed), Is.EqualTo(Enumerable.Range(0, 5).Select(i => 2_000_000L + i)));
        Assert.That(() => (Config with { FirstWorld = 999_999 }).Validated(), Throws.ArgumentException.With.Message.Contains("worlds below are training's"));
    }

    [Test]
    public async Task Another_seed_draws_other_actions_and_the_likeliest_actions_need_no_seed()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        var (sampled, other) = (await RunAsync(policy, Config), await RunAsync(policy, Config with { Seed = 1 }));
        var (likeliest, again) = (await RunAsync(policy, Config with { Deterministic = true }), await RunAsync(policy, Config with { Deterministic = true, Seed = 1 }));

        Assert.That(other.ToCsv(), Is.Not.EqualTo(sampled.ToCsv()));
        Assert.That(again.ToCsv(), Is.EqualTo(likeliest.ToCsv()));
    }

    [Test]
    public async Task A_world_is_played_as_often_as_asked_with_other_actions_each_time()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        var once = await RunAsync(policy, Config with { Episodes = 3 });
        var twice = await RunAsync(policy, Config with { Episodes = 6, EpisodesPerWorld = 2 });

        Assert.That(twice.Episodes.Select(episode => episode.WorldSeed), Is.EqualTo(Enumerable.Range(0, 6).Select(i => SeedRule.EvaluationWorld(i / 2))));
        Assert.That(
            new EvaluationResult(40, [.. twice.Episodes.Where((_, i) => i % 2 == 0)]).ToCsv(), Is.EqualTo(once.ToCsv()), "the first time goes as if it were the only one");
        Assert.That(Evaluator.SamplingStreamOf(0, 1).NextUInt64(), Is.Not.EqualTo(Evaluator.SamplingStreamOf(0, 1, repeat: 1).NextUInt64()));
        Assert.That(
            () => RunAsync(policy, Config with { EpisodesPerWorld = 2 }), Throws.ArgumentException.With.Message.Contains("multiple of EpisodesPerWorld, 2"));
    }

    [Test]
    public void A_failing_world_ends_the_evaluation_with_its_own_error()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);

        // Either thread needs two worlds before it plays, so the second is always made.
        var made = 0;
        var evaluator = new Evaluator(
            Config with { Threads = 2, WorldsPerThread = 2 },
            () => Interlocked.Increment(ref made) == 2 ? throw new EnvironmentFaultException("the game is gone") : NewWorld(),
            policy,
            TimeProvider.System);

        Assert.That(
            async () => await evaluator.RunAsync(null, CancellationToken.None),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.EqualTo("the game is gone"));
    }

    [Test]
    public async Task An_episode_whose_game_fails_is_played_anew_as_if_nothing_had_happened()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);
        var expected = await RunAsync(policy, Config);
        var steps = 0;

        var actual = await new Evaluator(Config, () => new FailingWorld(NewWorld(), () => Interlocked.Increment(ref steps) is 30 or 95), policy, TimeProvider.System)
            .RunAsync(null, CancellationToken.None);

        Assert.That(actual.ToCsv(), Is.EqualTo(expected.ToCsv()));
        Assert.That(expected.Faults, Is.Empty);
        Assert.That(actual.Faults, Is.EqualTo(new[] { "the game is gone", "the game is gone" }));
    }

    [Test]
    public async Task A_single_world_that_is_watched_goes_as_in_the_evaluation()
    {
        using var policy = new VptPolicy(TinyPolicy.Config, 3);
        var evaluated = await RunAsync(policy, Config);
        var worldSeed = SeedRule.EvaluationWorld(2);
        using var player = new PolicyPlayer(policy, worlds: 1, deterministic: false);
        await using var environment = new TaskEnvironment(NewWorld(), Config.Task);
        var frames = 0;

        var watched = await EpisodePlayer.PlayAsync(
            environment,
            worldSeed,
            player.AsPlayer(environment.FrameSize, Evaluator.SamplingStreamOf(Config.Seed, worldSeed)),
            (_, _) =>
            {
                frames++;
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        Assert.That((watched.Return, watched.Steps), Is.EqualTo((evaluated.Episodes[2].Return, 40)));
        Assert.That(frames, Is.EqualTo(41));
    }

    /// <summary>A world whose step fails whenever it is told so.</summary>
    private sealed class FailingWorld(IEnvironment world, Func<bool> fails) : IEnvironment
    {
        public FrameSize FrameSize => world.FrameSize;

        public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation) => world.ResetAsync(seed, cancellation);

        public ValueTask<EnvStep> StepAsync(Env.Actions.MinecraftAction action, CancellationToken cancellation) =>
            fails() ? throw new EnvironmentFaultException("the game is gone") : world.StepAsync(action, cancellation);

        public ValueTask DisposeAsync() => world.DisposeAsync();
    }

    private static SignalWorld NewWorld() => new(FrameSize.Square(TinyPolicy.FramePixels));

    private static Task<EvaluationResult> RunAsync(VptPolicy policy, EvaluationConfig config) =>
        new Evaluator(config, NewWorld, policy, TimeProvider.System).RunAsync(null, CancellationToken.None);
}

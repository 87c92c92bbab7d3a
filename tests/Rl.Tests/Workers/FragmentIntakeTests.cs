using Rl.Env.Seeds;
using Rl.Models;
using Rl.Workers;
using Rl.Workers.Acting;
using Rl.Workers.Learning;
using Rl.Workers.Protocol;

namespace Rl.Tests.Workers;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FragmentIntakeTests : IDisposable
{
    private static readonly TrainingConfig Config = TinyRun.Config with { PriorStorage = Rl.Algorithms.DistributionStorage.Full };

    private readonly VptPolicy _prior = TinyRun.Prior;
    private readonly IntakeCounters _counters = new();
    private readonly FragmentIntake _intake;

    public FragmentIntakeTests() => _intake = new FragmentIntake(Config, _prior, _prior, _counters);

    public void Dispose()
    {
        _intake.Dispose();
        _prior.Dispose();
    }

    [Test]
    public void A_duplicate_is_dropped_and_counted()
    {
        Take(_intake, Make(sequence: 0), iteration: 0)?.Dispose();

        Assert.That(Take(_intake, Make(sequence: 0), iteration: 0), Is.Null);
        Assert.That(_counters.DroppedDuplicates, Is.EqualTo(1));
    }

    [Test]
    public void A_fragment_two_iterations_old_is_learnt_from_and_a_staler_one_is_dropped_and_counted()
    {
        using var fresh = Take(_intake, Make(sequence: 0, version: 3), iteration: 5);
        using var stale = Take(_intake, Make(sequence: 1, version: 2), iteration: 5);

        Assert.That(fresh, Is.Not.Null);
        Assert.That(stale, Is.Null);
        Assert.That(_counters.DroppedStale, Is.EqualTo(1));
    }

    [Test]
    public void Frozen_convolutions_run_once_on_arrival_and_the_prior_reads_what_they_made()
    {
        using var frozen = new FragmentIntake(Config with { FreezeConvolutions = true }, _prior, _prior, new IntakeCounters());

        using var withFeatures = Take(frozen, Make(sequence: 0), iteration: 0);
        using var plain = Take(_intake, Make(sequence: 0), iteration: 0);

        using var frames = plain!.Frames.unsqueeze(0);
        using var features = _prior.Features(frames);
        Assert.That(plain.Features, Is.Null);
        Assert.That(withFeatures!.Features!.data<float>().ToArray(), Is.EqualTo(features.data<float>().ToArray()));
        Assert.That(!Differs(withFeatures, plain));
    }

    [Test]
    public void The_prior_remembers_across_fragments_stale_ones_too()
    {
        Take(_intake, Make(sequence: 0, version: 0), iteration: 9)?.Dispose();
        using var carried = Take(_intake, Make(sequence: 1, version: 9), iteration: 9);
        using var empty = AfterNothing();

        Assert.That(_counters.DroppedStale, Is.EqualTo(1));
        Assert.That(_counters.PriorMemoryResets, Is.Zero);
        Assert.That(Differs(carried!, empty!));
    }

    [Test]
    public void A_gap_empties_the_priors_memory_and_is_counted()
    {
        Take(_intake, Make(sequence: 0), iteration: 0)?.Dispose();
        using var afterGap = Take(_intake, Make(sequence: 2), iteration: 0);
        using var empty = AfterNothing();

        Assert.That(_counters.PriorMemoryResets, Is.EqualTo(1));
        Assert.That(Differs(afterGap!, empty!), Is.False);
    }

    [Test]
    public void A_new_incarnation_begins_with_an_empty_memory_and_is_no_gap()
    {
        Take(_intake, Make(sequence: 0), iteration: 0)?.Dispose();
        using var restarted = Take(_intake, Make(sequence: 0, incarnation: 2), iteration: 0);
        using var empty = AfterNothing();

        Assert.That(_counters.PriorMemoryResets, Is.Zero);
        Assert.That(Differs(restarted!, empty!), Is.False);
    }

    [Test]
    public void A_saved_intake_goes_on_where_it_left_off()
    {
        using var folder = new TemporaryFolder();
        Take(_intake, Make(sequence: 0), iteration: 0)?.Dispose();
        _intake.Save(folder.Path);
        using var restored = new FragmentIntake(Config, _prior, _prior, new IntakeCounters());

        restored.Load(folder.Path);

        using var expected = Take(_intake, Make(sequence: 1), iteration: 0);
        using var actual = Take(restored, Make(sequence: 1), iteration: 0);
        Assert.That(Differs(actual!, expected!), Is.False);
    }

    [Test]
    public void Several_at_once_give_what_they_give_one_by_one_and_in_their_order()
    {
        Fragment[] Arriving() => [Of(0, 0), Of(1, 0), Of(0, 1), Of(1, 3), Of(0, 1), Of(0, 0, incarnation: 2), Of(0, 1, incarnation: 2)];
        using var together = new FragmentIntake(Config, _prior, _prior, new IntakeCounters());
        var threads = TorchRuntime.Threads;
        List<Rl.Algorithms.TrainingFragment> oneByOne = [.. Arriving().Select(fragment => Take(_intake, fragment, 0)).OfType<Rl.Algorithms.TrainingFragment>()];

        IReadOnlyList<Rl.Algorithms.TrainingFragment> atOnce;
        try
        {
            TorchRuntime.SetThreads(2);
            Array.ForEach(Arriving(), fragment => together.Admit(fragment));
            atOnce = together.Process(iteration: 0);
        }
        finally
        {
            TorchRuntime.SetThreads(threads);
        }

        Assert.That(atOnce, Has.Count.EqualTo(6));
        Assert.That(together.Counters, Is.EqualTo(_counters));
        Assert.That(_counters, Is.EqualTo(new IntakeCounters { DroppedDuplicates = 1, PriorMemoryResets = 1 }));
        foreach (var (one, other) in oneByOne.Zip(atOnce))
        {
            Assert.That(Differs(one, other), Is.False);
            one.Dispose();
            other.Dispose();
        }

        static Fragment Of(int environment, long sequence, ulong incarnation = 1)
        {
            var fragment = Make(sequence, incarnation: incarnation);
            fragment.Header = new FragmentHeader { Environment = environment, Sequence = sequence, Incarnation = incarnation };
            fragment.Frames.Fill((byte)((100 * environment) + (10 * sequence)));
            return fragment;
        }
    }

    private static Rl.Algorithms.TrainingFragment? Take(FragmentIntake intake, Fragment fragment, long iteration) =>
        intake.Admit(fragment) ? intake.Process(iteration).SingleOrDefault() : null;

    private static bool Differs(Rl.Algorithms.TrainingFragment left, Rl.Algorithms.TrainingFragment right) =>
        !left.Prior!.ButtonLogProbs.equal(right.Prior!.ButtonLogProbs).all().item<bool>();

    /// <summary>A fragment with the same frames every time, in the middle of an episode.</summary>
    private static Fragment Make(long sequence, long version = 0, ulong incarnation = 1)
    {
        var fragment = new Fragment(Actor.SpacesOf(Config).Layout);
        fragment.Body.Span.Clear();
        var random = new SeededRandom(3);

        foreach (ref var pixel in fragment.Frames)
        {
            pixel = (byte)random.Next(256);
        }

        using var memory = PolicyMemory.Empty(Config.Policy, 1);
        memory.ToBytes().CopyTo(fragment.PolicyMemory);
        fragment.Versions.Fill(version);
        fragment.Valid.Fill(1);
        fragment.Header = new FragmentHeader { Sequence = sequence, Incarnation = incarnation };
        return fragment;
    }

    private Rl.Algorithms.TrainingFragment? AfterNothing()
    {
        using var other = new FragmentIntake(Config, _prior, _prior, new IntakeCounters());
        return Take(other, Make(sequence: 0), iteration: 0);
    }
}

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
        _intake.Take(Make(sequence: 0), iteration: 0)?.Dispose();

        Assert.That(_intake.Take(Make(sequence: 0), iteration: 0), Is.Null);
        Assert.That(_counters.DroppedDuplicates, Is.EqualTo(1));
    }

    [Test]
    public void A_fragment_two_iterations_old_is_learnt_from_and_a_staler_one_is_dropped_and_counted()
    {
        using var fresh = _intake.Take(Make(sequence: 0, version: 3), iteration: 5);
        using var stale = _intake.Take(Make(sequence: 1, version: 2), iteration: 5);

        Assert.That(fresh, Is.Not.Null);
        Assert.That(stale, Is.Null);
        Assert.That(_counters.DroppedStale, Is.EqualTo(1));
    }

    [Test]
    public void Frozen_convolutions_run_once_on_arrival_and_the_prior_reads_what_they_made()
    {
        using var frozen = new FragmentIntake(Config with { FreezeConvolutions = true }, _prior, _prior, new IntakeCounters());

        using var withFeatures = frozen.Take(Make(sequence: 0), iteration: 0);
        using var plain = _intake.Take(Make(sequence: 0), iteration: 0);

        using var frames = plain!.Frames.unsqueeze(0);
        using var features = _prior.Features(frames);
        Assert.That(plain.Features, Is.Null);
        Assert.That(withFeatures!.Features!.data<float>().ToArray(), Is.EqualTo(features.data<float>().ToArray()));
        Assert.That(!Differs(withFeatures, plain));
    }

    [Test]
    public void The_prior_remembers_across_fragments_stale_ones_too()
    {
        _intake.Take(Make(sequence: 0, version: 0), iteration: 9)?.Dispose();
        using var carried = _intake.Take(Make(sequence: 1, version: 9), iteration: 9);
        using var empty = AfterNothing();

        Assert.That(_counters.DroppedStale, Is.EqualTo(1));
        Assert.That(_counters.PriorMemoryResets, Is.Zero);
        Assert.That(Differs(carried!, empty!));
    }

    [Test]
    public void A_gap_empties_the_priors_memory_and_is_counted()
    {
        _intake.Take(Make(sequence: 0), iteration: 0)?.Dispose();
        using var afterGap = _intake.Take(Make(sequence: 2), iteration: 0);
        using var empty = AfterNothing();

        Assert.That(_counters.PriorMemoryResets, Is.EqualTo(1));
        Assert.That(Differs(afterGap!, empty!), Is.False);
    }

    [Test]
    public void A_new_incarnation_begins_with_an_empty_memory_and_is_no_gap()
    {
        _intake.Take(Make(sequence: 0), iteration: 0)?.Dispose();
        using var restarted = _intake.Take(Make(sequence: 0, incarnation: 2), iteration: 0);
        using var empty = AfterNothing();

        Assert.That(_counters.PriorMemoryResets, Is.Zero);
        Assert.That(Differs(restarted!, empty!), Is.False);
    }

    [Test]
    public void A_saved_intake_goes_on_where_it_left_off()
    {
        using var folder = new TemporaryFolder();
        _intake.Take(Make(sequence: 0), iteration: 0)?.Dispose();
        _intake.Save(folder.Path);
        using var restored = new FragmentIntake(Config, _prior, _prior, new IntakeCounters());

        restored.Load(folder.Path);

        using var expected = _intake.Take(Make(sequence: 1), iteration: 0);
        using var actual = restored.Take(Make(sequence: 1), iteration: 0);
        Assert.That(Differs(actual!, expected!), Is.False);
    }

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
        return other.Take(Make(sequence: 0), iteration: 0);
    }
}

using Rl.Algorithms;
using Rl.Models;
using Rl.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Tests.Algorithms;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LearnerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly VptPolicy _policy = new(Play.Tiny, seed: 5);

    public void Dispose()
    {
        _policy.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void Without_sleep_passes_ppg_is_ppo_to_the_bit()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        using var prior = new VptPolicy(Play.Tiny, seed: 6);
        var fragments = Play.Fragments(_policy, 4);
        using var ppg = new PpgLearner(_policy, prior, new PpgConfig { Wake = Play.Brisk, SleepPasses = 0 }, 9);
        using var ppo = new PpoLearner(twin, prior, Play.Brisk, 9);

        for (var iteration = 0; iteration < 2; iteration++)
        {
            ppg.Update(fragments, iteration);
            ppo.Update(fragments, iteration);
        }

        Assert.That(Play.Numbers(_policy), Is.EqualTo(Play.Numbers(twin)));
        Free(fragments);
    }

    [Test]
    public void The_sleep_changes_what_ppo_alone_would_have_left()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        var fragments = Play.Fragments(_policy, 4);
        using var ppg = new PpgLearner(_policy, null, new PpgConfig { Wake = Play.Brisk }, 9);
        using var ppo = new PpoLearner(twin, null, Play.Brisk, 9);

        var report = ppg.Update(fragments, 0);
        ppo.Update(fragments, 0);

        Assert.That(Play.Numbers(_policy), Is.Not.EqualTo(Play.Numbers(twin)));
        Assert.That(report.Updates, Is.EqualTo(6));
        Free(fragments);
    }

    [Test]
    public void The_sleep_improves_the_auxiliary_head_and_keeps_the_policy()
    {
        var fragments = Play.Fragments(_policy, 4);
        var still = Play.Brisk with { LearningRate = 1e-12, WeightDecay = 0 };
        using var learner = new PpgLearner(
            _policy, null, new PpgConfig { Wake = still, SleepLearningRate = 3e-3, SleepWeightDecay = 0, SleepPasses = 8 }, 9);

        var before = learner.Update(fragments, 0).Metrics;
        var after = learner.Update(fragments, 1).Metrics;

        Assert.That(after[MetricNames.AuxiliaryValueLoss], Is.LessThan(0.8 * before[MetricNames.AuxiliaryValueLoss]));
        Assert.That(after[MetricNames.SleepKlLoss], Is.InRange(-1e-4, 0.05));
        Free(fragments);
    }

    [Test]
    public void While_values_warm_up_the_policy_stays_as_it_was()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        var fragments = Play.Fragments(_policy, 4);
        var settings = Play.Brisk with { ValueWarmupIterations = 1, WeightDecay = 0, EntropyCoefficientWithoutPrior = 0.1 };
        using var learner = new PpoLearner(_policy, null, settings, 9);

        learner.Update(fragments, 0);
        var warmedUp = Play.LogProbabilities(_policy, fragments[0]);
        var numbers = Play.Numbers(_policy);
        learner.Update(fragments, 1);

        Assert.That(warmedUp, Is.EqualTo(Play.LogProbabilities(twin, fragments[0])));
        Assert.That(numbers, Is.Not.EqualTo(Play.Numbers(twin)));
        Assert.That(Play.LogProbabilities(_policy, fragments[0]), Is.Not.EqualTo(warmedUp));
        Free(fragments);
    }

    [Test]
    public void Frozen_convolutions_stay_as_they_are_and_their_features_teach_what_the_frames_would()
    {
        using var untouched = new VptPolicy(Play.Tiny, seed: 5);
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        _policy.FreezeConvolutions();
        twin.FreezeConvolutions();
        TrainingFragment[] byFrames = [Play.Fragment(_policy, 1), Play.Fragment(_policy, 2)];
        TrainingFragment[] byFeatures = [Play.Fragment(twin, 1, hasFeatures: true), Play.Fragment(twin, 2, hasFeatures: true)];
        using var one = new PpgLearner(_policy, null, new PpgConfig { Wake = Play.Brisk }, 9);
        using var other = new PpgLearner(twin, null, new PpgConfig { Wake = Play.Brisk }, 9);

        one.Update(byFrames, 0);
        other.Update(byFeatures, 0);

        Assert.That(Play.Numbers(twin), Is.EqualTo(Play.Numbers(_policy)));
        Assert.That(Play.Numbers(twin), Is.Not.EqualTo(Play.Numbers(untouched)));
        Assert.That(twin.SharesConvolutionsWith(untouched));
        Free([.. byFrames, .. byFeatures]);
    }

    [Test]
    public void A_learning_rate_warms_up_once_the_policy_learns_and_then_decays()
    {
        var settings = new PpoConfig { ValueWarmupIterations = 2, LearningRateWarmupIterations = 4, LearningRateDecay = 0.5 };

        Assert.That(
            Enumerable.Range(0, 7).Select(iteration => settings.LearningRateFactor(iteration)),
            Is.EqualTo((double[])[1, 0.5, 0.0625, 0.0625, 0.046875, 0.03125, 0.015625]));
    }

    [Test]
    public void An_iteration_s_learning_rate_is_that_of_its_steps()
    {
        var fragments = Play.Fragments(_policy, 2);
        var settings = Play.Brisk with { LearningRateDecay = 0 };
        using var learner = new PpgLearner(_policy, null, new PpgConfig { Wake = settings }, 9);
        learner.Update(fragments, 0);
        var parameters = Parameters();

        var report = learner.Update(fragments, 1);

        Assert.That(report.Metrics[MetricNames.LearningRate], Is.Zero);
        Assert.That(Parameters(), Is.EqualTo(parameters));
        Free(fragments);

        float[] Parameters() =>
            [.. _policy.TrainableParameters.SelectMany(named => named.Parameter.detach().contiguous().data<float>().ToArray())];
    }

    [Test]
    public void A_policy_equal_to_its_prior_does_not_diverge_from_it()
    {
        using var prior = new VptPolicy(Play.Tiny, seed: 5);
        var fragments = Play.Fragments(_policy, 2);
        using var learner = new PpoLearner(_policy, prior, Play.Brisk, 9);

        var report = learner.Update(fragments, 0);

        Assert.That(Math.Abs(report.Metrics[MetricNames.KlToPrior]), Is.LessThan(1e-4));
        Assert.That(report.Metrics[MetricNames.KlCoefficient], Is.EqualTo(0.2));
        Free(fragments);
    }

    [Test]
    public void A_stored_distribution_of_the_prior_is_as_good_as_running_the_prior()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        using var prior = new VptPolicy(Play.Tiny, seed: 6);
        var bare = Play.Fragments(_policy, 2);
        var stored = Play.Fragments(_policy, 2).Select(fragment => WithPrior(fragment, prior)).ToArray();
        using var running = new PpoLearner(_policy, prior, Play.Brisk, 9);
        using var reading = new PpoLearner(twin, prior, Play.Brisk, 9);

        running.Update(bare, 0);
        reading.Update(stored, 0);

        Assert.That(Play.Numbers(_policy), Is.EqualTo(Play.Numbers(twin)));
        Free([.. bare, .. stored]);
    }

    [Test]
    public void At_zero_lag_learner_and_worker_agree_with_the_memory_sent_as_bytes()
    {
        var former = Play.Fragment(_policy, 1);
        using var carried = PriorPass.Run(_policy, former.Frames, former.First, null, DistributionStorage.Full);
        var played = Play.Fragment(_policy, 2, carried.Memory);
        var received = With(played, PolicyMemory.FromBytes(Play.Tiny, carried.Memory.ToBytes()));
        using var learner = new PpoLearner(_policy, null, Play.Brisk, 9);

        var report = learner.Update([received], 0);

        Assert.That(report.InitialLogRatio, Is.LessThan(0.02));
        Free([former, received]);
    }

    [TestCase(ScalarType.Float32)]
    [TestCase(ScalarType.BFloat16)]
    public void At_zero_lag_a_worker_that_acts_frame_by_frame_agrees_with_the_learner_in_either_precision(ScalarType type)
    {
        // The golden net is as sure of its actions as a trained one; fresh weights would agree whatever the precision.
        using var policy = GoldenNet.Policy();
        policy.ComputeType = type;
        var played = Play.Stepped(policy, GoldenNet.Array("tiny_c0_img")[0]);
        using var learner = new PpoLearner(policy, null, Play.Brisk, 9);

        var report = learner.Update([played], 0);

        Assert.That(report.InitialLogRatio, Is.InRange(0, 0.02));
        Free([played]);
    }

    [Test]
    public void Without_the_memory_learner_and_worker_disagree()
    {
        var former = Play.Fragment(_policy, 1);
        using var carried = PriorPass.Run(_policy, former.Frames, former.First, null, DistributionStorage.Full);
        var agreeing = Play.Fragment(_policy, 2, carried.Memory);
        var forgetful = With(Play.Fragment(_policy, 2, carried.Memory), PolicyMemory.Empty(Play.Tiny, 1));
        using var still = new PpoLearner(_policy, null, Play.Brisk with { LearningRate = 1e-12 }, 9);

        var lost = still.Update([forgetful], 0).InitialLogRatio;
        var kept = still.Update([agreeing], 0).InitialLogRatio;

        Assert.That(lost, Is.GreaterThan(100 * kept));
        Free([former, agreeing, forgetful]);
    }

    [Test]
    public void Parts_of_a_mini_batch_add_up_to_its_gradient()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        var fragments = Play.Fragments(_policy, 4);
        fragments[0].Valid[2] = tensor(false);
        using var whole = new PpoLearner(_policy, null, Play.Brisk with { SequencesPerBatch = 4, MicroBatchSequences = 4 }, 9);
        using var parts = new PpoLearner(twin, null, Play.Brisk with { SequencesPerBatch = 4, MicroBatchSequences = 1 }, 9);

        whole.Update(fragments, 0);
        parts.Update(fragments, 0);

        using var wholeState = whole.SaveState();
        using var partsState = parts.SaveState();
        foreach (var (name, mean) in wholeState.Tensors.Where(named => named.Key.EndsWith(".mean", StringComparison.Ordinal)))
        {
            Assert.That((mean - partsState.Tensors[name]).abs().max().ToSingle(), Is.LessThan(1e-5), name);
        }

        Free(fragments);
    }

    [Test]
    public void Chunks_carry_the_memory_so_that_only_the_steps_between_them_differ()
    {
        var fragments = Play.Fragments(_policy, 2);
        using var learner = new PpoLearner(_policy, null, Play.Brisk with { ChunkLength = 3, LearningRate = 1e-12, WeightDecay = 0 }, 9);

        var report = learner.Update(fragments, 0);

        Assert.That(report.Updates, Is.EqualTo(3));
        Assert.That(report.Metrics[MetricNames.ApproximateKl], Is.LessThan(1e-8));
        Free(fragments);
    }

    [Test]
    public void What_stands_in_an_invalid_slot_teaches_nothing()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        var plain = Play.Fragments(_policy, 2);
        var spoilt = Play.Fragments(_policy, 2);
        foreach (var fragment in (TrainingFragment[])[.. plain, .. spoilt])
        {
            fragment.Valid[3] = tensor(false);
        }

        foreach (var fragment in spoilt)
        {
            fragment.Rewards[3] = tensor(float.NaN);
            fragment.LogProbabilities[3] = tensor(float.NaN);
            fragment.Buttons[3] = tensor(-1L);
        }

        using var first = new PpgLearner(_policy, null, new PpgConfig { Wake = Play.Brisk }, 9);
        using var second = new PpgLearner(twin, null, new PpgConfig { Wake = Play.Brisk }, 9);
        var updates = first.Update(plain, 0).Updates;
        second.Update(spoilt, 0);

        Assert.That(updates, Is.EqualTo(3));
        Assert.That(Play.Numbers(twin), Is.EqualTo(Play.Numbers(_policy)));
        Free([.. plain, .. spoilt]);
    }

    [Test]
    public void A_number_that_is_none_skips_the_update_and_changes_nothing()
    {
        var fragments = Play.Fragments(_policy, 2);
        fragments[1].LogProbabilities[4] = tensor(float.NaN);
        using var learner = new PpoLearner(_policy, null, Play.Brisk, 9);
        var before = _policy.TrainableParameters.SelectMany(named => named.Parameter.detach().contiguous().data<float>().ToArray()).ToArray();

        var report = learner.Update(fragments, 0);

        var after = _policy.TrainableParameters.SelectMany(named => named.Parameter.detach().contiguous().data<float>().ToArray()).ToArray();
        using var state = learner.SaveState();
        Assert.That((report.Updates, report.SkippedUpdates, report.Diverged), Is.EqualTo((0, 1, false)));
        Assert.That(after, Is.EqualTo(before));
        Assert.That(state.Tensors.Values.Max(moment => moment.abs().max().to(ScalarType.Float32).ToSingle()), Is.Zero);
        Free(fragments);
    }

    [Test]
    public void A_reward_that_is_no_number_leaves_the_normaliser_alone_too()
    {
        var fragments = Play.Fragments(_policy, 2);
        fragments[0].Rewards[1] = tensor(float.PositiveInfinity);
        using var learner = new PpgLearner(_policy, null, new PpgConfig { Wake = Play.Brisk }, 9);
        var before = Play.Numbers(_policy);

        var report = learner.Update(fragments, 0);

        Assert.That((report.Updates, report.SkippedUpdates), Is.EqualTo((0, 1)));
        Assert.That(Play.Numbers(_policy), Is.EqualTo(before));
        Free(fragments);
    }

    [Test]
    public void A_policy_too_far_from_the_one_that_played_is_not_updated_and_counts_as_diverged_in_the_end()
    {
        var fragments = Play.Fragments(_policy, 6);
        foreach (var fragment in fragments)
        {
            fragment.LogProbabilities.sub_(10);
        }

        using var learner = new PpoLearner(_policy, null, Play.Brisk with { MaxSkipsInRow = 4 }, 9);

        var first = learner.Update(fragments, 0);
        var second = learner.Update(fragments, 1);

        Assert.That((first.SkippedUpdates, first.Diverged), Is.EqualTo((3, false)));
        Assert.That((second.SkippedUpdates, second.Diverged), Is.EqualTo((1, true)));
        Free(fragments);
    }

    [Test]
    public void The_gradient_norm_is_really_clipped()
    {
        var fragments = Play.Fragments(_policy, 2);
        var config = Play.Brisk with { WeightDecay = 0, ValueCoefficient = 1000 };
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        using var clipped = new PpoLearner(_policy, null, config with { MaxGradientNorm = 0.1 }, 9);
        using var free = new PpoLearner(twin, null, config with { MaxGradientNorm = 1e9 }, 9);

        clipped.Update(fragments, 0);
        free.Update(fragments, 0);

        // After one step Adam's running mean is a tenth of the gradient.
        Assert.That(GradientNorm(clipped), Is.EqualTo(0.1).Within(1e-4));
        Assert.That(GradientNorm(free), Is.GreaterThan(1));
        Free(fragments);
    }

    [Test]
    public void A_rewarded_action_becomes_more_likely()
    {
        const int Rewarded = 17;
        _policy.ZeroValueHead();
        foreach (var (name, parameter) in _policy.TrainableParameters)
        {
            // Few classes to start with, so that the rewarded one is met.
            if (name == "pi_head.buttons.linear_layer.bias")
            {
                using var noGradient = no_grad();
                parameter[..32].add_(12);
            }
        }

        var config = Play.Brisk with { LearningRate = 1e-2, WeightDecay = 0, TraceDecay = 0, Discount = 0, SequencesPerBatch = 8, MicroBatchSequences = 8 };
        using var learner = new PpgLearner(_policy, null, new PpgConfig { Wake = config, SleepLearningRate = 1e-3, SleepPasses = 1 }, 9);
        var before = ProbabilityOf(Rewarded);

        for (var iteration = 0; iteration < 10; iteration++)
        {
            var fragments = Play.Fragments(_policy, 16, iteration, button => button == Rewarded ? 1 : 0);
            learner.Update(fragments, iteration);
            Free(fragments);
        }

        Assert.That(ProbabilityOf(Rewarded), Is.GreaterThan(3 * before));
    }

    [Test]
    public void A_learner_that_is_saved_and_loaded_goes_on_to_the_bit()
    {
        using var twin = new VptPolicy(Play.Tiny, seed: 5);
        using var prior = new VptPolicy(Play.Tiny, seed: 6);
        var fragments = Play.Fragments(_policy, 4);
        var config = new PpgConfig { Wake = Play.Brisk };
        using var straight = new PpgLearner(_policy, prior, config, 9);
        using var interrupted = new PpgLearner(twin, prior, config, 9);

        straight.Update(fragments, 0);
        straight.Update(fragments, 1);

        interrupted.Update(fragments, 0);
        using var state = interrupted.SaveState();
        using var copy = new VptPolicy(Play.Tiny, seed: 7);
        copy.CopyFrom(twin);
        using var resumed = new PpgLearner(copy, prior, config, 9);
        resumed.LoadState(state);
        resumed.Update(fragments, 1);

        Assert.That(Play.Numbers(copy), Is.EqualTo(Play.Numbers(_policy)));
        using var end = resumed.SaveState();
        Assert.That(end.Counters, Is.EqualTo(new LearnerCounters(12, 0, 0)));
        Free(fragments);
    }

    [Test]
    public void A_state_of_another_kind_of_learner_is_refused_by_name()
    {
        using var ppo = new PpoLearner(_policy, null, Play.Brisk, 9);
        using var ppg = new PpgLearner(_policy, null, new PpgConfig { Wake = Play.Brisk }, 9);
        using var state = ppo.SaveState();

        var error = Assert.Throws<InvalidDataException>(() => ppg.LoadState(state));

        Assert.That(error!.Message, Does.Contain("lacks '"));
    }

    [Test]
    public void Masking_the_camera_leaves_its_probability_out_where_it_is_off()
    {
        var fragments = Play.Fragments(_policy, 2);
        foreach (var fragment in fragments)
        {
            fragment.CameraActive.fill_(false);
        }

        using var learner = new PpoLearner(_policy, null, Play.Brisk with { MaskCameraWhenOff = true, LearningRate = 1e-12, MaxKl = 1000 }, 9);

        // The fragments' log-probabilities count the camera, about −ln 121; the learner's do not.
        Assert.That(learner.Update(fragments, 0).InitialLogRatio, Is.EqualTo(Math.Log(121)).Within(1));
        Free(fragments);
    }

    [Test]
    public void An_update_leaves_no_tensor_behind()
    {
        using var prior = new VptPolicy(Play.Tiny, seed: 6);
        var fragments = Play.Fragments(_policy, 2);
        using var learner = new PpgLearner(_policy, prior, new PpgConfig { Wake = Play.Brisk }, 9);
        learner.Update(fragments, 0);
        var before = Tensor.TotalCount;

        learner.Update(fragments, 1);

        // A gradient that there is none of counts in TorchSharp as a tensor made and never freed: two of the auxiliary head, in each of the wake's two parts.
        Assert.That(Tensor.TotalCount, Is.EqualTo(before + 4));
        Free(fragments);
    }

    [Test]
    public void Sequences_side_by_side_teach_what_they_teach_one_after_another_and_the_same_every_time()
    {
        using var prior = new VptPolicy(Play.Tiny, seed: 6);
        var fragments = Play.Fragments(_policy, 6);
        using var start = new VptPolicy(_policy.Config, seed: 0);
        start.CopyFrom(_policy);

        var alone = Learned(threads: 1);
        var shared = Learned(threads: 2);

        foreach (var (name, one) in alone)
        {
            Assert.That(shared[name].allclose(one, rtol: 1e-4, atol: 1e-6), name);
        }

        foreach (var (name, again) in Learned(threads: 2))
        {
            Assert.That(shared[name].equal(again).all().item<bool>(), name);
        }

        Free(fragments);

        Dictionary<string, Tensor> Learned(int threads)
        {
            var before = TorchRuntime.Threads;
            try
            {
                TorchRuntime.SetThreads(threads);
                _policy.CopyFrom(start);
                var config = Play.Brisk with { SequencesPerBatch = 6, MicroBatchSequences = 4, LearningRate = 1e-5 };
                using var learner = new PpgLearner(_policy, prior, new PpgConfig { Wake = config, SleepPasses = 1 }, 9);
                Assert.That(learner.Update(fragments, 0).Updates, Is.EqualTo(2));
                return _policy.NamedTensors.ToDictionary(named => named.Name, named => named.Tensor.detach().clone());
            }
            finally
            {
                TorchRuntime.SetThreads(before);
            }
        }
    }

    [Test]
    public void Sleeping_without_an_auxiliary_head_is_refused()
    {
        using var headless = new VptPolicy(Play.Tiny with { AuxiliaryValueHead = false }, 5);

        Assert.That(() => new PpgLearner(headless, null, new PpgConfig(), 9), Throws.ArgumentException.With.Message.Contains("auxiliary value head"));
    }

    [Test]
    public void Fragments_of_unequal_length_are_refused_by_name()
    {
        var fragments = Play.Fragments(_policy, 1);
        var wrong = With(Play.Fragment(_policy, 3), PolicyMemory.Empty(Play.Tiny, 1), zeros(5, ScalarType.Bool));
        using var learner = new PpoLearner(_policy, null, Play.Brisk, 9);

        Assert.That(() => learner.Update([fragments[0], wrong], 0), Throws.ArgumentException.With.Message.Contains("'Valid' is [5], expected [8]"));
        Free([.. fragments, wrong]);
    }

    private static TrainingFragment WithPrior(TrainingFragment from, VptPolicy prior)
    {
        using var run = PriorPass.Run(prior, from.Frames, from.First, null, DistributionStorage.Full);
        return With(from, from.Memory, prior: ActionDistribution.Keep(
            run.Distribution.ButtonLogProbs, run.Distribution.CameraLogProbs, DistributionStorage.Full));
    }

    private static TrainingFragment With(TrainingFragment from, PolicyMemory memory, Tensor? valid = null, ActionDistribution? prior = null)
    {
        return new TrainingFragment
        {
            Frames = from.Frames,
            First = from.First,
            Valid = valid ?? from.Valid,
            Buttons = from.Buttons,
            Camera = from.Camera,
            CameraActive = from.CameraActive,
            LogProbabilities = from.LogProbabilities,
            Values = from.Values,
            Rewards = from.Rewards,
            Discounts = from.Discounts,
            Memory = memory,
            Prior = prior,
        };
    }

    private static double GradientNorm(PpoLearner learner)
    {
        using var state = learner.SaveState();
        var means = state.Tensors.Where(named => named.Key.EndsWith(".mean", StringComparison.Ordinal)).Select(named => named.Value);
        return 10 * Math.Sqrt(means.Sum(mean => mean.square().sum().ToDouble()));
    }

    private double ProbabilityOf(int button)
    {
        var fragment = Play.Fragment(_policy, 12345);
        using var run = PriorPass.Run(_policy, fragment.Frames, fragment.First, null, DistributionStorage.Full);
        var probability = run.Distribution.ButtonProbabilities().select(-1, button).mean().ToDouble();
        fragment.Dispose();
        return probability;
    }

    private static void Free(IEnumerable<TrainingFragment> fragments)
    {
        foreach (var fragment in fragments)
        {
            fragment.Dispose();
        }
    }
}

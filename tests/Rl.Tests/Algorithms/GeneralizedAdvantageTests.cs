using Rl.Algorithms;

namespace Rl.Tests.Algorithms;

public sealed class GeneralizedAdvantageTests
{
    private static readonly PpoConfig Undiscounted = new() { Discount = 1, TraceDecay = 1 };
    private static readonly PpoConfig Halving = new() { Discount = 0.5, TraceDecay = 0.5 };

    [Test]
    public void Advantages_are_those_computed_by_hand()
    {
        var advantages = new float[2];

        GeneralizedAdvantage.Estimate([1, 2], [0.5f, 1, 2], [1, 1], Halving, advantages);

        // δ1 = 2 + 0.5·2 − 1 = 2, δ0 = 1 + 0.5·1 − 0.5 = 1, A0 = 1 + 0.25·2.
        Assert.That(advantages, Is.EqualTo(new float[] { 1.5f, 2 }));
    }

    [Test]
    public void Nothing_leaks_backwards_over_a_termination()
    {
        Span<float> advantages = stackalloc float[2];

        GeneralizedAdvantage.Estimate([0, 100], [0, 0, 0], [0, 1], Undiscounted, advantages);

        Assert.That(advantages[0], Is.Zero);
    }

    [Test]
    public void A_truncation_bootstraps_from_the_final_frames_value()
    {
        var advantages = new float[3];

        GeneralizedAdvantage.Estimate(new([1, 0, 3], [0, 4, 0, 0], [1, 1, 1], [true, false, true]), Undiscounted, advantages);

        Assert.That(advantages, Is.EqualTo(new float[] { 5, 0, 3 }));
    }

    [Test]
    public void A_termination_does_not_bootstrap()
    {
        var advantages = new float[3];

        GeneralizedAdvantage.Estimate(new([1, 0, 3], [0, 4, 0, 0], [0, 1, 1], [true, false, true]), Undiscounted, advantages);

        Assert.That(advantages, Is.EqualTo(new float[] { 1, 0, 3 }));
    }

    [Test]
    public void Whatever_stands_in_an_invalid_slot_stays_there()
    {
        var advantages = new float[3];

        GeneralizedAdvantage.Estimate(
            new([1, float.NaN, 3], [0, 4, 0, 0], [1, float.NaN, 1], [true, false, true]), Undiscounted, advantages);

        Assert.That(advantages, Is.EqualTo(new float[] { 5, 0, 3 }));
    }

    [Test]
    public void Episodes_in_one_trace_have_the_advantages_they_have_alone()
    {
        var together = new float[6];
        var former = new float[2];
        var latter = new float[3];

        GeneralizedAdvantage.Estimate(
            new([1, 2, 0, 4, 5, 6], [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f], [1, 1, 1, 1, 1, 1], [true, true, false, true, true, true]),
            Halving,
            together);
        GeneralizedAdvantage.Estimate([1, 2], [0.1f, 0.2f, 0.3f], [1, 1], Halving, former);
        GeneralizedAdvantage.Estimate([4, 5, 6], [0.4f, 0.5f, 0.6f, 0.7f], [1, 1, 1], Halving, latter);

        Assert.That(together, Is.EqualTo((float[])[.. former, 0, .. latter]));
    }

    [Test]
    public void A_value_vector_without_bootstrap_entry_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => GeneralizedAdvantage.Estimate([1, 2], [1, 2], [1, 1], Undiscounted, new float[2]));

        Assert.That(error!.Message, Does.Contain("'values' has 2 elements, expected 3"));
    }
}

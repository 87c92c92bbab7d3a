using Rl.Workers.Runs;

namespace Rl.Tests.Workers;

[TestFixture]
public sealed class LiveLineTests
{
    [Test]
    public void Rates_are_taken_over_their_own_windows()
    {
        var time = new ManualTime();
        var rates = new RateWindow(time);
        rates.Mark(0);
        time.Advance(60);
        rates.Mark(6000);
        time.Advance(10);
        rates.Mark(6500);

        Assert.That(rates.PerSecond(TimeSpan.FromSeconds(10)), Is.EqualTo(50).Within(1e-9));
        Assert.That(rates.PerSecond(TimeSpan.FromSeconds(70)), Is.EqualTo(6500.0 / 70).Within(1e-9));
    }

    [Test]
    public void A_plain_line_appears_every_ten_seconds_and_tells_steps_lag_return_kl_workers_and_the_time_left()
    {
        var time = new ManualTime();
        using var output = new StringWriter { NewLine = "\n" };
        var line = new LiveLine(output, isTerminal: false, time);
        var start = new Progress { IterationLimit = 20, Workers = 2, WorkersAlive = 2, Done = 0 };

        line.Show(start);
        time.Advance(5);
        line.Show(start with { Steps = 500 });
        time.Advance(5);
        line.Show(start with
        {
            Iteration = 5,
            Steps = 1000,
            Done = 0.25,
            Lag = 0.5,
            MeanReturn = 0.125,
            KlToPrior = 0.01,
            KlCoefficient = 0.2,
            Restarts = 1,
            WorkersAlive = 1,
        });

        Assert.That(output.ToString(), Is.EqualTo(
            "it 0/20 | steps 0 | 0/0/0 steps/s (10s/60s/5m) | lag 0.0 | ret - | workers 2/2 | ETA -\n"
            + "it 5/20 | steps 1000 | 100/100/100 steps/s (10s/60s/5m) | lag 0.5 | ret 0.125 | kl 0.0100x0.200 | workers 1/2 (1 restarts) | ETA 0m30s\n"));
    }

    [Test]
    public void On_a_terminal_one_line_is_rewritten_and_a_longer_one_leaves_no_rest()
    {
        var time = new ManualTime();
        using var output = new StringWriter { NewLine = "\n" };
        var line = new LiveLine(output, isTerminal: true, time);

        line.Show(new Progress { Steps = 1000, MeanReturn = 10 });
        time.Advance(1);
        line.Show(new Progress { Steps = 1009 });
        line.End();

        var lines = output.ToString().TrimEnd('\n').Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[1], Has.Length.EqualTo(lines[0].Length));
    }
}

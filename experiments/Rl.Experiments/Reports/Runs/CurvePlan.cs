namespace Rl.Experiments.Reports.Runs;

/// <summary>A chart that is drawn of every run that has what it shows.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Label">The axis at the left.</param>
/// <param name="Curves">Metrics and what the legend calls them.</param>
public sealed record CurvePlan(string Title, string Label, params (string Metric, string Name)[] Curves)
{
    /// <summary>Values are shares of 1.</summary>
    public bool IsShare { get; init; }

    /// <summary>Left out where all values are 0: good news that needs no picture.</summary>
    public bool IsLeftOutAtZero { get; init; }

    /// <summary>What is worth a look, in order: what was gained first, then what it cost, then how the machine ran.</summary>
    public static IReadOnlyList<CurvePlan> All { get; } =
    [
        new("Episodic return", "mean return of the last episodes", ("charts/episodic_return", "return")),
        new("KL to the prior", "nats", ("losses/kl_to_prior", "KL(prior‖policy)")),
        new("Change by the updates", "nats", ("losses/approx_kl", "wake: approximate KL"), ("losses/aux/kl_loss", "sleep: KL(old‖new)")),
        new("Policy loss", "clipped surrogate", ("losses/policy_loss", "policy loss")),
        new("Value losses", "squared error", ("losses/value_loss", "wake"), ("losses/aux/aux_value_loss", "sleep: auxiliary"), ("losses/aux/true_value_loss", "sleep: regular")),
        new("Explained variance of the values", "share", ("losses/explained_variance", "explained variance")),
        new("Entropy", "nats", ("losses/entropy", "entropy")),
        new("Loss", "nats a frame", ("losses/training_loss", "training"), ("validation/loss", "held out")),
        new("KL to the policy it went on from", "nats a frame", ("losses/kl_to_original", "KL(start‖policy)")),
        new("Right answers on held-out play", "share", ("validation/button_accuracy", "buttons"), ("validation/camera_accuracy", "camera"), ("validation/turning_accuracy", "camera while turning"), ("validation/attack_f1", "attack: F1")) { IsShare = true },
        new("Labels of held-out play", "F1, R²", ("validation/key_f1", "keys: F1"), ("validation/mouse_r2", "mouse: R²")),
        new("Speed", "frames a second", ("charts/SPS", "frames a second")),
        new("Lag of the workers' policies", "iterations", ("lag/version_avg", "mean"), ("lag/version_max", "most")) { IsLeftOutAtZero = true },
        new("Learning rate", "step size", ("charts/learning_rate", "learning rate")),
    ];
}

using Rl.Env.Actions;

namespace Rl.Env.Tasks;

/// <summary>
/// Gives a world a purpose: turns obtained items into rewards, ends the episode when its goal is reached and truncates it when its time is up.
/// </summary>
public sealed class TaskEnvironment : IEnvironment
{
    private readonly IEnvironment _inner;
    private readonly TaskConfig _task;
    private readonly ItemRewards _rewards;
    private readonly ItemRewards _milestones = new();
    private readonly int[] _firstSteps = new int[Ladder.Rungs.Count];
    private readonly int _goal;
    private bool _isOver = true;

    /// <summary>Wraps a world, which it owns from now on.</summary>
    public TaskEnvironment(IEnvironment inner, TaskConfig task)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(task);
        _inner = inner;
        _task = task.Validated();
        _rewards = new ItemRewards(task.RewardedRungs());
        _goal = task.Goal is { } goal ? Ladder.IndexOf(goal) : -1;
    }

    /// <inheritdoc />
    public FrameSize FrameSize => _inner.FrameSize;

    /// <summary>The world inside.</summary>
    public IEnvironment Inner => _inner;

    /// <summary>Actions taken since the reset.</summary>
    public int StepsTaken { get; private set; }

    /// <summary>Steps after which the present episode is truncated: the task's, unless it was set lower since the reset.</summary>
    public int StepLimit
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, StepsTaken);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _task.EpisodeSteps);
            field = value;
        }
    }

    /// <summary>Sum of this episode's rewards.</summary>
    public double Return { get; private set; }

    /// <summary>Units obtained this episode for every rung of <see cref="Ladder.Rungs"/>, rewarded or not.</summary>
    public ReadOnlySpan<long> Obtained => _milestones.Obtained;

    /// <summary>For every rung of <see cref="Ladder.Rungs"/> the step of this episode that brought its first unit; 0 where none did yet.</summary>
    public ReadOnlySpan<int> FirstSteps => _firstSteps;

    /// <summary>True once the task's goal is reached; never without one.</summary>
    public bool IsSuccess => _goal >= 0 && _firstSteps[_goal] > 0;

    /// <inheritdoc />
    public async ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        var step = await _inner.ResetAsync(seed, cancellation).ConfigureAwait(false);
        _rewards.Reset();
        _milestones.Reset();
        Array.Clear(_firstSteps);
        StepsTaken = 0;
        StepLimit = _task.EpisodeSteps;
        Return = 0;
        _isOver = false;
        return step;
    }

    /// <inheritdoc />
    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        if (_isOver)
        {
            throw new InvalidOperationException("The episode is over, or none was begun; call ResetAsync first.");
        }

        var pending = _inner.StepAsync(action, cancellation);
        return pending.IsCompletedSuccessfully ? new ValueTask<EnvStep>(Judge(pending.GetAwaiter().GetResult())) : AwaitAndJudge(pending);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async ValueTask<EnvStep> AwaitAndJudge(ValueTask<EnvStep> pending) => Judge(await pending.ConfigureAwait(false));

    private EnvStep Judge(EnvStep step)
    {
        var reward = step.Reward + _rewards.Collect(step.Gains.Span);
        _milestones.Collect(step.Gains.Span);
        StepsTaken++;
        Return += reward;
        NoteMilestones();
        _isOver = step.Kind == StepKind.Last || IsSuccess || StepsTaken == StepLimit;

        // A termination in the last allowed step stays a termination.
        var kind = _isOver ? StepKind.Last : step.Kind;
        return step with { Kind = kind, Reward = reward, Discount = IsSuccess ? 0f : step.Discount };
    }

    private void NoteMilestones()
    {
        for (var rung = 0; rung < _firstSteps.Length; rung++)
        {
            if (_firstSteps[rung] == 0 && _milestones.Obtained[rung] > 0)
            {
                _firstSteps[rung] = StepsTaken;
            }
        }
    }
}

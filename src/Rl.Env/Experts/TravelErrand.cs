namespace Rl.Env.Experts;

/// <summary>Going to a height or a place, through rock if need be.</summary>
internal sealed class TravelErrand(Journey journey) : IErrand
{
    private const int MostTicks = 3000;

    private RouteGoal _goal;
    private bool _presumesOpen;
    private int _ticks;

    /// <summary>Begins.</summary>
    public void Begin(RouteGoal goal, bool presumesOpen)
    {
        (_goal, _presumesOpen, _ticks) = (goal, presumesOpen, 0);
        journey.Stop();
    }

    /// <inheritdoc />
    public Progress Act() => ++_ticks > MostTicks ? Progress.Failed : journey.Go(_goal, _presumesOpen);

    /// <inheritdoc />
    public void Leave() => journey.Stop();
}

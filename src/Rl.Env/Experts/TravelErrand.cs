namespace Rl.Env.Experts;

/// <summary>Going to a height or a place, through rock if need be.</summary>
internal sealed class TravelErrand(Journey journey) : IErrand
{
    private const int MostTicks = 3000;

    private RouteGoal _goal;
    private Ways _ways;
    private int _ticks;

    /// <summary>Begins.</summary>
    public void Begin(RouteGoal goal, Ways ways)
    {
        (_goal, _ways, _ticks) = (goal, ways, 0);
        journey.Stop();
    }

    /// <inheritdoc />
    public Progress Act() => ++_ticks > MostTicks ? Progress.Failed : journey.Go(_goal, _ways);

    /// <inheritdoc />
    public void Leave() => journey.Stop();
}

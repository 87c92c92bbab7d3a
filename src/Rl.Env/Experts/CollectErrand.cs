namespace Rl.Env.Experts;

/// <summary>Picking up a thing that was seen lying about.</summary>
internal sealed class CollectErrand(Self self, Journey journey) : IErrand
{
    private const int MostTicks = 160;
    private const int WaitTicks = 25;

    private LooseItem _item;
    private Ways _ways;
    private int _ticks;
    private int _waited;

    /// <summary>Where the thing lay when it was seen last.</summary>
    public Cell Cell => _item.Cell;

    /// <summary>Begins; cells never seen are taken for open country or for rock.</summary>
    public void Begin(LooseItem item, Ways ways)
    {
        (_item, _ways, _ticks, _waited) = (item, ways, 0, 0);
        journey.Stop();
    }

    /// <inheritdoc />
    public Progress Act()
    {
        if (self.Loose.Again(_item) is not { } item)
        {
            return Progress.Done;
        }

        var moved = item.Cell != _item.Cell && self.Tick - item.SeenTick < 2;
        _item = moved ? item : _item;
        if (++_ticks > MostTicks || _waited > WaitTicks)
        {
            self.Loose.Forget(_item);
            return Progress.Failed;
        }

        if (self.GroundDistanceTo(_item.X, _item.Z) < 0.9 && _item.Y - self.Body.Y is > -0.6 and < 2)
        {
            // So near that it comes by itself: a thing still in memory but picked up is looked for where it lay.
            _waited++;
            self.Controls.AimAt((_item.X, _item.Y, _item.Z));
            return Progress.Underway;
        }

        switch (journey.Go(RouteGoal.ToTake(_item.Cell), _ways))
        {
            case Progress.Failed:
                self.Loose.Forget(_item);
                return Progress.Failed;
            case Progress.Done:
                _waited++;
                self.Controls.AimAt((_item.X, _item.Y, _item.Z));
                break;
        }

        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave() => journey.Stop();
}

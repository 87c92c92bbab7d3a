using Rl.Env.World.Physics;

namespace Rl.Env.Experts;

/// <summary>Looking for trees: looks all around, goes some way, looks around again.</summary>
internal sealed class SearchErrand(Self self, Journey journey) : IErrand
{
    private const int WayBlocks = 26;
    private const double LookPitch = 4;

    private double _turned;
    private double _yaw;
    private Cell? _place;

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        _yaw = self.Random.NextDouble() * 360;
        _turned = 0;
        _place = null;
    }

    /// <summary>Begins with a look around.</summary>
    public void Begin()
    {
        _turned = 0;
        _place = null;
        journey.Stop();
    }

    /// <inheritdoc />
    public Progress Act()
    {
        if (_turned < 360 && !self.Body.InWater)
        {
            _turned += self.Controls.Spin(self.Persona.TurnsRight, LookPitch);
            return Progress.Underway;
        }

        if (_place is null)
        {
            _place = ChoosePlace();
        }

        switch (journey.Go(RouteGoal.ToPlace(_place.Value), Ways.OverLand))
        {
            case Progress.Done:
                return Progress.Done;
            case Progress.Failed:
                _yaw += 50 + (self.Random.NextDouble() * 80);
                return Progress.Failed;
            default:
                return Progress.Underway;
        }
    }

    /// <inheritdoc />
    public void Leave() => journey.Stop();

    /// <summary>Towards a trunk seen once, else towards foliage in view, else about the way he was going.</summary>
    private Cell ChoosePlace()
    {
        if (self.Sight.Foliage is { } leaf)
        {
            _yaw = Bearing.Yaw(leaf.X + 0.5 - self.Body.X, leaf.Z + 0.5 - self.Body.Z);
        }
        else
        {
            _yaw += (self.Random.NextDouble() - 0.5) * 60;
        }

        return Cell.Containing(
            self.Body.X - (SineTable.SinDegrees(_yaw) * WayBlocks), self.Body.Y, self.Body.Z + (SineTable.CosDegrees(_yaw) * WayBlocks));
    }
}

namespace Rl.Env.Experts;

/// <summary>Looking all around from the spot.</summary>
internal sealed class GlanceErrand(Self self) : IErrand
{
    /// <summary>Pitch of a look at what lies near the feet, in degrees.</summary>
    public const double DownToTheGround = 36;

    /// <summary>Pitch of a look around a cave, in degrees.</summary>
    public const double Ahead = 4;

    private double _turned;
    private double _pitch;

    /// <summary>Begins a look all around under a pitch in degrees.</summary>
    public void Begin(double pitch) => (_turned, _pitch) = (0, pitch);

    /// <inheritdoc />
    public Progress Act()
    {
        _turned += self.Controls.Spin(self.Persona.TurnsRight, _pitch);
        return _turned < 360 ? Progress.Underway : Progress.Done;
    }

    /// <inheritdoc />
    public void Leave()
    {
    }
}

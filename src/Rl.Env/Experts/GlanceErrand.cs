namespace Rl.Env.Experts;

/// <summary>Looking at the ground all around.</summary>
internal sealed class GlanceErrand(Self self) : IErrand
{
    private const double DownToTheGround = 36;

    private double _turned;

    /// <summary>Begins.</summary>
    public void Begin() => _turned = 0;

    /// <inheritdoc />
    public Progress Act()
    {
        _turned += self.Controls.Spin(self.Persona.TurnsRight, DownToTheGround);
        return _turned < 360 ? Progress.Underway : Progress.Done;
    }

    /// <inheritdoc />
    public void Leave()
    {
    }
}

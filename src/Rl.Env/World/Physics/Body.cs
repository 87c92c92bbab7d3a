namespace Rl.Env.World.Physics;

/// <summary>A box that moves: its place, its speed, and what it last ran into. Positions are the middle of the box's bottom.</summary>
internal struct Body
{
    public double X;
    public double Y;
    public double Z;
    public double VelocityX;
    public double VelocityY;
    public double VelocityZ;
    public bool OnGround;
    public bool HitWall;
}

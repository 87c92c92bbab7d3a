namespace Rl.Env.World.Rendering;

/// <summary>The eye of one frame: its block, its place inside that block, and the axes of the picture plane at distance 1.</summary>
internal readonly struct Camera
{
    /// <summary>Width over height of the picture that every frame size samples.</summary>
    public const double Aspect = 16.0 / 9.0;

    public Camera(Scene scene)
    {
        var (sineYaw, cosineYaw) = DegreeTrigonometry.SinCos(scene.YawDegrees);
        var (sinePitch, cosinePitch) = DegreeTrigonometry.SinCos(scene.PitchDegrees);
        var (sine, cosine) = DegreeTrigonometry.SinCos(scene.FieldOfViewDegrees / 2.0);
        var half = sine / cosine;
        (HalfWidth, HalfHeight) = ((float)(half * Aspect), (float)half);
        Forward = ((float)(-sineYaw * cosinePitch), (float)-sinePitch, (float)(cosineYaw * cosinePitch));
        Right = ((float)-cosineYaw, 0, (float)-sineYaw);
        Up = ((float)(-sineYaw * sinePitch), (float)cosinePitch, (float)(cosineYaw * sinePitch));
        Block = ((int)Math.Floor(scene.EyeX), (int)Math.Floor(scene.EyeY), (int)Math.Floor(scene.EyeZ));
        Offset = ((float)(scene.EyeX - Block.X), (float)(scene.EyeY - Block.Y), (float)(scene.EyeZ - Block.Z));
    }

    /// <summary>The block that holds the eye.</summary>
    public (int X, int Y, int Z) Block { get; }

    /// <summary>The eye relative to that block's lower corner.</summary>
    public (float X, float Y, float Z) Offset { get; }

    public (float X, float Y, float Z) Forward { get; }

    public (float X, float Y, float Z) Right { get; }

    public (float X, float Y, float Z) Up { get; }

    /// <summary>Half the width of the picture plane.</summary>
    public float HalfWidth { get; }

    /// <summary>Half the height of the picture plane.</summary>
    public float HalfHeight { get; }
}

using System.Runtime.Intrinsics;

namespace Rl.Env.World.Rendering;

/// <summary>Eight rays. A ray is origin + T · (X, Y, Z), T being the depth along the view axis.</summary>
internal struct RayPacket
{
    public Vector256<float> T;
    public Vector256<float> End;

    /// <summary>All bits set in lanes that still travel.</summary>
    public Vector256<float> Travels;

    public Vector256<float> X;
    public Vector256<float> Y;
    public Vector256<float> Z;
    public Vector256<float> InverseX;
    public Vector256<float> InverseY;
    public Vector256<float> InverseZ;
    public Vector256<float> SizeX;
    public Vector256<float> SizeY;
    public Vector256<float> SizeZ;

    // T at which the ray is level with a cell's centre, less the cell's part: (0.5 − origin) / direction.
    public Vector256<float> CenterX;
    public Vector256<float> CenterY;
    public Vector256<float> CenterZ;

    /// <summary>Length of (X, Y, Z): blocks per unit of T.</summary>
    public Vector256<float> Length;
}

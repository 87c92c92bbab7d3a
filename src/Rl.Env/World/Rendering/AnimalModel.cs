using System.Numerics;
using Rl.Env.World.Animals;

namespace Rl.Env.World.Rendering;

/// <summary>The boxes of one species, built once.</summary>
internal sealed class AnimalModel
{
    private static readonly AnimalModel[] Models =
        [.. Enumerable.Range(0, AnimalTable.Count).Select(kind => new AnimalModel((AnimalKind)kind))];

    private AnimalModel(AnimalKind kind)
    {
        Parts = AnimalSculptor.Carve(kind);
        Middle = (float)AnimalTable.Of(kind).Height / 2;
        Radius = Parts.Max(part => (part.Pivot - new Vector3(0, Middle, 0)).Length() + part.Middle.Length() + part.HalfSize.Length());
    }

    /// <summary>All boxes.</summary>
    public AnimalPart[] Parts { get; }

    /// <summary>Half its height, in blocks.</summary>
    public float Middle { get; }

    /// <summary>No part reaches farther from the middle in any pose, in blocks.</summary>
    public float Radius { get; }

    /// <summary>The model of one species.</summary>
    public static AnimalModel Of(AnimalKind kind) => Models[(int)kind];
}

using System.Numerics;
using Rl.Env.World.Animals;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// Builds the animals' boxes and colours them by rules of our own: coats are grains of a shade, patches are balls that reach into a box,
/// faces are letters. Lengths are sixteenths of a block; x is the animal's right, y up, z forward.
/// </summary>
internal static class AnimalSculptor
{
    // Faces, seen from the front; rows from the top. Blanks keep the coat.
    private static readonly string[] CowFace =
    [
        "..wwww..",
        "..wwww..",
        "...ww...",
        "kw.ww.wk",
        "...ww...",
        ".mmmmmm.",
        "mmnmmnmm",
        "mmmmmmmm",
    ];

    private static readonly string[] PigFace =
    [
        "........",
        "........",
        "........",
        "kw....wk",
        "........",
        "........",
        "........",
        "........",
    ];

    private static readonly string[] Snout =
    [
        "ssss",
        "nssn",
        "ssss",
    ];

    private static readonly string[] SheepFace =
    [
        "......",
        "......",
        "kw..wk",
        "......",
        "..nn..",
        "..pp..",
    ];

    private static readonly string[] ChickenFace =
    [
        "....",
        "k..k",
        "....",
        "....",
        "....",
        "....",
    ];

    /// <summary>A cow's white patches: balls in its body, middle and radius, in grains.</summary>
    private static readonly Vector4[] Patches =
    [
        new(0.5f, 6.5f, 12.5f, 3.6f),
        new(11.5f, 3, 11, 3.4f),
        new(3, 10, 4, 3.8f),
        new(11.5f, 7, 3.5f, 3.1f),
        new(0, 1.5f, 5, 3.2f),
        new(7, 9.5f, 15.5f, 2.6f),
        new(6, -1, 8, 4),
        new(6, 3, 0, 2.8f),
    ];

    /// <summary>All boxes of one species.</summary>
    public static AnimalPart[] Carve(AnimalKind kind) => kind switch
    {
        AnimalKind.Cow => Cow(),
        AnimalKind.Pig => Pig(),
        AnimalKind.Sheep => Sheep(),
        AnimalKind.Chicken => Chicken(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static AnimalPart[] Cow()
    {
        var (brown, white, hoof) = (Rgb(82, 58, 41), Rgb(222, 217, 210), Rgb(58, 50, 45));
        var (horn, udder) = (Rgb(206, 198, 182), Rgb(229, 160, 156));
        var neck = new Vector3(0, 20, 8);
        uint Hide(int x, int y, int z) => Grain(IsPatched(x, y, z) ? white : brown, x, y, z, 0.12);
        uint Leg(int x, int y, int z) => Grain(y < 2 ? hoof : y < 4 ? white : brown, x, y, z, 0.12);
        uint Head(int x, int y, int z) => z == 5 ? Face(CowFace, x, y, Coat(brown, x, y, z)) : Coat(brown, x, y, z);
        return
        [
            new AnimalPart(AnimalJoint.Body, Vector3.Zero, new(-6, 12, -9), new(12, 10, 18), Hide),
            new AnimalPart(AnimalJoint.Body, Vector3.Zero, new(-2, 11, -7), new(4, 1, 6), (x, y, z) => Grain(udder, x, y, z, 0.06)),
            new AnimalPart(AnimalJoint.Head, neck, new(-4, -4, 0), new(8, 8, 6), Head),
            new AnimalPart(AnimalJoint.Head, neck, new(-5, 2, 2), new(1, 3, 1), (x, y, z) => Grain(horn, x, y, z, 0.1)),
            new AnimalPart(AnimalJoint.Head, neck, new(4, 2, 2), new(1, 3, 1), (x, y, z) => Grain(horn, x, y, z, 0.1)),
            .. Legs(new Vector3(4, 12, 6), -7, 4, Leg),
        ];
    }

    private static AnimalPart[] Pig()
    {
        var (pink, hoof) = (Rgb(239, 165, 160), Rgb(196, 118, 118));
        var neck = new Vector3(0, 12, 6);
        uint Hide(int x, int y, int z) => Grain(pink, x, y, z, 0.1);
        uint Leg(int x, int y, int z) => Grain(y < 1 ? hoof : pink, x, y, z, 0.1);
        uint Head(int x, int y, int z) => z == 7 ? Face(PigFace, x, y, Hide(x, y, z)) : Hide(x, y, z);
        return
        [
            new AnimalPart(AnimalJoint.Body, Vector3.Zero, new(-5, 6, -8), new(10, 8, 16), Hide),
            new AnimalPart(AnimalJoint.Head, neck, new(-4, -4, 0), new(8, 8, 8), Head),
            new AnimalPart(AnimalJoint.Head, neck, new(-2, -3, 8), new(4, 3, 1), (x, y, z) => Face(Snout, x, y, Hide(x, y, z))),
            .. Legs(new Vector3(3, 6, 5), -6, 4, Leg),
        ];
    }

    private static AnimalPart[] Sheep()
    {
        var (wool, skin, hoof) = (Rgb(231, 230, 225), Rgb(203, 171, 147), Rgb(112, 92, 80));
        var neck = new Vector3(0, 18, 8);

        // Wool lies in curls: every other pair of grains along each axis is a little darker.
        uint Wool(int x, int y, int z) => Grain(wool, x, y, z, 0.09 + (((x >> 1) + (y >> 1) + (z >> 1)) % 2 * 0.07));
        uint Leg(int x, int y, int z) => Grain(y < 1 ? hoof : skin, x, y, z, 0.08);
        uint Head(int x, int y, int z) => z == 7 ? Face(SheepFace, x, y, Grain(skin, x, y, z, 0.07)) : Grain(skin, x, y, z, 0.07);
        return
        [
            new AnimalPart(AnimalJoint.Body, Vector3.Zero, new(-5.75f, 10.25f, -9.75f), new(11.5f, 9.5f, 19.5f), Wool),
            new AnimalPart(AnimalJoint.Head, neck, new(-3, -2, -2), new(6, 6, 8), Head),
            new AnimalPart(AnimalJoint.Head, neck, new(-3.6f, -2.6f, -2.6f), new(7.2f, 7.2f, 7.2f), Wool),
            .. Legs(new Vector3(3, 12, 5), -7, 4, Leg),
            .. Legs(new Vector3(3, 12, 5), -7, 5, Wool, height: 6.5f),
        ];
    }

    private static AnimalPart[] Chicken()
    {
        var (white, beak, red, foot) = (Rgb(242, 241, 236), Rgb(228, 178, 62), Rgb(206, 44, 36), Rgb(222, 182, 78));
        var neck = new Vector3(0, 9, 4);
        uint Feathers(int x, int y, int z) => Grain(white, x, y, z, 0.08);
        uint Wing(int x, int y, int z) => Grain(white, x, y, z, y == 0 || z == 0 ? 0.2 : 0.12);
        uint Head(int x, int y, int z) => z == 2 ? Face(ChickenFace, x, y, Feathers(x, y, z)) : Feathers(x, y, z);
        uint Foot(int x, int y, int z) => Grain(foot, x, y, z, 0.08);
        return
        [
            new AnimalPart(AnimalJoint.Body, Vector3.Zero, new(-3, 5, -4), new(6, 6, 8), Feathers),
            new AnimalPart(AnimalJoint.Head, neck, new(-2, 0, -1), new(4, 6, 3), Head),
            new AnimalPart(AnimalJoint.Head, neck, new(-2, 2, 2), new(4, 2, 2), (x, y, z) => Grain(beak, x, y, z, y == 0 ? 0.2 : 0.06)),
            new AnimalPart(AnimalJoint.Head, neck, new(-1, 0, 1), new(2, 2, 2), (x, y, z) => Grain(red, x, y, z, 0.1)),
            new AnimalPart(AnimalJoint.RightWing, new(3, 11, 0), new(0, -4, -3), new(1, 4, 6), Wing),
            new AnimalPart(AnimalJoint.LeftWing, new(-3, 11, 0), new(-1, -4, -3), new(1, 4, 6), Wing),
            new AnimalPart(AnimalJoint.LegAhead, new(1.5f, 5, -1), new(-0.5f, -5, -0.5f), new(1, 5, 1), Foot),
            new AnimalPart(AnimalJoint.LegAhead, new(1.5f, 5, -1), new(-1.5f, -5, -0.5f), new(3, 0.4f, 3), Foot),
            new AnimalPart(AnimalJoint.LegBehind, new(-1.5f, 5, -1), new(-0.5f, -5, -0.5f), new(1, 5, 1), Foot),
            new AnimalPart(AnimalJoint.LegBehind, new(-1.5f, 5, -1), new(-1.5f, -5, -0.5f), new(3, 0.4f, 3), Foot),
        ];
    }

    /// <summary>Four legs; those across from each other swing together.</summary>
    /// <param name="hip">The right fore hip.</param>
    /// <param name="back">z of the hind hips.</param>
    /// <param name="width">Thickness.</param>
    /// <param name="paint">Colour.</param>
    /// <param name="height">Length down from the hip; 0 for down to the ground.</param>
    private static AnimalPart[] Legs(Vector3 hip, float back, float width, Func<int, int, int, uint> paint, float height = 0)
    {
        height = height == 0 ? hip.Y : height;
        var low = new Vector3(-width / 2, -height, -width / 2);
        var size = new Vector3(width, height, width);
        return
        [
            new AnimalPart(AnimalJoint.LegAhead, hip, low, size, paint),
            new AnimalPart(AnimalJoint.LegBehind, hip with { X = -hip.X }, low, size, paint),
            new AnimalPart(AnimalJoint.LegBehind, hip with { Z = back }, low, size, paint),
            new AnimalPart(AnimalJoint.LegAhead, new Vector3(-hip.X, hip.Y, back), low, size, paint),
        ];
    }

    private static bool IsPatched(int x, int y, int z)
    {
        var at = new Vector3(x + 0.5f, y + 0.5f, z + 0.5f);

        // The balls are ragged: every pair of grains along each axis lies a little nearer or farther than it is.
        var reach = 0.75f + (0.6f * Lot(x >> 1, y >> 1, z >> 1));
        foreach (var patch in Patches)
        {
            if ((at - new Vector3(patch.X, patch.Y, patch.Z)).LengthSquared() < patch.W * patch.W * reach)
            {
                return true;
            }
        }

        return false;
    }

    private static uint Coat(uint color, int x, int y, int z) => Grain(color, x, y, z, 0.12);

    /// <summary>A colour made darker by up to a share, by a lot that depends on the place.</summary>
    private static uint Grain(uint color, int x, int y, int z, double share) => Scale(color, 1 - (Lot(x, y, z) * share));

    /// <summary>A number from 0 to 1 that depends on the place alone.</summary>
    private static float Lot(int x, int y, int z)
    {
        var lot = unchecked((uint)((x * 73856093) ^ (y * 19349663) ^ (z * 83492791))) * 2654435761u;
        lot = (lot ^ (lot >> 15)) * 2246822519u;
        return ((lot >> 16) & 255) / 255f;
    }

    private static uint Face(string[] rows, int x, int y, uint coat) => rows[rows.Length - 1 - y][x] switch
    {
        'k' => Rgb(24, 22, 24),
        'w' => Rgb(236, 234, 230),
        'm' => Rgb(196, 172, 160),
        'n' => Rgb(112, 66, 62),
        's' => Rgb(222, 128, 126),
        'p' => Rgb(214, 156, 144),
        _ => coat,
    };
}

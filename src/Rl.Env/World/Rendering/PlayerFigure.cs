using System.Numerics;
using static Rl.Env.World.Rendering.Picture;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The figure in the player's window that looks towards the cursor: boxes of our own painting, seen without perspective in five by five
/// poses. Drawn once for the process, read-only afterwards.
/// </summary>
internal static class PlayerFigure
{
    private const int Turns = 5;
    private const int PixelsPerBlock = 30; // (Mh)
    private const float UnitsPerPixel = 32 / (1.8f * PixelsPerBlock);
    private const int FeetAboveBottom = 6;
    private const int EyesAboveFeet = 48;
    private const int Body = 2;
    private const int Head = 5;

    private const string FaceDrawing = """
hhhhhhhh
hhhhhhhh
hhsssshh
hssssssh
swgssgws
sssnnsss
sssmmsss
ssssssss
""";

    // Degrees that the body turns by where the cursor is far to one side, near, or straight ahead; the head turns by as much again.
    private static readonly int[] Degrees = [-26, -15, 0, 15, 26];

    private static readonly (Vector3 Low, Vector3 High)[] Boxes =
    [
        (new(-4, 0, -2), new(0, 12, 2)),
        (new(0, 0, -2), new(4, 12, 2)),
        (new(-4, 12, -2), new(4, 24, 2)),
        (new(-8, 12, -2), new(-4, 24, 2)),
        (new(4, 12, -2), new(8, 24, 2)),
        (new(-4, 24, -4), new(4, 32, 4)),
    ];

    private static readonly Vector3 Neck = new(0, 24, 0);
    private static readonly uint Skin = Rgb(205, 152, 118);
    private static readonly uint Hair = Rgb(84, 54, 30);
    private static readonly uint Shirt = Rgb(36, 128, 134);
    private static readonly uint Trousers = Rgb(66, 68, 128);
    private static readonly uint Boots = Rgb(82, 82, 86);
    private static readonly Picture Face = Parse(FaceDrawing, FaceColor);
    private static readonly ScreenCanvas[] Poses = [.. Enumerable.Range(0, Turns * Turns).Select(DrawPose)];

    /// <summary>What the figure can cover: the dark box without its edge.</summary>
    public static ScreenArea Area => WindowPanels.PreviewArea.Inset(1);

    /// <summary>The pose in which the figure looks towards a point of the screen.</summary>
    public static int PoseTowards(int x, int y) =>
        (Turn(Area.Top + Area.Height - FeetAboveBottom - EyesAboveFeet - y) * Turns) + Turn(x - Area.Left - (Area.Width / 2));

    /// <summary>The box with the figure in one pose.</summary>
    public static ScreenCanvas Of(int pose) => Poses[pose];

    private static int Turn(int pixels) => pixels switch { < -72 => 0, < -18 => 1, <= 18 => 2, <= 72 => 3, _ => 4 };

    private static ScreenCanvas DrawPose(int pose)
    {
        var body = new Axes(Degrees[pose % Turns], Degrees[pose / Turns], turnsFirst: true);
        var head = new Axes(Degrees[pose % Turns], Degrees[pose / Turns], turnsFirst: false);
        var canvas = new ScreenCanvas(Area);
        canvas.Fill(Area, Rgb(0, 0, 0));

        // Slightly off the axis, so that no ray runs within a box's side.
        var direction = body.Seen(new Vector3(0.0001f, 0.0001f, -1));
        var headDirection = head.Seen(direction);
        for (var y = 0; y < Area.Height; y++)
        {
            for (var x = 0; x < Area.Width; x++)
            {
                var origin = body.Seen(new Vector3(
                    (x - (Area.Width / 2)) * UnitsPerPixel, (Area.Height - FeetAboveBottom - y - 0.5f) * UnitsPerPixel, 60));
                var headOrigin = Neck + head.Seen(origin - Neck);
                var color = ColorAlong(origin, direction, headOrigin, headDirection);
                if (color != 0)
                {
                    canvas.Put(Area.Left + x, Area.Top + y, color);
                }
            }
        }

        return canvas;
    }

    private static uint ColorAlong(Vector3 origin, Vector3 direction, Vector3 headOrigin, Vector3 headDirection)
    {
        var (nearest, color) = (float.PositiveInfinity, 0u);
        for (var part = 0; part < Boxes.Length; part++)
        {
            var (from, along) = part == Head ? (headOrigin, headDirection) : (origin, direction);
            if (ItemModel.EnterBox(from, along, Boxes[part].Low, Boxes[part].High, out var t, out _, out var axis) && t < nearest)
            {
                (nearest, color) = (t, ColorOf(part, from + (t * along) - Boxes[part].Low, axis, isFront: axis == 2 && along.Z < 0));
            }
        }

        return color;
    }

    /// <summary>The colour of a part at a point given from its lower, left, back corner.</summary>
    private static uint ColorOf(int part, Vector3 at, int axis, bool isFront)
    {
        var (x, y, z) = ((int)at.X, (int)at.Y, (int)at.Z);
        var grain = 0.94 + (0.03 * (((x * 7) + (y * 5) + (z * 3) + part) % 5));
        var shade = axis switch { 0 => 0.72, 1 => 1.0, _ => 0.94 };
        if (part == Head && isFront)
        {
            return Scale(Face[Math.Clamp(x, 0, 7), Math.Clamp(7 - y, 0, 7)], shade);
        }

        var color = part switch
        {
            Head => y >= 4 || (z < 3 && y >= 2) ? Hair : Skin,
            Body => isFront && y >= 10 && x is >= 2 and <= 5 ? Skin : y < 1 ? Boots : Shirt,
            > Body => y >= 5 ? Shirt : Skin,
            _ => y < 3 ? Boots : Trousers,
        };
        return Scale(color, shade * grain);
    }

    private static uint FaceColor(char letter) => letter switch
    {
        'h' => Hair,
        's' => Skin,
        'w' => Rgb(240, 240, 240),
        'g' => Rgb(64, 120, 70),
        'n' => Scale(Skin, 0.84),
        _ => Rgb(140, 84, 74),
    };

    /// <summary>
    /// The axes of a body that is turned to the screen's right and tilted back, in the screen's: x right, y up, z towards the beholder.
    /// </summary>
    private readonly struct Axes
    {
        private readonly Vector3 _right;
        private readonly Vector3 _up;
        private readonly Vector3 _front;

        /// <summary>A figure is tilted after it has turned, its head before: then it nods.</summary>
        public Axes(int turnDegrees, int tiltDegrees, bool turnsFirst)
        {
            var (turnSine, turnCosine) = DegreeTrigonometry.SinCos(turnDegrees);
            var (tiltSine, tiltCosine) = DegreeTrigonometry.SinCos(tiltDegrees);
            _right = Moved(Vector3.UnitX);
            _up = Moved(Vector3.UnitY);
            _front = Moved(Vector3.UnitZ);

            Vector3 Moved(Vector3 axis) => turnsFirst ? Tilted(Turned(axis)) : Turned(Tilted(axis));

            Vector3 Turned(Vector3 v)
            {
                var (sine, cosine) = ((float)turnSine, (float)turnCosine);
                return new Vector3((v.X * cosine) + (v.Z * sine), v.Y, (v.Z * cosine) - (v.X * sine));
            }

            Vector3 Tilted(Vector3 v)
            {
                var (sine, cosine) = ((float)tiltSine, (float)tiltCosine);
                return new Vector3(v.X, (v.Y * cosine) + (v.Z * sine), (v.Z * cosine) - (v.Y * sine));
            }
        }

        /// <summary>A vector in this body's axes.</summary>
        public Vector3 Seen(Vector3 v) => new(Vector3.Dot(v, _right), Vector3.Dot(v, _up), Vector3.Dot(v, _front));
    }
}

using System.Numerics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>
/// Draws animals after the blocks and behind what hides them: each box of a model by one ray per pixel of the rectangle that it covers, in
/// the box's own axes, into which the picture's axes are turned once per box. Where boxes overlap, the depths decide.
/// </summary>
internal sealed class AnimalPainter(FrameSize size)
{
    /// <summary>Blocks beyond which no animal is drawn.</summary>
    public const float FarthestDrawn = 48;

    private const float FarthestInWater = 22;
    private const float Nearest = 0.05f;

    /// <summary>From here on the colours are blurred, as the blocks' textures are.</summary>
    private const float FarFrom = 22;

    /// <summary>Legs swing so many degrees at most; the original's 1.4 radians.</summary>
    private const float SwingDegrees = 80;

    /// <summary>Degrees of the swing's wave for one unit of <see cref="AnimalSprite.WalkPhase"/>; the original's 0.6662 radians.</summary>
    private const double DegreesPerPhase = 38.17;
    private const float TipTicks = 12;

    // The blue that water fades into, R | G << 8 | B << 16; the sky's under water.
    private const uint WaterColor = 22 | (58 << 8) | (140 << 16);

    /// <summary>Draws over the marcher's pixels wherever an animal is nearer than the depth found there.</summary>
    public void Draw(VoxelVolume volume, Scene scene, in Camera camera, LightMap lightMap, RayMarcher target)
    {
        for (var i = 0; i < scene.AnimalCount; i++)
        {
            DrawAnimal(volume, scene, scene.Animals[i], camera, lightMap, target);
        }
    }

    /// <summary>The light that falls on an animal's middle.</summary>
    private static LightColor LightOn(VoxelVolume volume, LightMap lightMap, in AnimalSprite sprite, float middle)
    {
        var (x, y, z) = ((int)Math.Floor(sprite.X), (int)Math.Floor(sprite.Y + middle), (int)Math.Floor(sprite.Z));
        return lightMap.At(volume.SkyLight(x, y, z), volume.BlockLight(x, y, z));
    }

    private void DrawAnimal(
        VoxelVolume volume, Scene scene, in AnimalSprite sprite, in Camera camera, LightMap lightMap, RayMarcher target)
    {
        var model = AnimalModel.Of(sprite.Kind);
        var forward = new Vector3(camera.Forward.X, camera.Forward.Y, camera.Forward.Z);
        var right = new Vector3(camera.Right.X, camera.Right.Y, camera.Right.Z);
        var up = new Vector3(camera.Up.X, camera.Up.Y, camera.Up.Z);
        var feet = new Vector3((float)(sprite.X - scene.EyeX), (float)(sprite.Y - scene.EyeY), (float)(sprite.Z - scene.EyeZ));
        var middle = feet + new Vector3(0, model.Middle, 0);
        var depth = Vector3.Dot(middle, forward);
        var farthest = scene.EyeInWater ? FarthestInWater : FarthestDrawn;
        if (depth < -model.Radius
            || middle.LengthSquared() > farthest * farthest
            || IsAside(Vector3.Dot(middle, right), depth, camera.HalfWidth, model.Radius)
            || IsAside(Vector3.Dot(middle, up), depth, camera.HalfHeight, model.Radius))
        {
            return;
        }

        var paint = new Paint(
            LightOn(volume, lightMap, sprite, model.Middle),
            depth > FarFrom,
            sprite.IsHurt,
            scene.EyeInWater ? Math.Min(256, (uint)(middle.Length() / FarthestInWater * 256)) : 0);
        var view = new View(right, up, forward, camera.HalfWidth, camera.HalfHeight);
        var body = BodyAxes(sprite);
        var joints = new Joints(sprite, body);
        foreach (var part in model.Parts)
        {
            DrawPart(part, joints.Of(part.Joint), feet + body.ToWorld(part.Pivot), view, paint, target);
        }
    }

    /// <summary>True if a ball lies wholly beyond one side plane of the picture or the one opposite.</summary>
    private static bool IsAside(float across, float depth, float half, float radius) =>
        Math.Abs(across) > (depth * half) + (radius * MathF.Sqrt(1 + (half * half)));

    /// <summary>The animal's own axes; a dead one tips over to its left.</summary>
    private static Axes BodyAxes(in AnimalSprite sprite)
    {
        var forward = new Vector3(sprite.Heading.X, 0, sprite.Heading.Z);
        var right = new Vector3(-sprite.Heading.Z, 0, sprite.Heading.X);
        var share = Math.Min(1, MathF.Sqrt(Math.Max(0, sprite.DyingTicks - 1) / TipTicks));
        var (sine, cosine) = DegreeTrigonometry.SinCos(share * 90);
        return new Axes(
            ((float)cosine * right) + ((float)sine * Vector3.UnitY),
            ((float)cosine * Vector3.UnitY) - ((float)sine * right),
            forward);
    }

    private void DrawPart(AnimalPart part, in Axes axes, Vector3 pivot, in View view, in Paint paint, RayMarcher target)
    {
        var middle = pivot + axes.ToWorld(part.Middle);
        var (fromX, toX, fromY, toY) = CoveredPixels(part, axes, middle, view);
        if (fromX >= toX || fromY >= toY)
        {
            return;
        }

        // Everything from here on is in the box's axes, its middle at the origin.
        var origin = axes.FromWorld(-middle);
        var (right, up, forward) = (axes.FromWorld(view.Right), axes.FromWorld(view.Up), axes.FromWorld(view.Forward));
        var half = part.HalfSize;
        var counts = new Vector3(part.CountX, part.CountY, part.CountZ);
        var toGrains = counts / (2 * half);
        var colors = part.Colors(paint.IsFar);
        var (shadeX, shadeY, shadeZ) = (Paint.Shades(axes.X), Paint.Shades(axes.Y), Paint.Shades(axes.Z));
        var (stepX, stepY) = (2 * view.HalfWidth / size.Width, 2 * view.HalfHeight / size.Height);
        for (var y = fromY; y < toY; y++)
        {
            var row = forward + ((view.HalfHeight - ((y + 0.5f) * stepY)) * up);
            var at = (y * target.Stride) + fromX;
            for (var x = fromX; x < toX; x++, at++)
            {
                var direction = row + ((((x + 0.5f) * stepX) - view.HalfWidth) * right);
                var inverse = Vector3.One / direction;
                var center = -origin * inverse;
                var extent = half * Vector3.Abs(inverse);
                var (enter, leave) = (center - extent, center + extent);
                var t = Math.Max(enter.X, Math.Max(enter.Y, enter.Z));
                if (!(t < Math.Min(leave.X, Math.Min(leave.Y, leave.Z))) || !(t > Nearest) || !(t < target.Depths[at]))
                {
                    continue;
                }

                var (shades, along) = enter.X == t ? (shadeX, direction.X) : enter.Y == t ? (shadeY, direction.Y) : (shadeZ, direction.Z);
                var grain = (origin + (t * direction) + half) * toGrains;
                var grainX = Math.Clamp((int)grain.X, 0, part.CountX - 1);
                var grainY = Math.Clamp((int)grain.Y, 0, part.CountY - 1);
                var grainZ = Math.Clamp((int)grain.Z, 0, part.CountZ - 1);
                var color = colors[(((grainZ * part.CountY) + grainY) * part.CountX) + grainX];
                target.Pixels[at] = paint.Mix(color, along > 0 ? shades.Behind : shades.Ahead);
                target.Depths[at] = t;
            }
        }
    }

    /// <summary>The rectangle of pixels whose middles the box may cover.</summary>
    private (int FromX, int ToX, int FromY, int ToY) CoveredPixels(AnimalPart part, in Axes axes, Vector3 middle, in View view)
    {
        var center = view.Project(middle);
        var x = view.Project(axes.X) * part.HalfSize.X;
        var y = view.Project(axes.Y) * part.HalfSize.Y;
        var z = view.Project(axes.Z) * part.HalfSize.Z;
        Span<Vector3> corners = stackalloc Vector3[8];
        var nearest = float.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            corners[i] = center + ((i & 1) == 0 ? -x : x) + ((i & 2) == 0 ? -y : y) + ((i & 4) == 0 ? -z : z);
            nearest = Math.Min(nearest, corners[i].Z);
        }

        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        for (var i = 0; i < 8; i++)
        {
            Cover(corners[i], ref low, ref high);
            for (var bit = 1; bit < 8 && nearest < Nearest; bit <<= 1)
            {
                // Of an edge that comes from behind the eye, the point where it passes the picture's near plane counts.
                var other = corners[i ^ bit];
                if (corners[i].Z >= Nearest && other.Z < Nearest)
                {
                    var share = (Nearest - other.Z) / (corners[i].Z - other.Z);
                    Cover(Vector3.Lerp(other, corners[i], share) with { Z = Nearest }, ref low, ref high);
                }
            }
        }

        return (
            Pixel(low.X, size.Width), Pixel(high.X, size.Width),
            Pixel(-high.Y, size.Height), Pixel(-low.Y, size.Height));
    }

    private static void Cover(Vector3 corner, ref Vector2 low, ref Vector2 high)
    {
        if (corner.Z >= Nearest)
        {
            var at = new Vector2(corner.X, corner.Y) / corner.Z;
            low = Vector2.Min(low, at);
            high = Vector2.Max(high, at);
        }
    }

    /// <summary>The first pixel whose middle lies beyond a place from −1 to 1.</summary>
    private static int Pixel(float place, int count) => (int)Math.Clamp(MathF.Ceiling(((place + 1) * count / 2) - 0.5f), 0, count);

    /// <summary>Three axes of length 1 at right angles: an animal's or a part's right, up and forward.</summary>
    private readonly record struct Axes(Vector3 X, Vector3 Y, Vector3 Z)
    {
        public Vector3 ToWorld(Vector3 v) => (v.X * X) + (v.Y * Y) + (v.Z * Z);

        public Vector3 FromWorld(Vector3 v) => new(Vector3.Dot(v, X), Vector3.Dot(v, Y), Vector3.Dot(v, Z));

        /// <summary>Axes that are given in these, in the world's.</summary>
        public Axes Turned(Vector3 x, Vector3 y, Vector3 z) => new(ToWorld(x), ToWorld(y), ToWorld(z));
    }

    /// <summary>The picture: its axes, and half its width and height at distance 1.</summary>
    private readonly record struct View(Vector3 Right, Vector3 Up, Vector3 Forward, float HalfWidth, float HalfHeight)
    {
        /// <summary>A way as it shows: across and upwards in halves of the picture at distance 1, and its depth.</summary>
        public Vector3 Project(Vector3 v) =>
            new(Vector3.Dot(v, Right) / HalfWidth, Vector3.Dot(v, Up) / HalfHeight, Vector3.Dot(v, Forward));
    }

    /// <summary>The axes of every joint in one pose.</summary>
    private readonly struct Joints
    {
        private readonly Axes _body;
        private readonly Axes _head;
        private readonly Axes _legAhead;
        private readonly Axes _legBehind;
        private readonly Axes _rightWing;
        private readonly Axes _leftWing;

        public Joints(in AnimalSprite sprite, in Axes body)
        {
            _body = body;
            _head = Neck(sprite, body);
            var (wave, _) = DegreeTrigonometry.SinCos((sprite.WalkPhase * DegreesPerPhase) + 90);
            var swing = (float)wave * SwingDegrees * Math.Clamp(sprite.WalkAmount, 0, 1);
            (_legAhead, _legBehind) = (Hip(body, swing), Hip(body, -swing));

            var (beat, _) = DegreeTrigonometry.SinCos(sprite.FlutterTicks * 75.0);
            var spread = (float)(beat + 1) * 50 * sprite.WingSpread;
            (_rightWing, _leftWing) = (Shoulder(body, spread), Shoulder(body, -spread));
        }

        public Axes Of(AnimalJoint joint) => joint switch
        {
            AnimalJoint.Head => _head,
            AnimalJoint.LegAhead => _legAhead,
            AnimalJoint.LegBehind => _legBehind,
            AnimalJoint.RightWing => _rightWing,
            AnimalJoint.LeftWing => _leftWing,
            _ => _body,
        };

        private static Axes Neck(in AnimalSprite sprite, in Axes body)
        {
            // The turn off the body's heading, as sine and cosine.
            var aside = (sprite.Head.Z * sprite.Heading.X) - (sprite.Head.X * sprite.Heading.Z);
            var along = (sprite.Head.X * sprite.Heading.X) + (sprite.Head.Z * sprite.Heading.Z);
            var rise = Math.Clamp(sprite.HeadRise, -1, 1);
            var level = MathF.Sqrt(1 - (rise * rise));
            return body.Turned(
                new Vector3(along, 0, -aside),
                new Vector3(-aside * rise, level, -along * rise),
                new Vector3(aside * level, rise, along * level));
        }

        private static Axes Hip(in Axes body, float degrees)
        {
            var (sine, cosine) = DegreeTrigonometry.SinCos(degrees);
            return body.Turned(Vector3.UnitX, new Vector3(0, (float)cosine, (float)-sine), new Vector3(0, (float)sine, (float)cosine));
        }

        private static Axes Shoulder(in Axes body, float degrees)
        {
            var (sine, cosine) = DegreeTrigonometry.SinCos(degrees);
            return body.Turned(new Vector3((float)cosine, (float)sine, 0), new Vector3((float)-sine, (float)cosine, 0), Vector3.UnitZ);
        }
    }

    /// <summary>How an animal's colours become a pixel: light, blur, the flash of a hurt, and water between.</summary>
    /// <param name="Light">What falls on it.</param>
    /// <param name="IsFar">True for blurred colours.</param>
    /// <param name="IsHurt">True for the red flash.</param>
    /// <param name="Water">How much of the water's colour covers it, 0 to 256.</param>
    private readonly record struct Paint(LightColor Light, bool IsFar, bool IsHurt, uint Water)
    {
        /// <summary>How much red covers a hurt animal, of 256.</summary>
        private const uint Flash = 90;

        /// <summary>Brightness, 0 to 256, of the two faces that an axis pierces, by where they look: brightest on top.</summary>
        public static (uint Ahead, uint Behind) Shades(Vector3 axis)
        {
            var sides = (0.66f * axis.X * axis.X) + (0.82f * axis.Z * axis.Z);
            var (top, bottom) = (axis.Y * axis.Y, 0.52f * axis.Y * axis.Y);
            var (ahead, behind) = axis.Y > 0 ? (sides + top, sides + bottom) : (sides + bottom, sides + top);
            return (Math.Min(256, (uint)(ahead * 256)), Math.Min(256, (uint)(behind * 256)));
        }

        /// <summary>The pixel of a colour in a brightness of 0 to 256.</summary>
        public uint Mix(uint color, uint shade)
        {
            color = Light.ApplyTo(Scaled(color, shade));
            color = IsHurt ? Scaled(color, 256 - Flash) + (Flash * 255 / 256) : color;
            return Water == 0 ? color : Scaled(color, 256 - Water) + Scaled(WaterColor, Water);
        }

        private static uint Scaled(uint color, uint share) =>
            ((((color & 0xFF00FF) * share) >> 8) & 0xFF00FF) | ((((color & 0xFF00) * share) >> 8) & 0xFF00);
    }
}

using System.Numerics;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The first-person arm or held item: one picture of the lower right of the frame per swing phase, drawn when the held item changes and
/// then laid over each frame, in the light at the eye.
/// </summary>
internal sealed class HandLayer
{
    private const int Phases = 6;
    private const float HalfHeight = 0.7002075f; // tan 35°: the hand has a projection of its own

    private static readonly uint Skin = Picture.Rgb(205, 152, 118);
    private static readonly uint Sleeve = Picture.Rgb(36, 128, 134);

    private readonly FrameSize _size;
    private readonly int _left;
    private readonly int _top;
    private readonly uint[][] _phases = new uint[Phases][];
    private readonly bool[] _drawn = new bool[Phases];
    private ItemId _item;

    public HandLayer(FrameSize size)
    {
        _size = size;
        (_left, _top) = (size.Width * 35 / 100, size.Height * 30 / 100);
        for (var i = 0; i < Phases; i++)
        {
            _phases[i] = new uint[(size.Width - _left) * (size.Height - _top)];
        }
    }

    /// <summary>Lays the hand over a frame.</summary>
    public void Draw(Scene scene, in LightColor light, uint[] pixels, int stride)
    {
        var held = scene.Hotbar[scene.SelectedSlot];
        var item = held.IsEmpty ? ItemId.None : held.Item;
        if (item != _item)
        {
            Array.Clear(_drawn);
            _item = item;
        }

        var phase = (int)Math.Round(Math.Clamp(scene.SwingProgress, 0f, 1f) * Phases) % Phases;
        if (!_drawn[phase])
        {
            Trace(phase);
            _drawn[phase] = true;
        }

        var (red, green, blue) = ((uint)(256 * light.Red), (uint)(256 * light.Green), (uint)(256 * light.Blue));
        var width = _size.Width - _left;
        for (var y = _top; y < _size.Height; y++)
        {
            var source = _phases[phase].AsSpan((y - _top) * width, width);
            var target = pixels.AsSpan((y * stride) + _left, width);
            for (var x = 0; x < width; x++)
            {
                var color = source[x];
                if (color != 0)
                {
                    target[x] = (((color & 0xFF) * red) >> 8)
                        | ((((color & 0xFF00) * green) >> 8) & 0xFF00)
                        | (((((color >> 16) & 0xFF) * blue) << 8) & 0xFF0000);
                }
            }
        }
    }

    private void Trace(int phase)
    {
        // As in the game: the hand strikes in towards the middle, fast at first, and comes back below.
        var progress = (double)phase / Phases;
        var (strike, _) = DegreeTrigonometry.SinCos(180 * Math.Sqrt(progress));
        var (wave, _) = DegreeTrigonometry.SinCos(360 * Math.Sqrt(progress));
        var (reach, _) = DegreeTrigonometry.SinCos(180 * progress);
        var shift = new Vector3((float)(-0.34 * strike), (float)((0.2 * wave) - (0.04 * strike)), (float)(0.22 * reach));
        var pose = PoseOf(_item, (float)strike);
        var inverse = Matrix4x4.Invert(pose * Matrix4x4.CreateTranslation(shift), out var turned) ? turned : Matrix4x4.Identity;
        var origin = Vector3.Transform(Vector3.Zero, inverse);
        var picture = _phases[phase];
        var at = 0;
        for (var y = _top; y < _size.Height; y++)
        {
            var upwards = (1 - ((2 * (y + 0.5f)) / _size.Height)) * HalfHeight;
            for (var x = _left; x < _size.Width; x++)
            {
                var across = (((2 * (x + 0.5f)) / _size.Width) - 1) * HalfHeight * (float)Camera.Aspect;
                var direction = Vector3.TransformNormal(new Vector3(across, upwards, 1), inverse);
                picture[at++] = ColorAlong(origin, direction);
            }
        }
    }

    private uint ColorAlong(Vector3 origin, Vector3 direction)
    {
        if (_item != ItemId.None)
        {
            return ItemModel.Trace(_item, origin, direction, out _, out var color) ? color | 0xFF000000 : 0;
        }

        if (!ItemModel.EnterBox(origin, direction, Vector3.Zero, Vector3.One, out var t, out _, out var axis) || t <= 0)
        {
            return 0;
        }

        // The arm's long axis is y; the sleeve begins above the elbow. A little grain keeps it from looking like plastic.
        var at = origin + (t * direction);
        var shade = axis switch { 0 => 0.78, 1 => 1.0, _ => 0.92 };
        var grain = (((int)(at.X * 3.99f) * 7) + ((int)(at.Y * 11.99f) * 5) + ((int)(at.Z * 3.99f) * 3)) % 5;
        return Picture.Scale(at.Y < 0.36f ? Sleeve : Skin, shade * (0.94 + (0.03 * grain)));
    }

    /// <summary>From the item's unit cube to view space: x right, y up, z away from the eye.</summary>
    private static Matrix4x4 PoseOf(ItemId item, float strike)
    {
        if (item == ItemId.None)
        {
            var elbow = new Vector3(0.74f, -0.86f, 0.72f);
            var hand = new Vector3(0.43f, -0.3f, 1.12f);
            var along = hand - elbow;
            var side = Vector3.Normalize(Vector3.Cross(along, new Vector3(0.3f, 0.2f, 1)));
            var depth = Vector3.Normalize(Vector3.Cross(side, along));
            const float thick = 0.21f;
            var corner = elbow - ((side + depth) * (thick / 2));
            return FromAxes(side * thick, along, depth * thick, corner);
        }

        if (ItemPictures.BlockOf(item) != BlockId.Air)
        {
            return Matrix4x4.CreateTranslation(-0.5f, -0.5f, -0.5f)
                * Matrix4x4.CreateScale(0.4f)
                * Rotation(18 - (30 * strike), axis: 1)
                * Rotation(-40 * strike, axis: 0)
                * Matrix4x4.CreateTranslation(0.62f, -0.48f, 1.1f);
        }

        // Pictures have their handle at the lower left; turned about, it points to the lower right and the head leans forward.
        return Matrix4x4.CreateTranslation(-0.5f, -0.5f, -0.5f)
            * Matrix4x4.CreateScale(-0.72f, 0.72f, 0.72f)
            * Rotation(58, axis: 1)
            * Rotation(-14, axis: 2)
            * Rotation(70 * strike, axis: 0)
            * Matrix4x4.CreateTranslation(0.6f, -0.3f, 1.0f);
    }

    private static Matrix4x4 FromAxes(Vector3 x, Vector3 y, Vector3 z, Vector3 corner) => new(
        x.X, x.Y, x.Z, 0,
        y.X, y.Y, y.Z, 0,
        z.X, z.Y, z.Z, 0,
        corner.X, corner.Y, corner.Z, 1);

    private static Matrix4x4 Rotation(double degrees, int axis)
    {
        var (sine, cosine) = DegreeTrigonometry.SinCos(degrees);
        var (s, c) = ((float)sine, (float)cosine);
        return axis switch
        {
            0 => FromAxes(new Vector3(1, 0, 0), new Vector3(0, c, s), new Vector3(0, -s, c), Vector3.Zero),
            1 => FromAxes(new Vector3(c, 0, -s), new Vector3(0, 1, 0), new Vector3(s, 0, c), Vector3.Zero),
            _ => FromAxes(new Vector3(c, s, 0), new Vector3(-s, c, 0), new Vector3(0, 0, 1), Vector3.Zero),
        };
    }
}

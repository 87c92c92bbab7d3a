using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;
using static System.Runtime.Intrinsics.Vector256;

namespace Rl.Env.World.Rendering;

/// <summary>
/// Draws the blocks: eight rays at a time leap through the volume's distances, four such packets interleaved so that some compute while
/// the others wait for their gathers. No estimate instructions are used, so the pixels are the same on every machine with AVX2 and FMA.
/// </summary>
// Zeroing the packets of every call would cost a tenth of a frame. Methods that every packet runs through are compiled once and for all:
// by profile they come out faster or slower by a fifth, as it happens.
[SkipLocalsInit]
internal sealed unsafe class RayMarcher
{
    /// <summary>Blocks at which fog has swallowed everything; well inside the window.</summary>
    public const float FogEnd = 104;

    /// <summary>Value of <see cref="Hits"/> where a ray met nothing.</summary>
    public const int NoHit = -1;

    private const float FogStart = 62;
    private const float WaterFogEnd = 26;
    private const float LavaFogEnd = 2;

    // A leap ends this much beyond the face it aims at, so that rounding cannot hold a ray in place.
    private const float Overshoot = 2e-5f;

    // Beyond this depth a block is a few pixels wide and soft corners are lost on it.
    private const float SmoothLightEnd = 48;
    private const int MaxHoles = 8;

    // A ray that grazes a meadow passes more plants than one through a crown of leaves passes holes.
    private const int MaxMisses = 32;
    private const int MaxWaterSteps = 24;

    // Less than this before a face lies the cell that lights it.
    private const float FrontOfFace = 1e-3f;

    // Half the width of a plant's two pictures along each axis.
    private const float CrossHalfWidth = 0.45f;

    // The window's rounded corners and its edge, in pixels of the 640 × 360 frame.
    private const int WindowEdge = 3;

    // The index that the table of face shades keeps for what no direction shades.
    private const int Unshaded = 6;

    private readonly int _width;
    private readonly int _height;
    private readonly int _rows;
    private readonly uint[] _pixels;
    private readonly float[] _depths;
    private readonly int[] _hits;
    private readonly SkyDome _sky = new();
    private FrameConstants _frame;

    public RayMarcher(FrameSize size)
    {
        (_width, _height) = (size.Width, size.Height);
        Stride = (_width + 7) & ~7;
        _rows = (_height + 3) & ~3;
        _pixels = GC.AllocateArray<uint>(Stride * _rows, pinned: true);
        _depths = GC.AllocateArray<float>(Stride * _rows, pinned: true);
        _hits = GC.AllocateArray<int>(Stride * _rows, pinned: true);
    }

    /// <summary>Entries of a row of the buffers below.</summary>
    public int Stride { get; }

    /// <summary><c>[height, stride] uint32</c>: R | G &lt;&lt; 8 | B &lt;&lt; 16.</summary>
    public uint[] Pixels => _pixels;

    /// <summary>
    /// <c>[height, stride] float32</c>: depth along the view axis of what a pixel shows, infinite for sky, 0 where an open window hides it.
    /// </summary>
    public float[] Depths => _depths;

    /// <summary><c>[height, stride] int32</c>: volume index of the block a pixel shows (the bed below water), or <see cref="NoHit"/>.</summary>
    public int[] Hits => _hits;

    /// <summary>Draws all pixels; those that an open window hides are left black.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(VoxelVolume volume, Scene scene, in Camera camera, LightMap light)
    {
        _frame = new FrameConstants(volume, scene, camera, light);
        _sky.Prepare(scene);
        Unsafe.SkipInit(out RayPacket first);
        Unsafe.SkipInit(out RayPacket second);
        Unsafe.SkipInit(out RayPacket third);
        Unsafe.SkipInit(out RayPacket fourth);
        var stepX = 2 * camera.HalfWidth / _width;
        var stepY = 2 * camera.HalfHeight / _height;
        var window = HiddenBy(scene.Window.Kind);
        for (var row = 0; row < _rows; row += 4)
        {
            for (var column = 0; column < Stride; column += 8)
            {
                if (column >= window.Left && column + 8 <= window.Right && row >= window.Top && row + 4 <= window.Bottom)
                {
                    Hide(column, row);
                    continue;
                }

                Aim(ref first, camera, column, row, stepX, stepY);
                Aim(ref second, camera, column + 4, row, stepX, stepY);
                Aim(ref third, camera, column, row + 2, stepX, stepY);
                Aim(ref fourth, camera, column + 4, row + 2, stepX, stepY);
                March(ref first, ref second, ref third, ref fourth);
                Finish(ref first, column, row);
                Finish(ref second, column + 4, row);
                Finish(ref third, column, row + 2);
                Finish(ref fourth, column + 4, row + 2);
            }
        }
    }

    /// <summary>The pixels that are wholly behind an open window.</summary>
    private (int Left, int Top, int Right, int Bottom) HiddenBy(WindowKind window)
    {
        if (window == WindowKind.None)
        {
            return (0, 0, 0, 0);
        }

        var (left, top) = (WindowLayout.Left + WindowEdge, WindowLayout.Top(window) + WindowEdge);
        var (right, bottom) = (
            WindowLayout.Left + WindowLayout.Width - WindowEdge, WindowLayout.Top(window) + WindowLayout.Height(window) - WindowEdge);
        return (
            ((left * _width) + WindowLayout.FrameWidth - 1) / WindowLayout.FrameWidth,
            ((top * _height) + WindowLayout.FrameHeight - 1) / WindowLayout.FrameHeight,
            right * _width / WindowLayout.FrameWidth,
            bottom * _height / WindowLayout.FrameHeight);
    }

    /// <summary>Leaves 8 × 4 pixels black.</summary>
    private void Hide(int column, int row)
    {
        for (var y = row; y < row + 4; y++)
        {
            var at = (y * Stride) + column;
            _pixels.AsSpan(at, 8).Clear();
            _depths.AsSpan(at, 8).Clear();
            _hits.AsSpan(at, 8).Fill(NoHit);
        }
    }

    /// <summary>Sets up the rays of 4 × 2 pixels.</summary>
    private void Aim(ref RayPacket rays, in Camera camera, int column, int row, float stepX, float stepY)
    {
        var across = Fma.MultiplyAdd(
            Create((float)column) + Create(0.5f, 1.5f, 2.5f, 3.5f, 0.5f, 1.5f, 2.5f, 3.5f), Create(stepX), Create(-camera.HalfWidth));
        var upwards = Fma.MultiplyAddNegated(
            Create((float)row) + Create(0.5f, 0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 1.5f, 1.5f), Create(stepY), Create(camera.HalfHeight));

        rays.X = NotZero(Fma.MultiplyAdd(
            across, Create(camera.Right.X), Fma.MultiplyAdd(upwards, Create(camera.Up.X), Create(camera.Forward.X))));
        rays.Y = NotZero(Fma.MultiplyAdd(upwards, Create(camera.Up.Y), Create(camera.Forward.Y)));
        rays.Z = NotZero(Fma.MultiplyAdd(
            across, Create(camera.Right.Z), Fma.MultiplyAdd(upwards, Create(camera.Up.Z), Create(camera.Forward.Z))));
        rays.InverseX = One / rays.X;
        rays.InverseY = One / rays.Y;
        rays.InverseZ = One / rays.Z;
        rays.SizeX = Abs(rays.InverseX);
        rays.SizeY = Abs(rays.InverseY);
        rays.SizeZ = Abs(rays.InverseZ);
        rays.CenterX = Create(0.5f - camera.Offset.X) * rays.InverseX;
        rays.CenterY = Create(0.5f - camera.Offset.Y) * rays.InverseY;
        rays.CenterZ = Create(0.5f - camera.Offset.Z) * rays.InverseZ;
        rays.Length = Sqrt((rays.X * rays.X) + (rays.Y * rays.Y) + (rays.Z * rays.Z));

        // Above the window's top there is only air: rays from there start at the top, rays towards it end there.
        var atTop = Create(_frame.TopAboveEye) * rays.InverseY;
        var rises = GreaterThan(rays.Y, Vector256<float>.Zero);
        var fogged = Create(_frame.Reach) / rays.Length;
        rays.End = ConditionalSelect(rises, Min(fogged, atTop), fogged);
        rays.T = _frame.TopAboveEye < 0 ? ConditionalSelect(rises, Vector256<float>.Zero, atTop + Create(Overshoot)) : Vector256<float>.Zero;
        rays.Travels = LessThan(rays.T, rays.End);
    }

    private static Vector256<float> One => Create(1f);

    private static Vector256<int> WaterCell => Create(0x80 | (int)BlockId.Water);

    private static Vector256<int> LavaCell => Create(0x80 | (int)BlockId.Lava);

    private static Vector256<float> NotZero(Vector256<float> direction) =>
        ConditionalSelect(LessThan(Abs(direction), Create(1e-6f)), Create(1e-6f), direction);

    /// <summary>Moves four packets until every ray has met a block or its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void March(ref RayPacket first, ref RayPacket second, ref RayPacket third, ref RayPacket fourth)
    {
        if (_frame.EyeInFluid)
        {
            March(ref first);
            March(ref second);
            March(ref third);
            March(ref fourth);
            return;
        }

        var (firstT, firstTravels) = (first.T, first.Travels);
        var (secondT, secondTravels) = (second.T, second.Travels);
        var (thirdT, thirdTravels) = (third.T, third.Travels);
        var (fourthT, fourthTravels) = (fourth.T, fourth.Travels);
        while (((firstTravels | secondTravels) | (thirdTravels | fourthTravels)).ExtractMostSignificantBits() != 0)
        {
            var firstCell = Locate(first, firstT, out var firstX, out var firstY, out var firstZ);
            var secondCell = Locate(second, secondT, out var secondX, out var secondY, out var secondZ);
            var thirdCell = Locate(third, thirdT, out var thirdX, out var thirdY, out var thirdZ);
            var fourthCell = Locate(fourth, fourthT, out var fourthX, out var fourthY, out var fourthZ);
            Leap(first, firstCell, firstX, firstY, firstZ, ref firstT, ref firstTravels);
            Leap(second, secondCell, secondX, secondY, secondZ, ref secondT, ref secondTravels);
            Leap(third, thirdCell, thirdX, thirdY, thirdZ, ref thirdT, ref thirdTravels);
            Leap(fourth, fourthCell, fourthX, fourthY, fourthZ, ref fourthT, ref fourthTravels);
        }

        (first.T, second.T, third.T, fourth.T) = (firstT, secondT, thirdT, fourthT);
    }

    /// <summary>Moves one packet on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void March(ref RayPacket rays)
    {
        if (_frame.EyeInFluid)
        {
            MarchThrough(_frame.Fluid, ref rays, MaxWaterSteps * 4);
            return;
        }

        var (t, travels) = (rays.T, rays.Travels);
        while (travels.ExtractMostSignificantBits() != 0)
        {
            var cell = Locate(rays, t, out var x, out var y, out var z);
            Leap(rays, cell, x, y, z, ref t, ref travels);
        }

        rays.T = t;
    }

    /// <summary>Moves one packet on, taking a fluid for air; rays still travelling after so many steps end where they are.</summary>
    private void MarchThrough(Vector256<int> fluid, ref RayPacket rays, int steps)
    {
        var (t, travels) = (rays.T, rays.Travels);
        for (var step = 0; step < steps && travels.ExtractMostSignificantBits() != 0; step++)
        {
            var cell = Locate(rays, t, out var x, out var y, out var z);
            Leap(rays, ConditionalSelect(Vector256.Equals(cell, fluid), Create(1), cell), x, y, z, ref t, ref travels);
        }

        // Rays that ran out of steps have met nothing.
        rays.T = ConditionalSelect(travels, rays.End, t);
    }

    /// <summary>Finds the cell each ray is in, and what it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Locate(
        in RayPacket rays, Vector256<float> t, out Vector256<float> x, out Vector256<float> y, out Vector256<float> z)
    {
        x = Floor(Fma.MultiplyAdd(t, rays.X, _frame.OffsetX));
        y = Floor(Fma.MultiplyAdd(t, rays.Y, _frame.OffsetY));
        z = Floor(Fma.MultiplyAdd(t, rays.Z, _frame.OffsetZ));
        return Avx2.GatherVector256((int*)_frame.Cells, Index(x, y, z), 1) & Create(255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Index(Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        var cellX = (Avx.ConvertToVector256Int32(x) + _frame.BlockX) & Create(255);
        var cellZ = (Avx.ConvertToVector256Int32(z) + _frame.BlockZ) & Create(255);
        var cellY = Min(Max(Avx.ConvertToVector256Int32(y) + _frame.BlockY, Vector256<int>.Zero), Create(VoxelVolume.Height - 1));
        return (cellY << 16) | (cellZ << 8) | cellX;
    }

    /// <summary>Lets rays in air leap out of the cube that their cell's distance keeps free; stops rays in blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Leap(
        in RayPacket rays,
        Vector256<int> cell,
        Vector256<float> x,
        Vector256<float> y,
        Vector256<float> z,
        ref Vector256<float> t,
        ref Vector256<float> travels)
    {
        // A slab is as high as its cell, a cube as high as it is wide.
        var isSlab = GreaterThan(cell, Create(DistanceField.Cap));
        var wide = Avx.ConvertToVector256Single(cell - (isSlab & Create(DistanceField.SlabBase))) - Create(0.5f);
        var high = Avx.BlendVariable(wide, Create(0.5f), isSlab.AsSingle());
        var exitX = Fma.MultiplyAdd(wide, rays.SizeX, Fma.MultiplyAdd(x, rays.InverseX, rays.CenterX));
        var exitY = Fma.MultiplyAdd(high, rays.SizeY, Fma.MultiplyAdd(y, rays.InverseY, rays.CenterY));
        var exitZ = Fma.MultiplyAdd(wide, rays.SizeZ, Fma.MultiplyAdd(z, rays.InverseZ, rays.CenterZ));
        var exit = Avx.Max(Avx.Min(exitX, Avx.Min(exitY, exitZ)), t) + Create(Overshoot);
        travels = Avx.AndNot(GreaterThan(cell, Create(0x7F)).AsSingle(), travels);
        t = Avx.BlendVariable(t, exit, travels);
        travels &= LessThan(t, rays.End);
    }

    /// <summary>
    /// Moves rays on that have stopped in cells of plants and layers but miss what these hold: a meadow's grass is passed in a few short steps.
    /// Torches and plates, which are rare, stop them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PassSmall(ref RayPacket rays)
    {
        if (!_frame.HasSmallBlocks)
        {
            return;
        }

        var (t, travels) = (rays.T, LessThan(rays.T, rays.End));
        var (acrossFirst, acrossSecond) = (One / (rays.X - rays.Z), One / (rays.X + rays.Z));
        while (travels.ExtractMostSignificantBits() != 0)
        {
            var cell = Locate(rays, t, out var x, out var y, out var z);
            var isBlock = GreaterThan(cell, Create(0x7F)) & travels.AsInt32();
            var marks = Avx2.GatherVector256(_frame.FaceOffsets, (cell & Create(0x7F)) << 3, 4) & isBlock;
            if (marks.ExtractMostSignificantBits() != 0)
            {
                Origin origin;
                (origin.X, origin.Y, origin.Z) = (_frame.OffsetX - x, _frame.OffsetY - y, _frame.OffsetZ - z);
                var first = (origin.Z - origin.X) * acrossFirst;
                var second = (One - origin.X - origin.Z) * acrossSecond;
                var texel = CrossTexel(rays, origin, first, marks, out _, out _) | CrossTexel(rays, origin, second, marks, out _, out _);
                var passed = Vector256.Equals(texel, Vector256<int>.Zero).AsSingle() & Marked(marks, BlockModels.Cross);

                // Within the cell a ray is lowest where it enters or where it leaves.
                var leave = Min(LeaveOf(x, rays.InverseX, rays.SizeX, rays.CenterX), LeaveOf(z, rays.InverseZ, rays.SizeZ, rays.CenterZ));
                leave = Min(leave, LeaveOf(y, rays.InverseY, rays.SizeY, rays.CenterY));
                var lowest = Min(t * rays.Y, leave * rays.Y) + origin.Y;
                passed |= GreaterThan(lowest, Create(BlockModels.LayerHeight)) & Marked(marks, BlockModels.Layer);
                cell = ConditionalSelect(passed.AsInt32(), Create(1), cell);
            }

            Leap(rays, cell, x, y, z, ref t, ref travels);
        }

        rays.T = t;
    }

    /// <summary>Depth at which rays leave a cell along one axis.</summary>
    private static Vector256<float> LeaveOf(
        Vector256<float> cell, Vector256<float> inverse, Vector256<float> size, Vector256<float> center) =>
        Fma.MultiplyAdd(Create(0.5f), size, Fma.MultiplyAdd(cell, inverse, center));

    /// <summary>Colours the pixels of a packet whose rays have stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(ref RayPacket rays, int column, int row)
    {
        PassSmall(ref rays);
        if (LessThan(rays.T, rays.End).ExtractMostSignificantBits() == 0)
        {
            StoreSky(rays, column, row);
            return;
        }

        Touch(rays, out var surface);
        for (var miss = 0; miss < MaxMisses && PassHoles(ref rays, surface, onlySmall: miss >= MaxHoles); miss++)
        {
            March(ref rays);
            PassSmall(ref rays);
            Touch(rays, out surface);
        }

        GiveUpMisses(ref surface);
        var water = surface.Hit & Vector256.Equals(surface.Block, Create((int)BlockId.Water)).AsSingle();

        // Where all eight rays end before the fog begins, nothing of the sky is seen.
        var clear = surface.Hit & LessThan(surface.T * rays.Length, Create(_frame.FogStart));
        var (skyRed, skyGreen, skyBlue) = water.ExtractMostSignificantBits() == 0 && clear.ExtractMostSignificantBits() == 255
            ? (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero)
            : SkyColor(rays, surface);
        Vector256<float> red, green, blue;
        if (water.ExtractMostSignificantBits() == 0)
        {
            (red, green, blue) = Shade(rays, surface, skyRed, skyGreen, skyBlue);
        }
        else
        {
            var top = surface;
            rays.Travels = water;
            MarchThrough(WaterCell, ref rays, MaxWaterSteps);
            Touch(rays, out surface);
            for (var miss = 0; miss < MaxMisses && PassHoles(ref rays, surface, onlySmall: true); miss++)
            {
                MarchThrough(WaterCell, ref rays, MaxWaterSteps);
                Touch(rays, out surface);
            }

            GiveUpMisses(ref surface);
            var (bedRed, bedGreen, bedBlue) = Shade(rays, surface, skyRed, skyGreen, skyBlue);
            var (topRed, topGreen, topBlue) = Shade(rays, top, skyRed, skyGreen, skyBlue);

            // The deeper the water, the less of its bed shows.
            var depth = (surface.T - top.T) * rays.Length;
            var shown = Create(0.48f) / (One + (depth * Create(0.28f)));
            shown = ConditionalSelect(surface.Hit, shown, Vector256<float>.Zero);
            shown = ConditionalSelect(water, shown, One);
            red = Fma.MultiplyAdd(bedRed - topRed, shown, topRed);
            green = Fma.MultiplyAdd(bedGreen - topGreen, shown, topGreen);
            blue = Fma.MultiplyAdd(bedBlue - topBlue, shown, topBlue);
            surface.T = ConditionalSelect(water, top.T, surface.T);
            surface.Hit |= water;
        }

        Store(column, row, surface, red, green, blue);
    }

    private void StoreSky(in RayPacket rays, int column, int row)
    {
        Unsafe.SkipInit(out Surface nothing);
        nothing.Hit = Vector256<float>.Zero;
        nothing.T = Vector256<float>.Zero;
        nothing.Index = Vector256<int>.Zero;
        var (red, green, blue) = SkyColor(rays, nothing);
        Store(column, row, nothing, red, green, blue);
    }

    /// <summary>
    /// What lies behind everything: the sky, and the fog, which has the sky's colour; but while the eye is in a cave, fog in dark places is
    /// as dark as they are.
    /// </summary>
    private (Vector256<float> Red, Vector256<float> Green, Vector256<float> Blue) SkyColor(in RayPacket rays, in Surface surface)
    {
        var (red, green, blue) = _sky.Color(rays);
        if (_frame.FogShare == 1)
        {
            return (red, green, blue);
        }

        // The light in front of what a ray has met, or where fog swallows it; rays that leave the land at its top show the open sky.
        var t = ConditionalSelect(surface.Hit, surface.T - Create(FrontOfFace), rays.End);
        var x = Floor(Fma.MultiplyAdd(t, rays.X, _frame.OffsetX));
        var y = Floor(Fma.MultiplyAdd(t, rays.Y, _frame.OffsetY));
        var z = Floor(Fma.MultiplyAdd(t, rays.Z, _frame.OffsetZ));
        var found = LightByte(Index(x, y, z));
        var level = Avx2.AndNot(GreaterThan(found & Create(255), Create(LightCell.Glowing - 1)), found & Create(15));
        var lit = Min(Avx.ConvertToVector256Single(level) * Create(1 / CaveGloom.OpenLevel), One);
        var leaves = Avx.AndNot(surface.Hit, LessThan(rays.End, Create(_frame.Reach) / rays.Length));
        var share = ConditionalSelect(leaves, One, Max(lit, Create(_frame.FogShare)));
        return (red * share, green * share, blue * share);
    }

    private void Store(int column, int row, in Surface surface, Vector256<float> red, Vector256<float> green, Vector256<float> blue)
    {
        var bytes = Avx.ConvertToVector256Int32(red) | (Avx.ConvertToVector256Int32(green) << 8) | (Avx.ConvertToVector256Int32(blue) << 16);
        var depth = ConditionalSelect(surface.Hit, surface.T, Create(float.PositiveInfinity));
        var hit = ConditionalSelect(surface.Hit.AsInt32(), surface.Index, Create(NoHit));
        var at = (row * Stride) + column;
        ref var pixels = ref MemoryMarshal.GetArrayDataReference(_pixels);
        ref var depths = ref MemoryMarshal.GetArrayDataReference(_depths);
        ref var hits = ref MemoryMarshal.GetArrayDataReference(_hits);
        bytes.AsUInt32().GetLower().StoreUnsafe(ref Unsafe.Add(ref pixels, at));
        bytes.AsUInt32().GetUpper().StoreUnsafe(ref Unsafe.Add(ref pixels, at + Stride));
        depth.GetLower().StoreUnsafe(ref Unsafe.Add(ref depths, at));
        depth.GetUpper().StoreUnsafe(ref Unsafe.Add(ref depths, at + Stride));
        hit.GetLower().StoreUnsafe(ref Unsafe.Add(ref hits, at));
        hit.GetUpper().StoreUnsafe(ref Unsafe.Add(ref hits, at + Stride));
    }

    /// <summary>Finds which face each ray has met, where on it, and the texel there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Touch(in RayPacket rays, out Surface surface)
    {
        Unsafe.SkipInit(out surface);
        var x = Floor(Fma.MultiplyAdd(rays.T, rays.X, _frame.OffsetX));
        var y = Floor(Fma.MultiplyAdd(rays.T, rays.Y, _frame.OffsetY));
        var z = Floor(Fma.MultiplyAdd(rays.T, rays.Z, _frame.OffsetZ));
        surface.CellX = Avx.ConvertToVector256Int32(x) + _frame.BlockX;
        surface.CellY = Avx.ConvertToVector256Int32(y) + _frame.BlockY;
        surface.CellZ = Avx.ConvertToVector256Int32(z) + _frame.BlockZ;
        surface.Index = Index(x, y, z);
        var cell = Avx2.GatherVector256((int*)_frame.Cells, surface.Index, 1) & Create(255);
        surface.Hit = (GreaterThan(cell, Create(0x7F)) & LessThan(rays.T, rays.End).AsInt32()).AsSingle();
        surface.Block = cell & Create(0x7F);

        var half = Create(-0.5f);
        var entryX = Fma.MultiplyAdd(half, rays.SizeX, Fma.MultiplyAdd(x, rays.InverseX, rays.CenterX));
        var entryY = Fma.MultiplyAdd(half, rays.SizeY, Fma.MultiplyAdd(y, rays.InverseY, rays.CenterY));
        var entryZ = Fma.MultiplyAdd(half, rays.SizeZ, Fma.MultiplyAdd(z, rays.InverseZ, rays.CenterZ));
        surface.AlongX = GreaterThan(entryX, Max(entryY, entryZ));
        surface.AlongY = Avx.AndNot(surface.AlongX, GreaterThanOrEqual(entryY, entryZ));
        surface.T = Max(Max(entryX, Max(entryY, entryZ)), Vector256<float>.Zero);

        var within = Create(0.99999f);
        var inX = Min(Max(Fma.MultiplyAdd(surface.T, rays.X, _frame.OffsetX) - x, Vector256<float>.Zero), within);
        var inY = Min(Max(Fma.MultiplyAdd(surface.T, rays.Y, _frame.OffsetY) - y, Vector256<float>.Zero), within);
        var inZ = Min(Max(Fma.MultiplyAdd(surface.T, rays.Z, _frame.OffsetZ) - z, Vector256<float>.Zero), within);
        surface.U = ConditionalSelect(surface.AlongX, inZ, inX);
        surface.V = ConditionalSelect(surface.AlongY, inZ, inY);

        var alongZ = Avx.AndNot(surface.AlongX | surface.AlongY, Create(-1).AsSingle());
        var direction = (rays.X & surface.AlongX) | (rays.Y & surface.AlongY) | (rays.Z & alongZ);
        var face = (Create(4) & surface.AlongX.AsInt32()) | (Create(2) & alongZ.AsInt32());
        var forward = GreaterThan(direction, Vector256<float>.Zero).AsInt32();
        surface.Outward = forward | Create(1);

        // Down 0, up 1, north 2, south 3, west 4, east 5: a ray towards growing coordinates meets the even face.
        surface.Face = face + Create(1) + forward;

        // Rows of a texture run downwards on side faces.
        var v = ConditionalSelect(surface.AlongY, surface.V, within - surface.V);
        surface.TexelX = Avx.ConvertToVector256Int32WithTruncation(surface.U * Create(16f));
        surface.TexelY = Avx.ConvertToVector256Int32WithTruncation(v * Create(16f));

        var faceOffset = Avx2.GatherVector256(_frame.FaceOffsets, (surface.Block << 3) + surface.Face, 4);
        surface.Texel = TexelAt(surface, faceOffset, LevelAt(surface.T, rays.Length, direction));
        surface.Small = (faceOffset >> 31).AsSingle() & surface.Hit;
        if (surface.Small.ExtractMostSignificantBits() != 0)
        {
            TouchSmall(rays, ref surface, faceOffset);
        }
    }

    /// <summary>
    /// The mip level of a face. It follows the size of a texel in the 640 × 360 picture, whatever the frame's size; slanted faces count as
    /// farther.
    /// </summary>
    /// <param name="t">Depth of the face.</param>
    /// <param name="length">Blocks per unit of depth.</param>
    /// <param name="across">The ray's direction across the face.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> LevelAt(Vector256<float> t, Vector256<float> length, Vector256<float> across)
    {
        var slant = Sqrt(length / Max(Abs(across), Create(0.02f)));
        var level = ((t * slant * Create(1 / 11f)).AsInt32() >> 23) - Create(127);
        return Min(Max(level, Vector256<int>.Zero), Create(4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> TexelAt(in Surface surface, Vector256<int> faceOffset, Vector256<int> level)
    {
        var levelOffset = Avx2.PermuteVar8x32(Create(TextureAtlas.LevelOffsets), level);
        var levelX = Avx2.ShiftRightLogicalVariable(surface.TexelX, level.AsUInt32());
        var levelY = Avx2.ShiftRightLogicalVariable(surface.TexelY, level.AsUInt32());
        var rowOffset = Avx2.ShiftLeftLogicalVariable(levelY, (Create(4) - level).AsUInt32());
        var offset = faceOffset & Create(BlockModels.OffsetMask);
        return Avx2.GatherVector256(_frame.Texels, offset + levelOffset + rowOffset + levelX, 4);
    }

    /// <summary>
    /// Follows the rays that have met the cell of a plant, a torch, a layer or a plate on to what it holds. A ray that misses it finds
    /// texel 0, as one does that meets a hole.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TouchSmall(in RayPacket rays, ref Surface surface, Vector256<int> faceOffset)
    {
        // They are lit by their own cell.
        surface.Outward = Avx2.AndNot(surface.Small.AsInt32(), surface.Outward);
        surface.Texel = Avx2.AndNot(surface.Small.AsInt32(), surface.Texel);
        Unsafe.SkipInit(out Origin origin);
        origin.X = _frame.OffsetX - Avx.ConvertToVector256Single(surface.CellX - _frame.BlockX);
        origin.Y = _frame.OffsetY - Avx.ConvertToVector256Single(surface.CellY - _frame.BlockY);
        origin.Z = _frame.OffsetZ - Avx.ConvertToVector256Single(surface.CellZ - _frame.BlockZ);
        var crossed = Marked(faceOffset, BlockModels.Cross) & surface.Small;
        if (crossed.ExtractMostSignificantBits() != 0)
        {
            TouchCross(rays, origin, ref surface, crossed, faceOffset);
        }

        var boxed = Avx.AndNot(crossed, surface.Small);
        if (boxed.ExtractMostSignificantBits() != 0)
        {
            TouchBox(rays, origin, ref surface, boxed, faceOffset);
        }
    }

    private static Vector256<float> Marked(Vector256<int> faceOffset, int mark) =>
        (~Vector256.Equals(faceOffset & Create(mark), Vector256<int>.Zero)).AsSingle();

    /// <summary>Finds the nearer of two pictures that stand crosswise in the cell, the first from corner (0, 0) to (1, 1).</summary>
    private void TouchCross(in RayPacket rays, in Origin origin, ref Surface surface, Vector256<float> lanes, Vector256<int> faceOffset)
    {
        var first = (origin.Z - origin.X) / (rays.X - rays.Z);
        var second = (One - origin.X - origin.Z) / (rays.X + rays.Z);
        var firstTexel = CrossTexel(rays, origin, first, faceOffset, out var firstX, out var firstY);
        var secondTexel = CrossTexel(rays, origin, second, faceOffset, out var secondX, out var secondY);
        var hitsFirst = ~Vector256.Equals(firstTexel, Vector256<int>.Zero).AsSingle();
        var hitsSecond = ~Vector256.Equals(secondTexel, Vector256<int>.Zero).AsSingle();
        var takesSecond = hitsSecond & (~hitsFirst | LessThan(second, first));
        var hits = lanes & (hitsFirst | hitsSecond);
        var integerSecond = takesSecond.AsInt32();
        surface.T = ConditionalSelect(hits, ConditionalSelect(takesSecond, second, first), surface.T);
        surface.Texel = ConditionalSelect(hits.AsInt32(), ConditionalSelect(integerSecond, secondTexel, firstTexel), surface.Texel);
        surface.TexelX = ConditionalSelect(hits.AsInt32(), ConditionalSelect(integerSecond, secondX, firstX), surface.TexelX);
        surface.TexelY = ConditionalSelect(hits.AsInt32(), ConditionalSelect(integerSecond, secondY, firstY), surface.TexelY);
        Soften(ref surface, lanes);
    }

    /// <summary>The texel of the picture that a ray meets at depth <paramref name="t"/>; 0 where it misses it or meets a hole.</summary>
    private Vector256<int> CrossTexel(
        in RayPacket rays,
        in Origin origin,
        Vector256<float> t,
        Vector256<int> faceOffset,
        out Vector256<int> texelX,
        out Vector256<int> texelY)
    {
        var x = Fma.MultiplyAdd(t, rays.X, origin.X);
        var y = Fma.MultiplyAdd(t, rays.Y, origin.Y);
        var inside = LessThan(Abs(x - Create(0.5f)), Create(CrossHalfWidth))
            & LessThan(Abs(y - Create(0.5f)), Create(0.5f))
            & GreaterThan(t, Vector256<float>.Zero);
        var u = ((x - Create(0.5f)) * Create(8 / CrossHalfWidth)) + Create(8f);
        texelX = TexelIndex(u & inside);
        texelY = TexelIndex(((One - y) * Create(16f)) & inside);
        var at = (faceOffset & Create(BlockModels.OffsetMask)) + (texelY << 4) + texelX;
        return Avx2.GatherVector256(_frame.Texels, at, 4) & inside.AsInt32();
    }

    private static Vector256<int> TexelIndex(Vector256<float> position) =>
        Min(Max(Avx.ConvertToVector256Int32WithTruncation(position), Vector256<int>.Zero), Create(15));

    /// <summary>Keeps what has no flat face of its own from being shaded by direction, corners or an outline.</summary>
    private static void Soften(ref Surface surface, Vector256<float> lanes)
    {
        surface.Face = ConditionalSelect(lanes.AsInt32(), Create(Unshaded), surface.Face);
        surface.U = ConditionalSelect(lanes, Create(0.5f), surface.U);
        surface.V = ConditionalSelect(lanes, Create(0.5f), surface.V);
    }

    /// <summary>Finds where rays enter the boxes of their cells.</summary>
    private void TouchBox(in RayPacket rays, in Origin origin, ref Surface surface, Vector256<float> lanes, Vector256<int> faceOffset)
    {
        // In a space sheared so that it stands upright, a leaning box is one along the axes.
        var entries = (surface.Block & lanes.AsInt32()) * Create(BlockModels.BoxStride);
        var (leanX, leanZ) = (BoxEntry(entries, BlockModels.LeanX), BoxEntry(entries, BlockModels.LeanZ));
        var towardsX = NotZero(Fma.MultiplyAddNegated(leanX, rays.Y, rays.X));
        var towardsZ = NotZero(Fma.MultiplyAddNegated(leanZ, rays.Y, rays.Z));
        var fromX = Fma.MultiplyAddNegated(leanX, origin.Y, origin.X) - BoxEntry(entries, BlockModels.ShiftX);
        var fromY = origin.Y - BoxEntry(entries, BlockModels.ShiftX + 1);
        var fromZ = Fma.MultiplyAddNegated(leanZ, origin.Y, origin.Z) - BoxEntry(entries, BlockModels.ShiftX + 2);
        CutBox(entries, 0, fromX, towardsX, out var enterX, out var leaveX);
        CutBox(entries, 1, fromY, rays.Y, out var enterY, out var leaveY);
        CutBox(entries, 2, fromZ, towardsZ, out var enterZ, out var leaveZ);
        var t = Max(enterX, Max(enterY, enterZ));
        var hits = lanes & LessThan(t, Min(leaveX, Min(leaveY, leaveZ))) & GreaterThan(t, Vector256<float>.Zero);
        var alongX = GreaterThan(enterX, Max(enterY, enterZ));
        var alongY = Avx.AndNot(alongX, GreaterThanOrEqual(enterY, enterZ));
        var alongZ = Avx.AndNot(alongX | alongY, Create(-1).AsSingle());
        var direction = (towardsX & alongX) | (rays.Y & alongY) | (towardsZ & alongZ);

        var within = Create(0.99999f);
        var x = Min(Max(Fma.MultiplyAdd(t, towardsX, fromX), Vector256<float>.Zero), within);
        var y = Min(Max(Fma.MultiplyAdd(t, rays.Y, fromY), Vector256<float>.Zero), within);
        var z = Min(Max(Fma.MultiplyAdd(t, towardsZ, fromZ), Vector256<float>.Zero), within);
        var u = ConditionalSelect(alongX, z, x);
        var v = ConditionalSelect(alongY, z, y);
        var face = (Create(4) & alongX.AsInt32()) | (Create(2) & alongZ.AsInt32());
        face += Create(1) + GreaterThan(direction, Vector256<float>.Zero).AsInt32();

        var torches = Marked(faceOffset, BlockModels.Torch) & lanes;
        var whole = hits.AsInt32();
        surface.T = ConditionalSelect(hits, t, surface.T);
        surface.U = ConditionalSelect(hits, u, surface.U);
        surface.V = ConditionalSelect(hits, v, surface.V);
        surface.AlongX = ConditionalSelect(hits, alongX, surface.AlongX);
        surface.AlongY = ConditionalSelect(hits, alongY, surface.AlongY);
        surface.Face = ConditionalSelect(whole, face, surface.Face);

        // A torch's picture shows its flame above the stick: its top is one texel higher there than it is in the cell.
        var column = Avx.ConvertToVector256Int32WithTruncation(u * Create(16f));
        var row = Avx.ConvertToVector256Int32WithTruncation(ConditionalSelect(alongY, v, within - v) * Create(16f));
        row += (torches & alongY).AsInt32();
        surface.TexelX = ConditionalSelect(whole, column, surface.TexelX);
        surface.TexelY = ConditionalSelect(whole, row, surface.TexelY);
        var faceOffsets = Avx2.GatherVector256(_frame.FaceOffsets, (surface.Block << 3) + surface.Face, 4);
        var level = LevelAt(t, rays.Length, direction) & Marked(faceOffset, BlockModels.Layer).AsInt32();
        var texel = TexelAt(surface, faceOffsets, level);
        surface.Texel = ConditionalSelect(whole, texel, surface.Texel);
        Soften(ref surface, torches);
    }

    private Vector256<float> BoxEntry(Vector256<int> entries, int entry) => Avx2.GatherVector256(_frame.Boxes, entries + Create(entry), 4);

    /// <summary>Depths at which rays enter and leave the space between two faces of their boxes.</summary>
    private void CutBox(
        Vector256<int> entries,
        int axis,
        Vector256<float> from,
        Vector256<float> towards,
        out Vector256<float> enter,
        out Vector256<float> leave)
    {
        var low = (BoxEntry(entries, BlockModels.LowX + axis) - from) / towards;
        var high = (BoxEntry(entries, BlockModels.HighX + axis) - from) / towards;
        (enter, leave) = (Min(low, high), Max(low, high));
    }

    /// <summary>Sends the rays on that met a hole of a cut-out texture, or missed what their cell holds; false if none did.</summary>
    private static bool PassHoles(ref RayPacket rays, in Surface surface, bool onlySmall)
    {
        var holes = Vector256.Equals(surface.Texel, Vector256<int>.Zero).AsSingle() & (onlySmall ? surface.Small : surface.Hit);
        if (holes.ExtractMostSignificantBits() == 0)
        {
            return false;
        }

        // Every hole lies in a block of its own: the entry plus the block's extent is the exit.
        var exitX = ExitOf(rays.T, rays.X, rays.InverseX, rays.SizeX, rays.CenterX);
        var exitY = ExitOf(rays.T, rays.Y, rays.InverseY, rays.SizeY, rays.CenterY);
        var exitZ = ExitOf(rays.T, rays.Z, rays.InverseZ, rays.SizeZ, rays.CenterZ);
        var exit = Max(Min(exitX, Min(exitY, exitZ)), rays.T) + Create(Overshoot);
        rays.T = ConditionalSelect(holes, exit, rays.T);
        rays.Travels = holes & LessThan(rays.T, rays.End);
        return true;
    }

    /// <summary>Rays that have missed one plant after another show what lies behind all blocks.</summary>
    private static void GiveUpMisses(ref Surface surface)
    {
        if (surface.Small.ExtractMostSignificantBits() != 0)
        {
            surface.Hit = Avx.AndNot(Vector256.Equals(surface.Texel, Vector256<int>.Zero).AsSingle() & surface.Small, surface.Hit);
        }
    }

    private static Vector256<float> ExitOf(
        Vector256<float> t, Vector256<float> direction, Vector256<float> inverse, Vector256<float> size, Vector256<float> center)
    {
        // center = (0.5 − origin) / direction, so the origin is 0.5 − center · direction.
        var origin = Fma.MultiplyAddNegated(center, direction, Create(0.5f));
        var cell = Floor(Fma.MultiplyAdd(t, direction, origin));
        return LeaveOf(cell, inverse, size, center);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector256<float> Red, Vector256<float> Green, Vector256<float> Blue) Shade(
        in RayPacket rays, in Surface surface, Vector256<float> skyRed, Vector256<float> skyGreen, Vector256<float> skyBlue)
    {
        var mask = Create(255);
        var red = Avx.ConvertToVector256Single(surface.Texel & mask);
        var green = Avx.ConvertToVector256Single((surface.Texel >> 8) & mask);
        var blue = Avx.ConvertToVector256Single((surface.Texel >> 16) & mask);
        var faceShade = Avx2.PermuteVar8x32(Create(0.5f, 1f, 0.8f, 0.8f, 0.6f, 0.6f, 1f, 1f), surface.Face);
        Light(surface, out var light);
        if (light.IsGrey)
        {
            var brightness = Overlay(surface, faceShade * light.Red * Grain(surface));
            (red, green, blue) = (red * brightness, green * brightness, blue * brightness);
        }
        else
        {
            var lava = Vector256.Equals(surface.Block, Create((int)BlockId.Lava)).AsSingle();
            var brightness = Overlay(surface, ConditionalSelect(lava, One, faceShade * Grain(surface)));
            red *= brightness * ConditionalSelect(lava, One, light.Red);
            green *= brightness * ConditionalSelect(lava, One, light.Green);
            blue *= brightness * ConditionalSelect(lava, One, light.Blue);
        }

        var distance = surface.T * rays.Length;
        var fog = Min(Max((distance - Create(_frame.FogStart)) * Create(_frame.FogScale), Vector256<float>.Zero), One);
        fog = ConditionalSelect(surface.Hit, fog, One);
        var limit = Create(255f);
        return (
            Min(Fma.MultiplyAdd(skyRed - red, fog, red), limit),
            Min(Fma.MultiplyAdd(skyGreen - green, fog, green), limit),
            Min(Fma.MultiplyAdd(skyBlue - blue, fog, blue), limit));
    }

    /// <summary>Every block is a little lighter or darker than its neighbours, which hides the repetition of textures.</summary>
    private static Vector256<float> Grain(in Surface surface)
    {
        var hash = (surface.CellX * Create(73856093)) ^ (surface.CellY * Create(19349663)) ^ (surface.CellZ * Create(83492791));
        hash = (hash * Create(-1640531535)) >>> 28;
        return Fma.MultiplyAdd(Avx.ConvertToVector256Single(hash), Create(0.07f / 15), Create(0.95f));
    }

    /// <summary>
    /// Light in front of the face, blended between the four cells around the point so that corners darken softly; an opaque cell counts as
    /// a fifth of the light (ambient occlusion).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Light(in Surface surface, out LightShares light)
    {
        Unsafe.SkipInit(out light);
        var alongX = surface.AlongX.AsInt32();
        var alongY = surface.AlongY.AsInt32();
        var alongZ = ~(alongX | alongY);
        var x = surface.CellX + (surface.Outward & alongX);
        var y = surface.CellY + (surface.Outward & alongY);
        var z = surface.CellZ + (surface.Outward & alongZ);

        var aside = surface.U - Create(0.5f);
        var below = surface.V - Create(0.5f);
        var stepU = (aside.AsInt32() >> 31) | Create(1);
        var stepV = (below.AsInt32() >> 31) | Create(1);
        var shareU = Abs(aside);
        var shareV = Abs(below);

        var mask = Create(255);
        var nextX = (x + Avx2.AndNot(alongX, stepU)) & mask;
        var nextZu = ((z + (stepU & alongX)) & mask) << 8;
        var nextZv = ((z + (stepV & alongY)) & mask) << 8;
        var nextZuv = ((z + (stepU & alongX) + (stepV & alongY)) & mask) << 8;
        var nextY = Clamped(y + Avx2.AndNot(alongY, stepV)) << 16;
        x &= mask;
        y = Clamped(y) << 16;
        z = (z & mask) << 8;

        // Far off, the own cell stands for all four.
        var own = LightByte(x | y | z);
        var (u, v, corner) = (own, own, own);
        var isSmooth = GreaterThan(surface.T, Create(SmoothLightEnd)).ExtractMostSignificantBits() != 255;
        if (isSmooth)
        {
            u = LightByte(nextX | y | nextZu);
            v = LightByte(x | nextY | nextZv);
            corner = LightByte(nextX | nextY | nextZuv);
        }

        light.IsGrey = _frame.FullDay
            && (!_frame.HasBlockLight || (BlockBits(own) | BlockBits(u) | BlockBits(v) | BlockBits(corner)) == Vector256<int>.Zero);
        if (light.IsGrey)
        {
            light.Red = isSmooth ? Blend(Grey(own), Grey(u), Grey(v), Grey(corner), shareU, shareV) : Grey(own);
            return;
        }

        (own, u, v, corner) = (Color(own), Color(u), Color(v), Color(corner));
        light.Red = Blend(Channel(own, 0), Channel(u, 0), Channel(v, 0), Channel(corner, 0), shareU, shareV);
        light.Green = Blend(Channel(own, 10), Channel(u, 10), Channel(v, 10), Channel(corner, 10), shareU, shareV);
        light.Blue = Blend(Channel(own, 20), Channel(u, 20), Channel(v, 20), Channel(corner, 20), shareU, shareV);
    }

    private static Vector256<int> Clamped(Vector256<int> y) => Min(Max(y, Vector256<int>.Zero), Create(VoxelVolume.Height - 1));

    /// <summary>The light byte of a cell, and above it bytes of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> LightByte(Vector256<int> index) => Avx2.GatherVector256((int*)_frame.Light, index, 1);

    /// <summary>The bits of light bytes that tell block light; 0 in opaque cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> BlockBits(Vector256<int> found)
    {
        var opaque = Vector256.Equals(found & Create(255), Create((int)LightCell.Opaque));
        return Avx2.AndNot(opaque, found & Create(0xF0));
    }

    /// <summary>Brightness by full day where no block gives light.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Grey(Vector256<int> found)
    {
        // The day curve at gamma 2 rises from 56/255 by about 27/255 a level and is full from level 8 on.
        var level = Avx.ConvertToVector256Single(found & Create(15));
        var light = Min(Fma.MultiplyAdd(level, Create(0.1065f), Create(0.2196f)), One);

        // Without block light, the byte's highest bit is set in opaque cells alone.
        return Avx.BlendVariable(light, Create(LightMap.Occluded), (found << 24).AsSingle());
    }

    /// <summary>The colour of a light byte by the frame's light map.</summary>
    private Vector256<int> Color(Vector256<int> found) => Avx2.GatherVector256(_frame.LightColors, found & Create(255), 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Channel(Vector256<int> packed, int shift) =>
        Avx.ConvertToVector256Single((packed >>> shift) & Create(LightMap.PackedFull)) * Create(1f / LightMap.PackedFull);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Blend(
        Vector256<float> own,
        Vector256<float> u,
        Vector256<float> v,
        Vector256<float> corner,
        Vector256<float> shareU,
        Vector256<float> shareV)
    {
        var near = Fma.MultiplyAdd(u - own, shareU, own);
        var far = Fma.MultiplyAdd(corner - v, shareU, v);
        return Fma.MultiplyAdd(far - near, shareV, near);
    }

    /// <summary>Darkens cracks on the block being mined and the edges of the block in reach.</summary>
    private Vector256<float> Overlay(in Surface surface, Vector256<float> brightness)
    {
        if (_frame.CrackStage >= 0)
        {
            var cracked = IsBlock(surface, _frame.Cracked);
            if (cracked.ExtractMostSignificantBits() != 0)
            {
                var texel = Create(_frame.CrackStage << 8) + (surface.TexelY << 4) + surface.TexelX;
                var left = Avx.ConvertToVector256Single(Avx2.GatherVector256(_frame.Cracks, texel, 4)) * Create(1 / 255f);
                brightness = ConditionalSelect(cracked, brightness * left, brightness);
            }
        }

        if (_frame.HasTarget)
        {
            var targeted = IsBlock(surface, _frame.Target);
            if (targeted.ExtractMostSignificantBits() != 0)
            {
                var edge = Min(Min(surface.U, One - surface.U), Min(surface.V, One - surface.V));
                var line = targeted & LessThan(edge, Min(surface.T * Create(1.5f / 257), Create(0.04f)));
                brightness = ConditionalSelect(line, brightness * Create(0.45f), brightness);
            }
        }

        return brightness;
    }

    private static Vector256<float> IsBlock(in Surface surface, (int X, int Y, int Z) block) =>
        (Vector256.Equals(surface.CellX, Create(block.X)) & Vector256.Equals(surface.CellY, Create(block.Y)) & Vector256.Equals(surface.CellZ, Create(block.Z))).AsSingle()
        & surface.Hit;

    /// <summary>What eight rays have met.</summary>
    private struct Surface
    {
        public Vector256<float> Hit;
        public Vector256<float> T;
        public Vector256<int> CellX;
        public Vector256<int> CellY;
        public Vector256<int> CellZ;
        public Vector256<int> Index;
        public Vector256<int> Block;
        public Vector256<float> AlongX;
        public Vector256<float> AlongY;

        /// <summary>Step along the face's axis to the cell that lights it: 1, −1, or 0 where that is the block's own.</summary>
        public Vector256<int> Outward;
        public Vector256<int> Face;
        public Vector256<float> U;
        public Vector256<float> V;
        public Vector256<int> TexelX;
        public Vector256<int> TexelY;

        /// <summary>0 where the ray passes.</summary>
        public Vector256<int> Texel;

        /// <summary>All bits set where the block does not fill its cell.</summary>
        public Vector256<float> Small;
    }

    /// <summary>The share of each channel that light leaves of eight colours.</summary>
    private struct LightShares
    {
        /// <summary>True if red's share is that of all channels.</summary>
        public bool IsGrey;
        public Vector256<float> Red;
        public Vector256<float> Green;
        public Vector256<float> Blue;
    }

    /// <summary>The eye as eight cells see it, from their lower corners.</summary>
    private struct Origin
    {
        public Vector256<float> X;
        public Vector256<float> Y;
        public Vector256<float> Z;
    }

    /// <summary>What one frame's packets share.</summary>
    private readonly struct FrameConstants
    {
        public readonly byte* Cells;
        public readonly byte* Light;
        public readonly int* Texels;
        public readonly int* FaceOffsets;
        public readonly float* Boxes;
        public readonly int* LightColors;
        public readonly int* Cracks;
        public readonly Vector256<float> OffsetX;
        public readonly Vector256<float> OffsetY;
        public readonly Vector256<float> OffsetZ;
        public readonly Vector256<int> BlockX;
        public readonly Vector256<int> BlockY;
        public readonly Vector256<int> BlockZ;
        public readonly float TopAboveEye;
        public readonly float Reach;
        public readonly float FogStart;
        public readonly float FogScale;
        public readonly bool EyeInFluid;
        public readonly Vector256<int> Fluid;
        public readonly float FogShare;
        public readonly bool FullDay;
        public readonly bool HasBlockLight;
        public readonly bool HasSmallBlocks;
        public readonly int CrackStage;
        public readonly (int X, int Y, int Z) Cracked;
        public readonly bool HasTarget;
        public readonly (int X, int Y, int Z) Target;

        public FrameConstants(VoxelVolume volume, Scene scene, in Camera camera, LightMap light)
        {
            var (atlas, models) = (TextureAtlas.Shared, BlockModels.Shared);
            Cells = volume.Cells;
            Light = volume.Light;
            Texels = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(atlas.Texels));
            FaceOffsets = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(models.FaceOffsets));
            Boxes = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(models.Boxes));
            LightColors = light.Packed;
            FullDay = light.IsFullDay;
            HasBlockLight = volume.HasBlockLight;
            Cracks = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(atlas.Cracks));
            (OffsetX, OffsetY, OffsetZ) = (Create(camera.Offset.X), Create(camera.Offset.Y), Create(camera.Offset.Z));
            (BlockX, BlockY, BlockZ) = (Create(camera.Block.X), Create(camera.Block.Y), Create(camera.Block.Z));
            TopAboveEye = (float)(volume.Top + 1 - scene.EyeY);
            EyeInFluid = scene.EyeInWater || scene.EyeInLava;
            Fluid = scene.EyeInLava ? LavaCell : WaterCell;

            // Rays that go on from a plant would take water for a block.
            HasSmallBlocks = volume.HasSmallBlocks && !EyeInFluid;
            FogShare = EyeInFluid ? 1 : CaveGloom.ShareOfSky(volume, scene);
            Reach = scene.EyeInLava ? LavaFogEnd : EyeInFluid ? WaterFogEnd : FogEnd;
            FogStart = EyeInFluid ? 0 : RayMarcher.FogStart;
            FogScale = 1 / (Reach - FogStart);
            CrackStage = Math.Min(scene.CrackStage, 9);
            Cracked = scene.CrackedBlock;
            HasTarget = scene.TargetedBlock is not null;
            Target = scene.TargetedBlock ?? default;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what the player sees, HUD and windows included. One environment owns one renderer.</summary>
public sealed class WorldRenderer
{
    private readonly FrameSize _size;
    private readonly LightMap _light = new();
    private readonly RayMarcher _blocks;
    private readonly EntityPainter _entities;
    private readonly AnimalPainter _animals;
    private readonly HandLayer _hand;
    private readonly HudLayer _hud;
    private readonly WindowLayer _window;

    /// <summary>Prepares buffers for frames of one size.</summary>
    public WorldRenderer(FrameSize size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Height);
        _size = size;
        _blocks = new RayMarcher(size);
        _entities = new EntityPainter(size);
        _animals = new AnimalPainter(size);
        _hand = new HandLayer(size);
        _hud = new HudLayer(size, _blocks.Stride);
        _window = new WindowLayer(size, _blocks.Stride);
    }

    /// <summary>False leaves the mouse cursor out of windows.</summary>
    public bool DrawsCursor
    {
        get => _window.DrawsCursor;
        set => _window.DrawsCursor = value;
    }

    /// <summary>Volume index of the block that each pixel shows, rows of <see cref="HitStride"/> entries; for tests.</summary>
    internal ReadOnlySpan<int> Hits => _blocks.Hits;

    /// <summary>Entries of a row of <see cref="Hits"/>.</summary>
    internal int HitStride => _blocks.Stride;

    /// <summary>How often the HUD has been composed; for tests.</summary>
    internal int HudCompositions => _hud.Compositions;

    /// <summary>Draws a frame.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="scene">Camera, entities, hand, HUD.</param>
    /// <param name="frame"><c>[height, width, channel] uint8</c>, RGB, all written.</param>
    public void Render(VoxelVolume volume, Scene scene, Span<byte> frame)
    {
        if (frame.Length != _size.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_size.ByteCount} for {_size}.", nameof(frame));
        }

        var camera = new Camera(scene);
        var (eyeX, eyeY, eyeZ) = camera.Block;
        _light.Update(Daylight.SunFactor(scene.DayTick));
        _blocks.Draw(volume, scene, camera, _light);
        _entities.Draw(volume, scene, camera, _light, _blocks);
        _animals.Draw(volume, scene, camera, _light, _blocks);
        _hand.Draw(scene, _light.At(volume.SkyLight(eyeX, eyeY, eyeZ), volume.BlockLight(eyeX, eyeY, eyeZ)), _blocks.Pixels, _blocks.Stride);
        _hud.Draw(scene, _blocks.Pixels);
        if (scene.Window.Kind != WindowKind.None)
        {
            _window.Draw(scene.Window, _blocks.Pixels);
        }

        Pack(frame);
    }

    private void Pack(Span<byte> frame)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0x80, 0x80, 0x80, 0x80);
        ref var pixels = ref MemoryMarshal.GetArrayDataReference(_blocks.Pixels);
        ref var bytes = ref MemoryMarshal.GetReference(frame);
        for (var row = 0; row < _size.Height; row++)
        {
            var from = row * _blocks.Stride;
            var to = row * _size.Width * 3;
            var column = 0;

            // Stores of 16 bytes for 12: the next one, or the next row, overwrites the rest. The frame's last pixels go one by one.
            for (; column + 4 <= _size.Width && to + (column * 3) + 16 <= frame.Length; column += 4)
            {
                var four = Vector128.LoadUnsafe(ref Unsafe.Add(ref pixels, from + column)).AsByte();
                Vector128.Shuffle(four, order).StoreUnsafe(ref Unsafe.Add(ref bytes, to + (column * 3)));
            }

            for (; column < _size.Width; column++)
            {
                var pixel = _blocks.Pixels[from + column];
                frame[to + (column * 3)] = (byte)pixel;
                frame[to + (column * 3) + 1] = (byte)(pixel >> 8);
                frame[to + (column * 3) + 2] = (byte)(pixel >> 16);
            }
        }
    }
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace Rl.Workers.Protocol;

/// <summary>
/// Slots of one environment in order, in one block of rented memory that is sent and received as it lies. Disposing gives the memory back,
/// once. A slot is a frame with the action taken on it and the reward and discount that followed; a Last slot holds an episode's final
/// frame, has no action and is not valid; frame and value number <see cref="FragmentLayout.Slots"/> bootstrap.
/// </summary>
public sealed class Fragment : IDisposable
{
    private readonly int _offset;
    private byte[]? _rented;

    /// <summary>Rents a body whose content is arbitrary.</summary>
    public Fragment(FragmentLayout layout)
        : this(layout, new FragmentHeader(), ArrayPool<byte>.Shared.Rent(layout.ByteCount), 0)
    {
    }

    private Fragment(FragmentLayout layout, FragmentHeader header, byte[] rented, int offset)
    {
        Layout = layout;
        Header = header;
        _rented = rented;
        _offset = offset;
    }

    /// <summary>Where everything lies.</summary>
    public FragmentLayout Layout { get; }

    /// <summary>Who played it, and when.</summary>
    public FragmentHeader Header { get; set; }

    /// <summary>The whole body as it travels.</summary>
    public Memory<byte> Body
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rented is null, this);
            return _rented.AsMemory(_offset, Layout.ByteCount);
        }
    }

    /// <summary>Completed iterations of the policy that acted, <c>[time] int64</c>.</summary>
    public Span<long> Versions => Part<long>(Layout.Versions);

    /// <summary>Log-probability of each joint action, <c>[time] float32</c>.</summary>
    public Span<float> LogProbabilities => Part<float>(Layout.LogProbabilities);

    /// <summary>Denormalised values, <c>[time + 1] float32</c>; the last one bootstraps.</summary>
    public Span<float> Values => Part<float>(Layout.Values);

    /// <summary>Reward that followed each action, <c>[time] float32</c>.</summary>
    public Span<float> Rewards => Part<float>(Layout.Rewards);

    /// <summary>Discount that followed each action, <c>[time] float32</c>; 0 after a termination and at Last slots.</summary>
    public Span<float> Discounts => Part<float>(Layout.Discounts);

    /// <summary>Joint button classes, <c>[time] uint16</c>.</summary>
    public Span<ushort> Buttons => Part<ushort>(Layout.Buttons);

    /// <summary>Joint camera classes, <c>[time] uint8</c>.</summary>
    public Span<byte> Camera => Part<byte>(Layout.Camera);

    /// <summary>1 where an episode begins, <c>[time] uint8</c>.</summary>
    public Span<byte> First => Part<byte>(Layout.First);

    /// <summary>1 where an action was taken, 0 at Last slots, <c>[time] uint8</c>.</summary>
    public Span<byte> Valid => Part<byte>(Layout.Valid);

    /// <summary>The policy's memory at slot 0, in the policy's own format.</summary>
    public Span<byte> PolicyMemory => Part<byte>(Layout.Memory);

    /// <summary>Pixels, <c>[time + 1, height, width, channel] uint8</c>.</summary>
    public Span<byte> Frames => Part<byte>(Layout.Frames);

    /// <summary>The oldest policy that acted in it.</summary>
    public long OldestVersion
    {
        get
        {
            var oldest = long.MaxValue;

            foreach (var version in Versions)
            {
                oldest = Math.Min(oldest, version);
            }

            return oldest;
        }
    }

    /// <summary>One frame's pixels.</summary>
    /// <param name="slot">0 to <see cref="FragmentLayout.Slots"/>, both included.</param>
    public Span<byte> Frame(int slot) => Frames.Slice(slot * Layout.FrameBytes, Layout.FrameBytes);

    /// <summary>Reads a message's body as a fragment without copying it; the message's memory passes over to the fragment.</summary>
    /// <exception cref="InvalidDataException">The body is not as long as the layout says.</exception>
    public static Fragment Adopt(FragmentLayout layout, FragmentHeader header, RawMessage message)
    {
        if (message.Body.Length != layout.ByteCount)
        {
            throw new InvalidDataException(
                $"The fragment's body has {message.Body.Length} bytes, expected {layout.ByteCount} for {layout.Slots} slots with frames of "
                + $"{layout.FrameBytes} bytes and a memory of {layout.MemoryBytes}. Does the worker run with the learner's settings?");
        }

        var (rented, offset) = message.Release();
        return new Fragment(layout, header, rented, offset);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private Span<T> Part<T>((int Offset, int Length) part)
        where T : unmanaged
    {
        return MemoryMarshal.Cast<byte, T>(Body.Span.Slice(part.Offset, part.Length));
    }
}

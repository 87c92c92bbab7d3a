using System.IO.MemoryMappedFiles;

namespace Rl.Env.Bridge;

/* SharedFrameWriter must
 * - touch no file but the one that is meant: its path came from the other end (hence the nonce)
 * - write a frame's number last, so that the reader never takes half a frame for a whole one
 */

/// <summary>The game's end of memory that a player on this machine has made for frames; <see cref="SharedFrame"/> is the player's.</summary>
public sealed unsafe class SharedFrameWriter : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _frameBytes;
    private readonly byte* _bytes;

    private SharedFrameWriter(MemoryMappedFile file, int frameBytes)
    {
        _file = file;
        _frameBytes = frameBytes;
        _view = file.CreateViewAccessor(0, SharedFrame.HeaderBytes + (long)frameBytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
    }

    /// <summary>Opens a player's memory; null where it is not to be had: on another machine, in another user's eyes, or too small.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nonce">What it begins with.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    public static SharedFrameWriter? TryOpen(string path, ReadOnlySpan<byte> nonce, int frameBytes)
    {
        if (nonce.Length != SharedFrame.NonceBytes)
        {
            return null;
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            Span<byte> found = stackalloc byte[SharedFrame.NonceBytes];
            if (stream.Length < SharedFrame.HeaderBytes + (long)frameBytes || stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) < found.Length
                || !found.SequenceEqual(nonce))
            {
                return null;
            }

            var file = MemoryMappedFile.CreateFromFile(stream.SafeFileHandle, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            return new SharedFrameWriter(file, frameBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">Its pixels, as many as were agreed on.</param>
    /// <param name="number">Its number.</param>
    public void Write(ReadOnlySpan<byte> frame, ulong number)
    {
        if (frame.Length != _frameBytes)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_frameBytes}.", nameof(frame));
        }

        frame.CopyTo(new Span<byte>(_bytes + SharedFrame.HeaderBytes, _frameBytes));
        Volatile.Write(ref *(ulong*)(_bytes + SharedFrame.NonceBytes), number);
    }

    /// <summary>Lets go of the memory; the file is the player's.</summary>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}

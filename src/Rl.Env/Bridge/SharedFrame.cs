using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;

namespace Rl.Env.Bridge;

/* SharedFrame must
 * - leave no file behind, even if the process is killed while a game runs (hence the file loses its name as soon as the server has it open)
 * - never show a frame that was not written for this step (hence the number before the pixels)
 */

/// <summary>Memory that a game on this machine writes its frames to: a nonce, the frame's number, the pixels. Owned by the player.</summary>
internal sealed unsafe class SharedFrame : IDisposable
{
    /// <summary>Bytes before the pixels.</summary>
    public const int HeaderBytes = 64;

    /// <summary>Bytes that it begins with; the number of the frame follows.</summary>
    public const int NonceBytes = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;
    private readonly long _length;

    private SharedFrame(string path, MemoryMappedFile file, long length)
    {
        Path = path;
        _file = file;
        _length = length;
        _view = file.CreateViewAccessor(0, length);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
        Nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        Nonce.CopyTo(new Span<byte>(_bytes, NonceBytes));
    }

    /// <summary>Where the file is until <see cref="Unlink"/>.</summary>
    public string Path { get; }

    /// <summary>What it begins with, so that the server knows it for the one that is meant.</summary>
    public byte[] Nonce { get; }

    /// <summary>Makes one in the machine's shared memory; null where there is none.</summary>
    /// <param name="frameBytes">The most bytes that a frame may have.</param>
    public static SharedFrame? Create(int frameBytes)
    {
        const string Folder = "/dev/shm";
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        var path = System.IO.Path.Combine(Folder, $"rl-{Guid.NewGuid():N}");
        var length = HeaderBytes + (long)frameBytes;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var stream = new FileStream(path, options);
        try
        {
            stream.SetLength(length);
            var file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            return new SharedFrame(path, file, length);
        }
        catch
        {
            stream.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Takes the file's name away; both ends keep the memory.</summary>
    public void Unlink() => File.Delete(Path);

    /// <summary>The pixels of a frame.</summary>
    /// <param name="number">The number that the game said it has.</param>
    /// <param name="frameBytes">Bytes of a frame.</param>
    /// <exception cref="EnvironmentFaultException">Another frame lies there.</exception>
    public ReadOnlySpan<byte> Read(ulong number, int frameBytes)
    {
        var written = Volatile.Read(ref *(ulong*)(_bytes + NonceBytes));
        return written == number && HeaderBytes + (long)frameBytes <= _length
            ? new ReadOnlySpan<byte>(_bytes + HeaderBytes, frameBytes)
            : throw new EnvironmentFaultException($"The game says that it wrote frame {number}, but frame {written} lies in the shared memory.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        Unlink();
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Rl.Env.Frames;

namespace Rl.Workers.Evaluation;

/// <summary>
/// Writes frames to an mp4 through a child process of ffmpeg, or, where there is none, to numbered PNG pictures in a folder. Memory is bounded:
/// every frame is handed on before the next is taken. The video has a temporary name until <see cref="CompleteAsync"/>.
/// </summary>
public sealed class VideoWriter : IAsyncDisposable
{
    private const int KeptErrorCharacters = 2_000;

    /// <summary>What the system answers where there is no such program (ENOENT).</summary>
    private const int FileNotFoundCode = 2;

    private readonly VideoConfig _config;
    private readonly string _path;
    private readonly Process? _encoder;
    private readonly Task<string>? _encoderErrors;
    private int _frames;
    private bool _isComplete;

    private VideoWriter(string path, VideoConfig config, Process? encoder)
    {
        _path = path;
        _config = config;
        _encoder = encoder;
        _encoderErrors = encoder is null ? null : ReadTailAsync(encoder.StandardError);
        OutputPath = encoder is null ? Path.ChangeExtension(path, null) : path;
    }

    /// <summary>Where the pictures go: the mp4, or the folder of PNGs.</summary>
    public string OutputPath { get; }

    /// <summary>True if ffmpeg was not there and PNG pictures are written.</summary>
    public bool IsPngFolder => _encoder is null;

    private string TemporaryPath => _path + ".partial";

    /// <summary>Starts a video.</summary>
    /// <param name="path">The mp4 to write; without ffmpeg the folder of the same name without extension.</param>
    /// <param name="config">Size and speed.</param>
    public static VideoWriter Open(string path, VideoConfig config)
    {
        config = config.Validated();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var writer = new VideoWriter(path, config, StartEncoder(path + ".partial", config));
        if (writer.IsPngFolder)
        {
            Directory.CreateDirectory(writer.OutputPath);
        }

        return writer;
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="frame"><c>[height, width, channel] uint8</c>; may be reused afterwards.</param>
    /// <param name="cancellation">Ends the wait for the encoder.</param>
    /// <exception cref="IOException">The encoder gave up; the message carries what it said.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        if (frame.Length != _config.FrameSize.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_config.FrameSize} x 3 = {_config.FrameSize.ByteCount}.", nameof(frame));
        }

        if (_encoder is null)
        {
            PngFile.Write(Path.Combine(OutputPath, $"frame-{_frames:D6}.png"), _config.FrameSize, frame.Span);
        }
        else
        {
            try
            {
                await _encoder.StandardInput.BaseStream.WriteAsync(frame, cancellation).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                throw await ExplainAsync(error, cancellation).ConfigureAwait(false);
            }
        }

        _frames++;
    }

    /// <summary>Finishes the video and gives it its name.</summary>
    /// <exception cref="IOException">The encoder failed; the message carries what it said.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_encoder is not null)
        {
            try
            {
                _encoder.StandardInput.Close();
            }
            catch (IOException error)
            {
                throw await ExplainAsync(error, cancellation).ConfigureAwait(false);
            }

            await _encoder.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (_encoder.ExitCode != 0)
            {
                throw await ExplainAsync(null, cancellation).ConfigureAwait(false);
            }

            File.Move(TemporaryPath, _path, overwrite: true);
        }

        _isComplete = true;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_encoder is null)
        {
            return;
        }

        if (!_encoder.HasExited)
        {
            _encoder.Kill(entireProcessTree: true);
        }

        await _encoderErrors!.ConfigureAwait(false);
        _encoder.Dispose();
        if (!_isComplete)
        {
            File.Delete(TemporaryPath);
        }
    }

    private static Process? StartEncoder(string path, VideoConfig config)
    {
        var start = new ProcessStartInfo(config.Encoder)
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = false,
            UseShellExecute = false,
        };
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", config.FrameSize.ToString(),
            "-r", config.FramesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", "pipe:0",
            "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", path,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception error) when (error.NativeErrorCode == FileNotFoundCode)
        {
            return null;
        }
    }

    /// <summary>Reads to the end and keeps the tail, so that a talkative encoder neither blocks nor fills the memory.</summary>
    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        var tail = new StringBuilder();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            tail.AppendLine(line);
            if (tail.Length > KeptErrorCharacters)
            {
                tail.Remove(0, tail.Length - KeptErrorCharacters);
            }
        }

        return tail.ToString().Trim();
    }

    private async Task<IOException> ExplainAsync(IOException? cause, CancellationToken cancellation)
    {
        await _encoder!.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var said = await _encoderErrors!.WaitAsync(cancellation).ConfigureAwait(false);
        return new IOException($"{_config.Encoder} ended with code {_encoder.ExitCode} while writing '{_path}' (after {_frames} frames): {said}", cause);
    }
}

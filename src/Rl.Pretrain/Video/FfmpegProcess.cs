using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Rl.Pretrain.Video;

/* FfmpegProcess must
 * - never outlive its owner: disposing kills and reaps the child, whatever it is doing
 * - never let the child block on what it says: standard error is read to its end, and the tail kept for messages
 * - say how the child ended once, after both
 */

/// <summary>A child process of ffmpeg or ffprobe. Disposing kills it if it still runs, waits until it is gone, and closes its pipes.</summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private const int KeptErrorCharacters = 2_000;

    /// <summary>A shell's way, and .NET's, to tell in an exit code that a signal ended a process.</summary>
    private const int SignalCodes = 128;

    private readonly Process _process;
    private readonly string _program;
    private readonly Task<string> _errors;

    private FfmpegProcess(Process process, string program)
    {
        _process = process;
        _program = program;
        _errors = ReadTailAsync(process.StandardError);
    }

    /// <summary>What the child writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What the child reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Starts a program.</summary>
    /// <param name="program">A path, or a plain name to be looked up in PATH.</param>
    /// <param name="writesInput">True if the caller feeds the child's standard input; otherwise it is closed.</param>
    /// <param name="arguments">Passed on as they are, by no shell.</param>
    /// <exception cref="FfmpegMissingException">There is no such program, or it may not be started.</exception>
    public static FfmpegProcess Start(string program, bool writesInput, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new FfmpegMissingException(program, error);
        }

        if (!writesInput)
        {
            process.StandardInput.Close();
        }

        return new FfmpegProcess(process, program);
    }

    /// <summary>A file's name as ffmpeg takes it, so that neither a colon nor a dash in it means anything.</summary>
    public static string FileArgument(string path) => "file:" + Path.GetFullPath(path);

    /// <summary>Ends the child at once; its pipes answer with their end.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It had ended by itself.
        }
    }

    /// <summary>Waits until the child has ended.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Its exit code and the last that it said.</returns>
    public async Task<(int Code, string Said)> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        var said = await _errors.WaitAsync(cancellation).ConfigureAwait(false);
        return (_process.ExitCode, said);
    }

    /// <summary>How the child ended, in words, for a message.</summary>
    public string Describe(int code, string said)
    {
        var how = IsSignal(code) ? $"was killed by signal {code - SignalCodes}" : $"ended with code {code}";
        return said.Length == 0 ? $"{_program} {how} and said nothing" : $"{_program} {how}: {said}";
    }

    /// <summary>True if not the child but somebody else ended it.</summary>
    public static bool IsSignal(int code) => code > SignalCodes;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        await _errors.ConfigureAwait(false);

        // Process.Dispose leaves pipes that somebody has asked for to the collector.
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        Input.Dispose();
        _process.Dispose();
    }

    /// <summary>Reads to the end and keeps the tail, so that a talkative child neither blocks nor fills the memory.</summary>
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
}

using System.Text.Json;
using Rl.Pretrain.Recordings;

namespace Rl.Pretrain.Contractor;

/// <summary>Reads the jsonl file of a contractor's recording, one line a tick of 50 ms, in bounded memory.</summary>
public static class ContractorRecording
{
    /// <summary>Reads steps one by one, as far as they are asked for.</summary>
    /// <param name="path">The jsonl file.</param>
    /// <param name="options">How lines become actions; null for the defaults.</param>
    /// <returns>One step a line, in order, null ones among them.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DamagedDataException">A line is not the recorder's; names file, line and column, both from 1.</exception>
    public static IEnumerable<ContractorStep> Read(string path, ContractorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ContractorOptions();
        return File.Exists(path)
            ? ReadLines(path, options)
            : throw new FileNotFoundException($"There is no recording '{path}'; expected the jsonl file of a contractor's play.", path);
    }

    private static IEnumerable<ContractorStep> ReadLines(string path, ContractorOptions options)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var lines = new LineReader(file);
        var read = Reading(path, options);
        while (Next(path, lines, options.Mode) is { } line)
        {
            yield return MakeStep(path, lines.LineNumber, line, read);
        }
    }

    private static Func<int, RecorderLine, ContractorStep> Reading(string path, ContractorOptions options) => options.Mode == ContractorMode.Reference
        ? new ReferenceReading().Read
        : new CorrectedReading(RecorderScale.WindowMotion(options.RecorderVersion ?? RecorderScale.VersionIn(path))).Read;

    private static RecorderLine? Next(string path, LineReader lines, ContractorMode mode)
    {
        try
        {
            if (!lines.TryRead(out var bytes))
            {
                return null;
            }

            if (IsBlank(bytes))
            {
                RequireEnd(path, lines, mode);
                return null;
            }

            return RecorderLineParser.Parse(bytes);
        }
        catch (JsonException error)
        {
            // The reader's own message ends with a position of its own counting, which would only confuse.
            var reason = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw Damaged(path, lines.LineNumber, (error.BytePositionInLine ?? 0) + 1, reason, error);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(path, lines.LineNumber + 1, 1, error.Message, error);
        }
    }

    private static ContractorStep MakeStep(string path, int lineNumber, RecorderLine line, Func<int, RecorderLine, ContractorStep> read)
    {
        try
        {
            return read(lineNumber - 1, line);
        }
        catch (FormatException error)
        {
            throw Damaged(path, lineNumber, 1, error.Message, error);
        }
    }

    /// <summary>
    /// A blank line among others is a tick that was lost: all after it would belong to another frame. At the end nothing can shift; the reference
    /// fails there too (PARITY 49).
    /// </summary>
    private static void RequireEnd(string path, LineReader lines, ContractorMode mode)
    {
        var blank = lines.LineNumber;
        while (mode == ContractorMode.Corrected && lines.TryRead(out var rest))
        {
            if (!IsBlank(rest))
            {
                throw Damaged(path, blank, 1, "the line is blank, but others follow", null);
            }
        }

        if (mode == ContractorMode.Reference)
        {
            throw Damaged(path, blank, 1, "the line is blank", null);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r"u8).IsEmpty;

    private static DamagedDataException Damaged(string path, int line, long column, string reason, Exception? cause)
    {
        var message = $"'{path}', line {line}, column {column}: {reason}. Fetch the segment again, or leave it out.";
        return cause is null ? new DamagedDataException(message) : new DamagedDataException(message, cause);
    }
}

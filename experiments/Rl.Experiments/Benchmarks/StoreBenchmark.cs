using System.Globalization;
using Rl.Env;
using Rl.Env.Frames;
using Rl.Env.Seeds;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Benchmarks;

/// <summary>Compares ways to keep the frames of recordings for training: raw, packed, and a PNG a frame. Rates are of one core, by <see cref="CpuClock"/>.</summary>
/// <param name="recordings">Folder of recordings in the contractors' format.</param>
/// <param name="folder">Where stores are built.</param>
public sealed class StoreBenchmark(string recordings, string folder)
{
    private const int SequenceFrames = 64;
    private const int SingleReads = 500;
    private static readonly FrameSize Size = FrameSize.Square(128);

    /// <summary>Builds and reads the stores.</summary>
    /// <param name="report">Gets a line for each.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public async Task<IReadOnlyList<StoreBenchmarkRow>> RunAsync(Action<string> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        report($"{"frames of " + Size + " on the disk",-32} KiB/frame  sequences/s  singles/s");
        var rows = new List<StoreBenchmarkRow>();
        foreach (var encoding in (FrameEncoding[])[FrameEncoding.Raw, FrameEncoding.Packed])
        {
            var store = await BuildAsync(encoding, cancellation).ConfigureAwait(false);
            var bytes = store.Manifest.Episodes.Sum(entry => (double)entry.Bytes) / store.Manifest.Steps;
            Add(Measure(encoding.ToString(), bytes, store.Episodes[0].Steps, store.Episodes[0].CopyFrames));
        }

        var (path, count) = WritePictures(RecordingStore.Open(Path.Combine(folder, nameof(FrameEncoding.Raw))).Episodes[0]);
        var pictures = Directory.GetFiles(path).Order(StringComparer.Ordinal).ToArray();
        Add(Measure("png a frame", pictures.Average(file => (double)new FileInfo(file).Length), count, (first, frames) => ReadPictures(pictures, first, frames)));
        return rows;

        void Add(StoreBenchmarkRow row)
        {
            rows.Add(row);
            report(string.Create(CultureInfo.InvariantCulture, $"{row.Encoding,-32} {row.BytesPerFrame / 1024,9:F2} {row.SequentialPerCpuSecond,12:N0} {row.SinglePerCpuSecond,10:N0}"));
        }
    }

    private static StoreBenchmarkRow Measure(string name, double bytes, int steps, ReadFrames read)
    {
        var frames = new byte[SequenceFrames * Size.ByteCount];
        ReadAll();
        var cpu = CpuClock.Now;
        var sequential = ReadAll() / (CpuClock.Now - cpu).TotalSeconds;
        var random = new SeededRandom(1);
        cpu = CpuClock.Now;
        for (var i = 0; i < SingleReads; i++)
        {
            read(random.Next(steps), frames.AsSpan(0, Size.ByteCount));
        }

        return new StoreBenchmarkRow(name, bytes, sequential, SingleReads / (CpuClock.Now - cpu).TotalSeconds);

        int ReadAll()
        {
            var count = 0;
            for (; count + SequenceFrames <= steps; count += SequenceFrames)
            {
                read(count, frames);
            }

            return count;
        }
    }

    private static void ReadPictures(string[] files, int first, Span<byte> frames)
    {
        for (var row = 0; row < frames.Length / Size.ByteCount; row++)
        {
            // The reader gives RGBA, as cursors need it.
            var (_, pixels) = PngReader.Read(files[first + row]);
            var target = frames.Slice(row * Size.ByteCount, Size.ByteCount);
            for (var (from, to) = (0, 0); to < target.Length; from += 4, to += 3)
            {
                pixels.AsSpan(from, 3).CopyTo(target[to..]);
            }
        }
    }

    private async Task<RecordingStore> BuildAsync(FrameEncoding encoding, CancellationToken cancellation)
    {
        var config = new StoreBuilderConfig { FramePixels = Size.Width, Encoding = encoding, Threads = 1 };
        var episodes = StoreSources.OfRecordings(ContractorFolder.Open(recordings), CursorImage.Default);
        return await new StoreBuilder(config, TimeProvider.System).BuildAsync(Path.Combine(folder, encoding.ToString()), episodes, null, cancellation).ConfigureAwait(false);
    }

    private (string Folder, int Count) WritePictures(RecordedEpisode episode)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder, "png")).FullName;
        var frame = new byte[Size.ByteCount];
        for (var step = 0; step < episode.Steps; step++)
        {
            episode.CopyFrames(step, frame);
            PngFile.Write(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{step:D6}.png")), Size, frame);
        }

        return (path, episode.Steps);
    }

    private delegate void ReadFrames(int first, Span<byte> frames);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Rl.Pretrain.Video;

namespace Rl.Tests.Pretrain;

/// <summary>Real and feigned programs of ffmpeg's for tests.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Ffmpeg
{
    /// <summary>Leaves a test out where ffmpeg is not installed.</summary>
    public static void Require()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(':').Any(folder => File.Exists(Path.Combine(folder, "ffmpeg"))))
        {
            Assert.Ignore("ffmpeg is not installed.");
        }
    }

    /// <summary>Runs the real ffmpeg.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]))!;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, "ffmpeg could not make the test's video");
    }

    /// <summary>Writes a program of bash.</summary>
    public static string Script(TemporaryFolder folder, string name, string body)
    {
        var path = folder[name];
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A probe that takes any file for a video of 16×8 pictures.</summary>
    public static string FeignedProbe(TemporaryFolder folder, string duration = "100") => Script(
        folder,
        "probe",
        $$"""echo '{"streams": [{"codec_name": "h264", "pix_fmt": "rgb24", "width": 16, "height": 8, "avg_frame_rate": "20/1", "duration": "{{duration}}"}]}'""");

    /// <summary>Writes a video whose frame i is evenly grey, 4 times i.</summary>
    public static async Task WriteGreyAsync(string path, int frames, VideoWriterConfig config)
    {
        await using var writer = await VideoWriter.OpenAsync(path, config, CancellationToken.None);
        for (var i = 0; i < frames; i++)
        {
            var frame = new byte[config.Height * config.Width * 3];
            frame.AsSpan().Fill((byte)(4 * i));
            await writer.WriteAsync(frame, CancellationToken.None);
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    /// <summary>The number that a feigned program wrote about itself.</summary>
    public static int ReadPid(string path) => int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);

    /// <summary>True while the system knows the process, be it alive or a zombie.</summary>
    public static bool IsKnown(int pid) => Directory.Exists($"/proc/{pid}");
}

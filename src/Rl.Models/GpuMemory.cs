using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>How much of a GPU's memory is taken.</summary>
public static class GpuMemory
{
    /// <summary>
    /// How much is in use on the card, by all processes, in words, as nvidia-smi tells; torch gives nothing back while it runs, so that this is the peak of
    /// what it needed. Null for the CPU, and where nvidia-smi is not there.
    /// </summary>
    public static string? Describe(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.type != DeviceType.CUDA)
        {
            return null;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "nvidia-smi",
                ["--query-gpu=memory.used", "--format=csv,noheader,nounits", $"--id={Math.Max(0, device.index)}"])
            {
                RedirectStandardOutput = true,
            })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();

            return long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var used)
                ? string.Create(CultureInfo.InvariantCulture, $"{used / 1024.0:F2} GiB of the card in use; torch keeps what it once needed")
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Reflection;
using Rl.Models;

namespace Rl.Experiments.Doctor;

/// <summary>Loads libtorch, computes with it, and says which one it is.</summary>
public static class LibtorchCheck
{
    private const string Check = "libtorch";
    private const string Binding = "libLibTorchSharp.so";

    /// <summary>Examines it.</summary>
    public static IEnumerable<Finding> Examine()
    {
        try
        {
            return [Compute(), Heap()];
        }
        catch (Exception error) when (error == TorchRuntime.Fault)
        {
            return [Finding.Fail(Check, $"does not load: {error.Message}", "Restore and build again: dotnet restore && dotnet build -c Release. Where the loader wants a newer libstdc++, see docs/decisions/0020-libstdcxx.md; for RL_LIBTORCH, docs/gpu.md.")];
        }
    }

    private static Finding Compute()
    {
        TorchRuntime.Load();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var six = TorchSharp.torch.ones(2, 3).matmul(TorchSharp.torch.ones(3, 1)).sum().item<float>();
        return six == 6
            ? Finding.Ok(Check, Describe())
            : Finding.Fail(Check, string.Create(CultureInfo.InvariantCulture, $"{Describe()} computes 6 as {six}"), "The package cache may be damaged: dotnet nuget locals all --clear, then build again.");
    }

    private static Finding Heap() => TorchRuntime.KeepsHeap
        ? Finding.Ok("heap", "the C library keeps what tensors give back")
        : Finding.Warn("heap", "the C library has no mallopt: tensors cost a tenth more time", "Use a system with glibc (Debian, Ubuntu, Fedora; not Alpine).");

    private static string Describe()
    {
        var loaded = File.Exists("/proc/self/maps")
            ? File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).FirstOrDefault(path => path.EndsWith(Binding, StringComparison.Ordinal))
            : null;
        var manner = loaded is not null && Path.GetFileName(loaded) != Binding ? ", made loadable for this system's older libstdc++" : "";
        var cards = TorchSharp.torch.cuda_is_available() ? $", {TorchSharp.torch.cuda.device_count()} GPUs" : "";
        return $"{TorchRuntime.Flavor}{cards}, TorchSharp {Path.GetFileName(Package("TorchSharpPackage"))}{manner}, {TorchRuntime.Threads} threads";
    }

    private static string Package(string key) => typeof(TorchRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == key)?.Value?.TrimEnd('/') ?? "of an unknown version";
}

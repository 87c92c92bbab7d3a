using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rl.Experiments.Commands;

namespace Rl.Experiments.Configuration;

/// <summary>The settings that a run folder keeps: as given, and resolved together with the machine and the versions they ran on.</summary>
public static class RunConfig
{
    /// <summary>The file of resolved settings in a run's folder.</summary>
    public const string ResolvedName = "config.resolved.json";

    private const string ExperimentKey = "experiment";

    /// <summary>The resolved settings and what they ran on, as JSON.</summary>
    public static string Resolve(ExperimentConfig config)
    {
        var torch = typeof(TorchSharp.torch).Assembly.GetName().Version?.ToString();
        return new JsonObject
        {
            ["command"] = CommandLine.Text(CommandLine.Arguments),
            [ExperimentKey] = JsonSerializer.SerializeToNode(config, ConfigLoader.Json),
            ["versions"] = new JsonObject
            {
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["torchsharp"] = torch,
                ["commit"] = Commit(),
            },
            ["hardware"] = new JsonObject
            {
                ["os"] = RuntimeInformation.OSDescription,
                ["processors"] = Environment.ProcessorCount,
                ["avx2"] = Avx2.IsSupported,
                ["avx512"] = Avx512F.IsSupported,
                ["memory_bytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            },
        }.ToJsonString(ConfigLoader.Json);
    }

    /// <summary>The settings that a run was made with.</summary>
    /// <exception cref="UsageException">The folder is no run, or its settings cannot be read.</exception>
    public static ExperimentConfig Read(string runFolder)
    {
        var path = Path.Combine(runFolder, ResolvedName);
        if (!File.Exists(path))
        {
            throw new UsageException($"'{runFolder}' is no run: {ResolvedName} is missing. See: ./rl runs list");
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path))?[ExperimentKey].Deserialize<ExperimentConfig>(ConfigLoader.Json)
                ?? throw new UsageException($"'{path}' holds no settings.");
        }
        catch (JsonException error)
        {
            throw new UsageException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Leaves resolved settings in the folder of a model that was trained by itself, as a run's folder has them.</summary>
    public static void Write(string folder, ExperimentConfig config) => WholeFile.Write(Path.Combine(folder, ResolvedName), Resolve(config));

    /// <summary>The commit of the repository the executable was built in, or null where there is no git.</summary>
    private static string? Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", AppContext.BaseDirectory, "rev-parse", "HEAD"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            var commit = git?.StandardOutput.ReadToEnd().Trim();
            return string.IsNullOrEmpty(commit) ? null : commit;
        }
        catch (System.ComponentModel.Win32Exception)
            when (!OperatingSystem.IsWindows())
        {
            return null;
        }
    }
}

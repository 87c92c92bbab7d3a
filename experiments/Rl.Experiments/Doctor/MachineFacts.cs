using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Rl.Experiments.Doctor;

/// <summary>What the system says of itself.</summary>
public sealed record MachineFacts
{
    private const string HugePagesFile = "/sys/kernel/mm/transparent_hugepage/enabled";
    private const string ClockSourceFile = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    /// <summary>The runtime, such as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The system's name and version.</summary>
    public required string System { get; init; }

    /// <summary>True on Linux on x64, which the models need.</summary>
    public required bool IsLinuxX64 { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The processor's abilities by the kernel's names, such as <c>avx2</c>.</summary>
    public required IReadOnlySet<string> Abilities { get; init; }

    /// <summary>Processors that this process may use.</summary>
    public required int UsableProcessors { get; init; }

    /// <summary>Processors of the machine.</summary>
    public required int Processors { get; init; }

    /// <summary>Bytes of memory that this process could still take, by the machine and by its control group.</summary>
    public required long FreeMemory { get; init; }

    /// <summary>Bytes of memory in all.</summary>
    public required long Memory { get; init; }

    /// <summary>always, madvise or never; null where it is not known.</summary>
    public string? HugePages { get; init; }

    /// <summary>Where the kernel takes the time from; null where it is not known.</summary>
    public string? ClockSource { get; init; }

    /// <summary>The time by the system's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When this program was built: no earlier time can be right.</summary>
    public required DateTimeOffset Built { get; init; }

    /// <summary>The environment's variables that tell of a batch system, by name.</summary>
    public required IReadOnlyDictionary<string, string> Slurm { get; init; }

    /// <summary>True if a program of Slurm's is in PATH.</summary>
    public bool HasSlurmPrograms { get; init; }

    /// <summary>Graphics processors that the kernel shows, such as <c>/dev/nvidia0</c>.</summary>
    public IReadOnlyList<string> GraphicsProcessors { get; init; } = [];

    /// <summary>Asks the system.</summary>
    public static MachineFacts Read(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var processors = TextOf("/proc/cpuinfo") ?? "";
        var collector = GC.GetGCMemoryInfo();
        var available = ProcMemory(TextOf("/proc/meminfo") ?? "", "MemAvailable") ?? collector.TotalAvailableMemoryBytes;
        return new MachineFacts
        {
            Runtime = RuntimeInformation.FrameworkDescription,
            System = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            IsLinuxX64 = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            Processor = ProcValues(processors, "model name").FirstOrDefault() ?? "processor of an unknown name",
            Abilities = AbilitiesOf(processors),
            UsableProcessors = Environment.ProcessorCount,
            Processors = Math.Max(Environment.ProcessorCount, ProcValues(processors, "processor").Count()),
            FreeMemory = Math.Min(available, collector.TotalAvailableMemoryBytes),
            Memory = collector.TotalAvailableMemoryBytes,
            HugePages = Chosen(TextOf(HugePagesFile)),
            ClockSource = TextOf(ClockSourceFile)?.Trim(),
            Now = clock.GetUtcNow(),
            Built = File.GetLastWriteTimeUtc(typeof(MachineFacts).Assembly.Location),
            Slurm = SlurmVariables(),
            HasSlurmPrograms = IsInPath("sbatch"),
            GraphicsProcessors = GraphicsDevices(),
        };
    }

    /// <summary>The abilities in the text of <c>/proc/cpuinfo</c>; what .NET itself uses is among them wherever there is no such file.</summary>
    public static IReadOnlySet<string> AbilitiesOf(string processors)
    {
        var abilities = (ProcValues(processors, "flags").FirstOrDefault() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (Avx2.IsSupported)
        {
            abilities.Add("avx2");
        }

        if (Avx512F.IsSupported)
        {
            abilities.Add("avx512f");
        }

        return abilities;
    }

    /// <summary>Bytes of an entry of <c>/proc/meminfo</c>, or null.</summary>
    public static long? ProcMemory(string text, string name) =>
        ProcValues(text, name).FirstOrDefault() is { } value && long.TryParse(value.Split(' ')[0], out var kibibytes) ? kibibytes << 10 : null;

    private static IEnumerable<string> ProcValues(string text, string name) => text.Split('\n')
        .Select(line => line.Split(':', 2))
        .Where(parts => parts.Length == 2 && parts[0].Trim() == name)
        .Select(parts => parts[1].Trim());

    /// <summary>The choice in brackets: <c>always [madvise] never</c>.</summary>
    private static string? Chosen(string? text) => text?.Split('[', ']') is [_, var chosen, _] ? chosen : null;

    private static Dictionary<string, string> SlurmVariables() => Environment.GetEnvironmentVariables().Cast<global::System.Collections.DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith("SLURM_", StringComparison.Ordinal))
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");

    private static bool IsInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    private static string[] GraphicsDevices() => Directory.Exists("/dev")
        ? [.. Directory.GetFileSystemEntries("/dev").Where(IsGraphicsDevice).Order(StringComparer.Ordinal)]
        : [];

    private static bool IsGraphicsDevice(string path) =>
        path == "/dev/kfd" || (path.StartsWith("/dev/nvidia", StringComparison.Ordinal) && path["/dev/nvidia".Length..] is { Length: > 0 } number && number.All(char.IsAsciiDigit));

    private static string? TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

using System.Globalization;

namespace Rl.Experiments.Doctor;

/// <summary>Judges what a machine says of itself. Pure.</summary>
public static class MachineChecks
{
    private static readonly string[] SlowClocks = ["hpet", "acpi_pm", "pit", "jiffies"];

    /// <summary>Every finding about the machine itself.</summary>
    public static IEnumerable<Finding> Judge(MachineFacts facts, DoctorConfig config)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(config);
        return [Runtime(facts), Instructions(facts), Processors(facts), Memory(facts, config), HugePages(facts), Clock(facts), Graphics(facts), Slurm(facts)];
    }

    private static Finding Runtime(MachineFacts facts) => facts.IsLinuxX64
        ? Finding.Ok("runtime", $"{facts.Runtime} on {facts.System}")
        : Finding.Fail("runtime", $"{facts.Runtime} on {facts.System}; the models' libtorch is built for Linux on x64", "Use Linux on x64; on Windows, WSL 2 will do.");

    private static Finding Instructions(MachineFacts facts)
    {
        string[] known = [.. new[] { "avx2", "avx512f", "avx512_bf16", "amx_bf16" }.Where(facts.Abilities.Contains)];
        var found = $"{facts.Processor}: {(known.Length == 0 ? "none of avx2, avx512f, avx512_bf16" : string.Join(", ", known))}";
        return facts.Abilities.Contains("avx2")
            ? Finding.Ok("instructions", found)
            : Finding.Fail("instructions", $"{found}; the world is drawn with AVX2", "Use a processor from 2015 or later; in a virtual machine, pass the host's processor through (QEMU: -cpu host).");
    }

    private static Finding Processors(MachineFacts facts)
    {
        var found = facts.UsableProcessors == facts.Processors
            ? Text($"{facts.Processors} processors")
            : Text($"{facts.UsableProcessors} of {facts.Processors} processors may be used");
        return facts.UsableProcessors >= 2
            ? Finding.Ok("processors", found)
            : Finding.Warn("processors", $"{found}; learner and workers take turns on it", "Use --workers 1, or give the process more processors (taskset, cgroup, --cpus-per-task).");
    }

    private static Finding Memory(MachineFacts facts, DoctorConfig config)
    {
        var found = $"{Bytes(facts.FreeMemory)} free of {Bytes(facts.Memory)}";
        return facts.FreeMemory switch
        {
            var free when free < config.LeastMemory => Finding.Fail("memory", $"{found}, at least {Bytes(config.LeastMemory)} are needed", "End other programs, or raise the container's limit."),
            var free when free < config.ComfortableMemory => Finding.Warn(
                "memory", $"{found}; learner and workers may not all fit", "Use fewer --workers or training.environmentsPerWorker, or raise the container's limit."),
            _ => Finding.Ok("memory", found),
        };
    }

    private static Finding HugePages(MachineFacts facts) => facts.HugePages switch
    {
        "never" => Finding.Warn("huge pages", "transparent huge pages are off: large tensors cost more page faults", "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled"),
        { } chosen => Finding.Ok("huge pages", $"transparent huge pages: {chosen}"),
        null => Finding.Ok("huge pages", "not told by the system"),
    };

    private static Finding Clock(MachineFacts facts)
    {
        if (facts.Now < facts.Built - TimeSpan.FromDays(1))
        {
            return Finding.Warn(
                "clock", Text($"the clock says {facts.Now:yyyy-MM-dd HH:mm} UTC, but this program was built on {facts.Built:yyyy-MM-dd}; certificates and names of runs go by it"), "Set the clock, for instance: timedatectl set-ntp true");
        }

        var found = Text($"{facts.Now:yyyy-MM-dd HH:mm} UTC, source {facts.ClockSource ?? "not told"}");
        return SlowClocks.Contains(facts.ClockSource)
            ? Finding.Warn("clock", $"{found}: slow to read, and it is read at every step", "Boot with clocksource=tsc if the machine has a steady one (dmesg | grep -i tsc).")
            : Finding.Ok("clock", found);
    }

    private static Finding Graphics(MachineFacts facts) => facts.GraphicsProcessors.Count == 0
        ? Finding.Ok("graphics processor", "none visible; all is computed on the processor")
        : Finding.Warn(
            "graphics processor",
            $"{string.Join(", ", facts.GraphicsProcessors)} visible; it is used where a setting says device=cuda, by a libtorch that knows CUDA",
            "docs/gpu.md tells how; nothing has to be done, a machine without one does as well.");

    private static Finding Slurm(MachineFacts facts)
    {
        if (!facts.Slurm.TryGetValue("SLURM_JOB_ID", out var job))
        {
            return Finding.Ok("slurm", facts.HasSlurmPrograms ? "there, but this is not one of its jobs" : "not there");
        }

        var (found, nodes) = ($"job {job}", facts.Slurm.GetValueOrDefault("SLURM_JOB_NUM_NODES", "1"));
        return facts.Slurm.TryGetValue("SLURM_CPUS_PER_TASK", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share < facts.UsableProcessors
            ? Finding.Warn(
                "slurm", Text($"{found} has {share} processors a task but sees {facts.UsableProcessors}: threads would fight with the neighbours'"), "Start with srun --cpu-bind=cores, or set DOTNET_PROCESSOR_COUNT to the job's share.")
            : Finding.Ok("slurm", $"{found} on {nodes} node{(nodes == "1" ? "" : "s")}");
    }

    /// <summary>Bytes in words.</summary>
    internal static string Bytes(long bytes) => bytes >= 1L << 30
        ? Text($"{bytes / (double)(1L << 30):F1} GiB")
        : Text($"{bytes / (double)(1L << 20):F0} MiB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Rl.Experiments.Doctor;

namespace Rl.Tests.Doctor;

public sealed class MachineChecksTests
{
    private static readonly MachineFacts Fit = new()
    {
        Runtime = ".NET 10.0.0",
        System = "Debian, X64",
        IsLinuxX64 = true,
        Processor = "a processor",
        Abilities = new HashSet<string> { "avx2", "avx512f" },
        UsableProcessors = 4,
        Processors = 4,
        FreeMemory = 8L << 30,
        Memory = 16L << 30,
        HugePages = "madvise",
        ClockSource = "tsc",
        Now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
        Built = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        Slurm = new Dictionary<string, string>(),
    };

    private static readonly (string Check, Health Health, MachineFacts Facts)[] Cases =
    [
        ("runtime", Health.Fail, Fit with { IsLinuxX64 = false }),
        ("instructions", Health.Fail, Fit with { Abilities = new HashSet<string>() }),
        ("processors", Health.Warn, Fit with { UsableProcessors = 1 }),
        ("memory", Health.Fail, Fit with { FreeMemory = 500 << 20 }),
        ("memory", Health.Warn, Fit with { FreeMemory = 2L << 30 }),
        ("huge pages", Health.Warn, Fit with { HugePages = "never" }),
        ("clock", Health.Warn, Fit with { ClockSource = "hpet" }),
        ("clock", Health.Warn, Fit with { Now = Fit.Built - TimeSpan.FromDays(30) }),
        ("graphics processor", Health.Warn, Fit with { GraphicsProcessors = ["/dev/nvidia0"] }),
        ("slurm", Health.Warn, Fit with { Slurm = new Dictionary<string, string> { ["SLURM_JOB_ID"] = "7", ["SLURM_CPUS_PER_TASK"] = "2" } }),
    ];

    [Test]
    public void A_fit_machine_has_nothing_to_cure()
    {
        var findings = MachineChecks.Judge(Fit, new DoctorConfig()).ToArray();

        Assert.That(Examination.Worst(findings), Is.EqualTo(Health.Ok));
        Assert.That(findings.Select(finding => finding.Cure), Is.All.Null);
    }

    [TestCaseSource(nameof(Cases))]
    public void What_is_amiss_is_found_alone_and_has_a_cure((string Check, Health Health, MachineFacts Facts) wrong)
    {
        var amiss = MachineChecks.Judge(wrong.Facts, new DoctorConfig()).Where(finding => finding.Health != Health.Ok).ToArray();

        Assert.That(amiss.Select(finding => (finding.Check, finding.Health)), Is.EqualTo(new[] { (wrong.Check, wrong.Health) }));
        Assert.That(amiss[0].Cure, Is.Not.Empty);
    }

    [Test]
    public void A_slurm_job_that_may_use_all_it_sees_is_well()
    {
        var job = Fit with { Slurm = new Dictionary<string, string> { ["SLURM_JOB_ID"] = "7", ["SLURM_CPUS_PER_TASK"] = "4", ["SLURM_JOB_NUM_NODES"] = "3" } };

        var finding = MachineChecks.Judge(job, new DoctorConfig()).Single(finding => finding.Check == "slurm");

        Assert.That(finding, Is.EqualTo(Finding.Ok("slurm", "job 7 on 3 nodes")));
    }

    [Test]
    public void Processor_and_memory_are_read_as_the_kernel_writes_them()
    {
        Assert.That(MachineFacts.AbilitiesOf("processor\t: 0\nflags\t\t: fpu avx2 avx512_bf16\nprocessor\t: 1\n"), Is.SupersetOf(new[] { "avx512_bf16", "fpu" }));
        Assert.That(MachineFacts.ProcMemory("MemTotal:       24684084 kB\nMemAvailable:   2048 kB\n", "MemAvailable"), Is.EqualTo(2L << 20));
        Assert.That(MachineFacts.ProcMemory("", "MemAvailable"), Is.Null);
    }

    [Test]
    public void This_machine_can_be_asked()
    {
        var facts = MachineFacts.Read(TimeProvider.System);

        Assert.That(facts.UsableProcessors, Is.InRange(1, facts.Processors));
        Assert.That(facts.FreeMemory, Is.InRange(1, facts.Memory));
    }
}

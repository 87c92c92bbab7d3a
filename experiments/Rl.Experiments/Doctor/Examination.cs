namespace Rl.Experiments.Doctor;

/// <summary>The whole examination of a machine and its set-up.</summary>
public static class Examination
{
    /// <summary>Makes every check, one after the other; a check that fails keeps none of the others from being made.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(DoctorConfig config, MachineFacts facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(facts);
        var severalNodes = facts.Slurm.GetValueOrDefault("SLURM_JOB_NUM_NODES", "1") != "1";
        List<Finding> findings = [.. MachineChecks.Judge(facts, config), .. LibtorchCheck.Examine()];
        findings.AddRange(FolderChecks.Examine("runs", config.Runs, config, severalNodes));
        findings.AddRange(config.Data is { } data ? FolderChecks.Examine("recordings", data, config, severalNodes) : []);
        findings.AddRange(config.Shared is { } shared ? FolderChecks.Examine("shared folder", shared, config, mustBeShared: true) : []);
        findings.Add(await EncoderCheck.ExamineAsync(config.Encoder, cancellation).ConfigureAwait(false));
        findings.Add(await LoopbackCheck.ExamineAsync(config.Address, config.Port, cancellation).ConfigureAwait(false));
        return findings;
    }

    /// <summary>The worst of the findings.</summary>
    public static Health Worst(IEnumerable<Finding> findings) => findings.Select(finding => finding.Health).DefaultIfEmpty(Health.Ok).Max();
}

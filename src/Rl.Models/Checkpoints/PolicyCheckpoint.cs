namespace Rl.Models;

/// <summary>Saves a policy with its configuration, and reads it back.</summary>
public static class PolicyCheckpoint
{
    /// <summary>Writes a checkpoint folder that holds this policy alone.</summary>
    public static void Save(string folder, VptPolicy policy)
    {
        CheckpointFolder.Write(folder, temporary => WriteFiles(temporary, "policy", policy), ModelKind.Policy);
    }

    /// <summary>Reads the policy of a checkpoint folder, after comparing every file with the manifest. The caller owns it.</summary>
    /// <exception cref="DamagedCheckpointException">A file is missing, cut short, changed, or does not fit the configuration.</exception>
    /// <exception cref="WrongModelKindException">The folder holds an inverse dynamics model.</exception>
    public static VptPolicy Load(string folder)
    {
        WrongModelKindException.ThrowIfNot(ModelKind.Policy, CheckpointFolder.KindOf(folder), folder);
        CheckpointFolder.Verify(folder);

        return ReadFiles(folder, "policy");
    }

    /// <summary>Writes <c>name.json</c> and <c>name.safetensors</c> into a folder, as a part of a larger checkpoint.</summary>
    public static void WriteFiles(string folder, string name, VptPolicy policy)
    {
        ModelFiles.Write(folder, name, policy.Config, policy.NamedTensors);
    }

    /// <summary>Reads what <see cref="WriteFiles"/> wrote. The caller owns the policy.</summary>
    /// <exception cref="DamagedCheckpointException">A file is unreadable or does not fit the configuration.</exception>
    public static VptPolicy ReadFiles(string folder, string name)
    {
        var policy = new VptPolicy(ModelFiles.ReadConfig<PolicyConfig>(folder, name, config => config.Validated()), 0);

        try
        {
            ModelFiles.ReadTensors(folder, name, policy.NamedTensors);

            return policy;
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }
}

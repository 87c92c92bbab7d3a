using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rl.Models;

/// <summary>Saves a policy with its configuration, and reads it back.</summary>
public static class PolicyCheckpoint
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Writes a checkpoint folder that holds this policy alone.</summary>
    public static void Save(string folder, VptPolicy policy)
    {
        CheckpointFolder.Write(folder, temporary => WriteFiles(temporary, "policy", policy));
    }

    /// <summary>Reads the policy of a checkpoint folder, after comparing every file with the manifest. The caller owns it.</summary>
    /// <exception cref="DamagedCheckpointException">A file is missing, cut short, changed, or does not fit the configuration.</exception>
    public static VptPolicy Load(string folder)
    {
        CheckpointFolder.Verify(folder);

        return ReadFiles(folder, "policy");
    }

    /// <summary>Writes <c>name.json</c> and <c>name.safetensors</c> into a folder, as a part of a larger checkpoint.</summary>
    public static void WriteFiles(string folder, string name, VptPolicy policy)
    {
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(policy.Config, Strict));
        SafeTensors.Write(Path.Combine(folder, $"{name}.safetensors"), policy.NamedTensors);
    }

    /// <summary>Reads what <see cref="WriteFiles"/> wrote. The caller owns the policy.</summary>
    /// <exception cref="DamagedCheckpointException">A file is unreadable or does not fit the configuration.</exception>
    public static VptPolicy ReadFiles(string folder, string name)
    {
        var policy = new VptPolicy(ReadConfig(Path.Combine(folder, $"{name}.json")), 0);

        try
        {
            var path = Path.Combine(folder, $"{name}.safetensors");
            PolicyWeights.Load(policy, SafeTensors.Read(path), path, allowMismatch: false);

            return policy;
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    private static PolicyConfig ReadConfig(string path)
    {
        const string Cure = "Take another checkpoint, or copy the folder again.";

        try
        {
            return JsonSerializer.Deserialize<PolicyConfig>(File.ReadAllText(path), Strict)?.Validated()
                ?? throw new DamagedCheckpointException(path, "holds no configuration.", Cure);
        }
        catch (Exception damage) when (damage is JsonException or ArgumentException or FileNotFoundException)
        {
            throw new DamagedCheckpointException(path, $"is not a policy's configuration: {damage.Message}", Cure, damage);
        }
    }
}

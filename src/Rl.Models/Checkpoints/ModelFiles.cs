using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>The two files of a model within a checkpoint: <c>name.json</c>, its configuration, and <c>name.safetensors</c>, its tensors.</summary>
internal static class ModelFiles
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
    };

    public static void Write<TConfig>(string folder, string name, TConfig config, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        File.WriteAllText(Path.Combine(folder, $"{name}.json"), JsonSerializer.Serialize(config, Strict));
        SafeTensors.Write(Path.Combine(folder, $"{name}.safetensors"), tensors);
    }

    /// <exception cref="DamagedCheckpointException">The file is missing or no such configuration.</exception>
    public static TConfig ReadConfig<TConfig>(string folder, string name, Func<TConfig, TConfig> validated)
        where TConfig : class
    {
        const string Cure = "Take another checkpoint, or copy the folder again.";
        var path = Path.Combine(folder, $"{name}.json");

        try
        {
            return JsonSerializer.Deserialize<TConfig>(File.ReadAllText(path), Strict) is { } config
                ? validated(config)
                : throw new DamagedCheckpointException(path, "holds no configuration.", Cure);
        }
        catch (Exception damage) when (damage is JsonException or ArgumentException or FileNotFoundException)
        {
            throw new DamagedCheckpointException(path, $"is not the model's configuration: {damage.Message}", Cure, damage);
        }
    }

    /// <exception cref="DamagedCheckpointException">The file is unreadable or does not fit the model.</exception>
    public static void ReadTensors(string folder, string name, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        var path = Path.Combine(folder, $"{name}.safetensors");
        NamedWeights.Load(tensors, SafeTensors.Read(path), path, allowMismatch: false);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rl.Pretrain.Cloning;

/// <summary>The folder beside a training's result from which an interrupted training goes on, and the facts that both hold as JSON.</summary>
public static class TrainingState
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Where a training saves its state while it works on a result's folder.</summary>
    public static string FolderOf(string result) => $"{result.TrimEnd(Path.DirectorySeparatorChar)}.state";

    /// <summary>Deletes the state, if there is one, of a training whose result is saved.</summary>
    internal static void Delete(string result)
    {
        if (Directory.Exists(FolderOf(result)))
        {
            Directory.Delete(FolderOf(result), recursive: true);
        }
    }

    /// <summary>Writes facts; the folder is one that is still being made.</summary>
    internal static void Write<T>(string folder, string file, T facts) =>
        File.WriteAllBytes(Path.Combine(folder, file), JsonSerializer.SerializeToUtf8Bytes(facts, Json));

    /// <summary>Reads facts, of which none may be unknown.</summary>
    internal static T Read<T>(string folder, string file) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(folder, file)), Json)!;
}

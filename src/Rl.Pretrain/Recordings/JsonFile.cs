using System.Text.Json;

namespace Rl.Pretrain.Recordings;

/// <summary>Writes small JSON files so that one that bears its name is whole.</summary>
internal static class JsonFile
{
    /// <summary>Writes a value under a temporary name, which nothing of is left if that fails, then renames it.</summary>
    public static void Write<T>(string path, T value)
    {
        var temporary = path + ".partial";
        try
        {
            using (var file = File.Create(temporary))
            {
                file.Write(JsonSerializer.SerializeToUtf8Bytes(value, ShardLayout.Json));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

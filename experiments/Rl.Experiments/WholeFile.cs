namespace Rl.Experiments;

/// <summary>Writes files under a temporary name first, so that one that bears its name is whole; what was there before is replaced.</summary>
internal static class WholeFile
{
    /// <summary>Writes text.</summary>
    public static void Write(string path, string text) => Publish(path, temporary => File.WriteAllText(temporary, text));

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, byte[] bytes) => Publish(path, temporary => File.WriteAllBytes(temporary, bytes));

    private static void Publish(string path, Action<string> write)
    {
        var temporary = path + ".tmp";
        write(temporary);
        File.Move(temporary, path, overwrite: true);
    }
}

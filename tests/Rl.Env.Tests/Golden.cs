using System.Text;
using System.Text.Json;

namespace Rl.Env.Tests;

/// <summary>Reads the reference's outputs under tests/golden. They are never regenerated to make a test pass.</summary>
internal static class Golden
{
    private static readonly string Root = FindRoot();

    public static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, path))).RootElement;

    /// <summary>The bytes and the shape of a C-ordered uint8 array in numpy's format.</summary>
    public static (int[] Shape, byte[] Data) Bytes(string path)
    {
        var file = File.ReadAllBytes(Path.Combine(Root, path));
        var headerLength = BitConverter.ToUInt16(file, 8);
        var header = Encoding.ASCII.GetString(file, 10, headerLength);
        Assert.That(header, Does.Contain("'|u1'").And.Contain("'fortran_order': False"));
        var shape = header[(header.IndexOf('(', StringComparison.Ordinal) + 1)..header.IndexOf(')', StringComparison.Ordinal)];
        return ([.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)], file[(10 + headerLength)..]);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rl.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Rl.sln above the tests.");
        }

        return Path.Combine(folder.FullName, "tests", "golden");
    }
}

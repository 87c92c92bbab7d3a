namespace Rl.Experiments.Commands;

/// <summary>The command that is carried out, and commands as text that a shell reads back as they were.</summary>
public static class CommandLine
{
    private static readonly AsyncLocal<IReadOnlyList<string>?> Innermost = new();

    /// <summary>The arguments of the verb at work, be it one that another verb runs; those of the process where there is none.</summary>
    public static IReadOnlyList<string> Arguments => Innermost.Value ?? [.. Environment.GetCommandLineArgs().Skip(1)];

    /// <summary>Notes what is carried out from here on, as long as the caller's own asynchronous method runs.</summary>
    public static void Enter(IReadOnlyList<string> arguments) => Innermost.Value = arguments;

    /// <summary>A command line of <c>rl</c>.</summary>
    public static string Text(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quoted).Prepend("./rl"));

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || "-_./=:,+@".Contains(character, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

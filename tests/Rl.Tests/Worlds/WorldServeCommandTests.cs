using System.Diagnostics;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;

namespace Rl.Tests.Worlds;

public sealed class WorldServeCommandTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Rl.Experiments.dll");

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_says_where_it_listens_and_ends_with_standard_input_or_a_signal(bool bySignal)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var process = Start("--env", "flat", "--frame-size", "24x16", "--while-stdin");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(patience.Token);
            Assert.That(line, Does.Match("^listening 127\\.0\\.0\\.1:[0-9]+$"));

            if (bySignal)
            {
                Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();
            }
            else
            {
                process.StandardInput.Close();
            }

            await process.WaitForExitAsync(patience.Token);

            Assert.That(process.ExitCode, Is.Zero);
            Assert.That(await process.StandardOutput.ReadToEndAsync(patience.Token), Is.Empty);
        }
        finally
        {
            process.Kill();
        }
    }

    [TestCase("--listen", "0.0.0.0:0", "'0.0.0.0:0' can be reached from other machines", "--any-host")]
    [TestCase("--frame-size", "64x", "--frame-size is '64x'", "640x360")]
    public void What_cannot_be_meant_is_refused_in_words(string option, string value, string said, string hint) => Assert.That(
        () => RootVerb.RunAsync(["world", "serve", option, value], CancellationToken.None),
        Throws.InstanceOf<UsageException>().With.Message.Contains(said).And.Message.Contains(hint));

    private static Process Start(params string[] options) => Process.Start(new ProcessStartInfo("dotnet", [Program, "world", "serve", .. options])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

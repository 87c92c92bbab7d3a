using System.Text.Json.Nodes;
using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;

namespace Rl.Tests.Experiments;

public sealed class CommandLineTests
{
    [Test]
    public async Task A_verb_that_another_runs_notes_its_own_command_and_the_other_keeps_its()
    {
        CommandLine.Enter(["quickstart"]);

        var inner = await RunInner();

        Assert.That(Noted(RunConfig.Resolve(new ExperimentConfig())), Is.EqualTo("./rl quickstart"));
        Assert.That(inner, Is.EqualTo("./rl train --run-id rl"));

        static async Task<string?> RunInner()
        {
            CommandLine.Enter(["train", "--run-id", "rl"]);
            await Task.Yield();
            return Noted(RunConfig.Resolve(new ExperimentConfig()));
        }

        static string? Noted(string resolved) => (string?)JsonNode.Parse(resolved)!["command"];
    }

    [TestCase("a b", "./rl 'a b'")]
    [TestCase("it's", "./rl 'it'\\''s'")]
    [TestCase("", "./rl ''")]
    [TestCase("training.seed=7", "./rl training.seed=7")]
    public void A_shell_reads_a_command_back_as_it_was(string argument, string expected) => Assert.That(CommandLine.Text([argument]), Is.EqualTo(expected));
}

using System.Reflection;

namespace Rl.Tests;

public sealed class ArchitectureTests
{
    [TestCase("Rl.Env", new string[0])]
    [TestCase("Rl.Models", new string[0])]
    [TestCase("Rl.Algorithms", new[] { "Rl.Models" })]
    [TestCase("Rl.Pretrain", new[] { "Rl.Env", "Rl.Models", "Rl.Algorithms" })]
    [TestCase("Rl.Workers", new[] { "Rl.Env", "Rl.Models", "Rl.Algorithms" })]
    public void A_project_references_only_what_the_architecture_allows(string project, string[] allowed)
    {
        var references = ReferencesOf(project).Where(name => name.StartsWith("Rl.", StringComparison.Ordinal));

        Assert.That(references, Is.SubsetOf(allowed));
    }

    [TestCase("Rl.Env", "TorchSharp")]
    [TestCase("Rl.Models", "Grpc.Net.Client")]
    [TestCase("Rl.Models", "Grpc.Core.Api")]
    [TestCase("Rl.Algorithms", "System.Net.Http")]
    public void A_project_stays_free_of_what_is_not_its_business(string project, string banned) =>
        Assert.That(ReferencesOf(project), Does.Not.Contain(banned));

    private static IEnumerable<string> ReferencesOf(string project) =>
        Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!);
}

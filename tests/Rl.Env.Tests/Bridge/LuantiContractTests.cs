namespace Rl.Env.Tests.Bridge;

/// <summary>A real game keeps every promise of an environment, but one: it runs in real time, so that only its world is the same again.</summary>
[NonParallelizable]
public sealed class LuantiContractTests : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => LuantiGame.Create(size);

    protected override void RequireSame(byte[] frames, byte[] expected)
    {
        var first = FrameSize.Square(64).ByteCount;
        var difference = Enumerable.Range(0, first).Average(i => Math.Abs(frames[i] - expected[i]));
        Assert.That(difference, Is.LessThan(15), "grey levels in the first frame, which clouds and what is not drawn yet may change; another world differs by more than 20");
    }
}

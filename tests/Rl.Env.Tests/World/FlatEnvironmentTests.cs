using Rl.Env.World;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class FlatEnvironmentTests : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => new MeadowWorld(size, new MeadowConfig { Landscape = Landscape.Flat });
}

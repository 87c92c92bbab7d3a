using Rl.Env.World;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class FlatEnvironmentTests : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => new VoxelWorld(size, new WorldConfig { Landscape = Landscape.Flat });
}

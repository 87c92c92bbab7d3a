using Rl.Env.Bridge;

namespace Rl.Env.Tests.Bridge;

/// <summary>A Malmo client keeps every promise too, as far as a stand-in can tell.</summary>
public sealed class MalmoContractTests : EnvironmentContractTests
{
    protected override IEnvironment Create(FrameSize size) => new BridgeEnvironment(size, MalmoStandIn.Config(), TimeProvider.System);
}

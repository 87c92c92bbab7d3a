using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace Rl.Workers.Worlds;

/// <summary>Answers <c>grpc.health.v1.Health/Check</c>: whoever can be asked, serves. Methods are told by hand, in place of generated code.</summary>
internal sealed class HealthService : IServiceMethodProvider<HealthService>
{
    /// <summary>HealthCheckResponse with status 1, SERVING.</summary>
    private static readonly byte[] Serving = [0x08, 0x01];

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<HealthService> context) =>
        context.AddUnaryMethod(new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Bytes, Bytes), [], (_, _, _) => Task.FromResult(Serving));
}

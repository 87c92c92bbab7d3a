using Grpc.AspNetCore.Server.Model;
using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/// <summary>Tells the server which call is which method, in place of generated code.</summary>
internal sealed class LearnerServiceBinding : IServiceMethodProvider<LearnerService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<LearnerService> context)
    {
        context.AddUnaryMethod(LearnerMethods.Describe, [], (service, request, call) => service.Describe(request, call));
        context.AddUnaryMethod(LearnerMethods.Hello, [], (service, request, call) => service.Hello(request, call));
        context.AddUnaryMethod(LearnerMethods.Beat, [], (service, request, call) => service.Beat(request, call));
        context.AddServerStreamingMethod(
            LearnerMethods.PolicyVersions, [], (service, request, stream, call) => service.PolicyVersions(request, stream, call));
        context.AddClientStreamingMethod(LearnerMethods.Fragments, [], (service, stream, call) => service.Fragments(stream, call));
    }
}

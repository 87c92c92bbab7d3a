using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Rl.Workers.Protocol;
using Rl.Workers.Runs;

namespace Rl.Workers.Serving;

/// <summary>The learner's gRPC end: Kestrel with HTTP/2, on loopback unless another address is given.</summary>
public sealed class LearnerServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LearnerServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where workers reach it.</summary>
    public Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="desk">What the service serves.</param>
    /// <param name="endpoint">Address and port; port 0 takes a free one.</param>
    /// <param name="telemetry">Where metrics are exported to by OTLP; null exports none.</param>
    /// <param name="log">Where log lines go.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="RunRefusedException">The port is in use.</exception>
    public static async Task<LearnerServer> StartAsync(
        LearnerDesk desk, IPEndPoint endpoint, Uri? telemetry, ILoggerProvider? log, CancellationToken cancellation)
    {
        var application = Build(desk, endpoint, telemetry, log);
        var inUse = $"Port {endpoint.Port} on {endpoint.Address} is in use. Does another learner run? Give another port, or 0 for a free one.";
        var address = await GrpcHost.StartAsync(application, inUse, cancellation).ConfigureAwait(false);
        return new LearnerServer(application, new Uri(address));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => GrpcHost.StopAsync(_application);

    private static WebApplication Build(LearnerDesk desk, IPEndPoint endpoint, Uri? telemetry, ILoggerProvider? log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http2);

            // A stream of fragments has no end and may be silent for as long as an update takes; sessions watch over progress instead.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = 4 << 20;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 << 20;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(20);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        });

        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(desk);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LearnerService>();
        builder.Services.AddSingleton<IServiceMethodProvider<LearnerService>, LearnerServiceBinding>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = desk.MaxMessageBytes;
            grpc.MaxSendMessageSize = WireProtocol.PolicyChunkBytes + WireProtocol.HeaderAllowanceBytes;
        });

        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.None);

        if (telemetry is not null)
        {
            builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
                .AddMeter(RunMeter.Name)
                .AddRuntimeInstrumentation()
                .AddOtlpExporter(exporter => exporter.Endpoint = telemetry));
        }

        var application = builder.Build();
        application.UseRouting();
        application.MapGrpcService<LearnerService>();
        return application;
    }
}

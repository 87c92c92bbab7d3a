using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
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

        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new RunRefusedException(
                $"Port {endpoint.Port} on {endpoint.Address} is in use. Does another learner run? Give another port, or 0 for a free one.", exception);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new LearnerServer(application, new Uri(addresses.Addresses.Single()));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Streams of workers never end by themselves, so the grace for them is short.
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        try
        {
            await _application.StopAsync(grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (grace.IsCancellationRequested)
        {
            // Kestrel closed what was left.
        }

        await _application.DisposeAsync().ConfigureAwait(false);
    }

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

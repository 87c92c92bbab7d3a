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

namespace Rl.Workers.Worlds;

/// <summary>Serves the embedded world by the bridge's contract: each session has a world of its own, so that many may play at once.</summary>
public sealed class WorldServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WorldServer(WebApplication application, string address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where players reach it: <c>127.0.0.1:40123</c> or <c>unix:/path</c>.</summary>
    public string Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="config">The world.</param>
    /// <param name="listen">Where to listen.</param>
    /// <param name="log">Where log lines go.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="RunRefusedException">The address is in use.</exception>
    public static async Task<WorldServer> StartAsync(WorldServerConfig config, ListenAddress listen, Action<ILoggingBuilder>? log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(listen);
        var application = Build(config.Validated(), listen, log);

        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new RunRefusedException($"Somebody listens at {listen.EndPoint} already. Give another address, or port 0 for a free one.", exception);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new WorldServer(application, listen.Dial(listen.EndPoint is IPEndPoint ? new Uri(addresses.Addresses.Single()).Port : 0));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A player who has not hung up is not waited for.
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

    private static WebApplication Build(WorldServerConfig config, ListenAddress listen, Action<ILoggingBuilder>? log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(listen.EndPoint, options => options.Protocols = HttpProtocols.Http2);

            // A session has no end, and a player may think for as long as he likes.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = config.Players + 8;

            // One whose machine is gone gives his place up.
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(60);
        });

        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(config);
        builder.Services.AddSingleton<WorldService>();
        builder.Services.AddSingleton<HealthService>();
        builder.Services.AddSingleton<IServiceMethodProvider<HealthService>, HealthService>();
        builder.Services.AddGrpc();

        log?.Invoke(builder.Logging);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.None);

        var application = builder.Build();
        application.UseRouting();
        application.MapGrpcService<WorldService>();
        application.MapGrpcService<HealthService>();
        return application;
    }
}

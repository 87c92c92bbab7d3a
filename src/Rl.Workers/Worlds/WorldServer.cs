using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rl.Workers.Serving;

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
        var inUse = $"Somebody listens at {listen.EndPoint} already. Give another address, or port 0 for a free one.";
        var address = await GrpcHost.StartAsync(application, inUse, cancellation).ConfigureAwait(false);
        return new WorldServer(application, listen.Dial(listen.EndPoint is IPEndPoint ? new Uri(address).Port : 0));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => GrpcHost.StopAsync(_application);

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

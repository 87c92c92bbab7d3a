using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Rl.Workers.Serving;

/// <summary>How our gRPC servers begin to listen and stop.</summary>
internal static class GrpcHost
{
    /// <summary>Starts to listen, and answers with the address. What does not start is disposed.</summary>
    /// <param name="application">The server; the caller's once it listens.</param>
    /// <param name="inUse">What to say if somebody listens there already.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="RunRefusedException">The address is in use.</exception>
    public static async Task<string> StartAsync(WebApplication application, string inUse, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new RunRefusedException(inUse, exception);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
    }

    /// <summary>Stops and disposes. Streams of whoever has not hung up never end by themselves, so the grace for them is short.</summary>
    public static async ValueTask StopAsync(WebApplication application)
    {
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        try
        {
            await application.StopAsync(grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (grace.IsCancellationRequested)
        {
            // Kestrel closed what was left.
        }

        await application.DisposeAsync().ConfigureAwait(false);
    }
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rl.Experiments.Doctor;

/// <summary>Listens as the learner does, HTTP/2 without TLS, and calls as a worker does.</summary>
public static class LoopbackCheck
{
    private const string Check = "loopback";
    private const string Greeting = "rl doctor";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Examines an address and a port.</summary>
    public static async Task<Finding> ExamineAsync(string address, int port, CancellationToken cancellation)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return Finding.Fail(Check, $"'{address}' is no address", "Give an IP address such as 127.0.0.1.");
        }

        try
        {
            var answered = await CallAsync(new IPEndPoint(parsed, port), cancellation).ConfigureAwait(false);
            return Finding.Ok(Check, $"a learner can listen on {answered.Authority} and be called by HTTP/2");
        }
        catch (Exception error) when (error is IOException or HttpRequestException or System.Net.Sockets.SocketException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var cure = error.InnerException is AddressInUseException
                ? "Another learner may be running. Give another port, or 0 for a free one: --set training.port=0"
                : "Allow this program to listen on that address (firewall, container's network), or set training.address to one of this machine's.";
            return Finding.Fail(Check, string.Create(CultureInfo.InvariantCulture, $"{address}, port {port}: {error.Message}"), cure);
        }
    }

    private static async Task<Uri> CallAsync(IPEndPoint endpoint, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        var application = builder.Build();
        await using var _ = application.ConfigureAwait(false);
        application.Run(context => context.Response.WriteAsync(Greeting, context.RequestAborted));
        await application.StartAsync(cancellation).ConfigureAwait(false);
        var address = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            Timeout = Deadline,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var answer = await client.GetStringAsync(address, cancellation).ConfigureAwait(false);
        await application.StopAsync(cancellation).ConfigureAwait(false);
        return answer == Greeting ? address : throw new HttpRequestException($"somebody else answered: '{answer}'");
    }
}

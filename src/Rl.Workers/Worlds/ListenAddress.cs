using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rl.Workers.Worlds;

/// <summary>Where a server listens: <c>HOST:PORT</c>, port 0 for any that is free, or <c>unix:/PATH</c>.</summary>
public sealed record ListenAddress
{
    private const string UnixScheme = "unix:";

    private readonly string _host;

    private ListenAddress(string host, EndPoint endPoint)
    {
        _host = host;
        EndPoint = endPoint;
    }

    /// <summary>The same for a socket.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>True if no other machine can reach it.</summary>
    public bool IsLocal => EndPoint is UnixDomainSocketEndPoint || (EndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address));

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith($"{UnixScheme}/", StringComparison.Ordinal))
        {
            return new ListenAddress(text, new UnixDomainSocketEndPoint(text[UnixScheme.Length..]));
        }

        var colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            var host = text[..colon];
            if (host == "localhost")
            {
                return new ListenAddress(host, new IPEndPoint(IPAddress.Loopback, port));
            }

            if (IPAddress.TryParse(host, out var address))
            {
                return new ListenAddress(host, new IPEndPoint(address, port));
            }
        }

        throw new ArgumentException($"'{text}' is no address to listen at; expected HOST:PORT with an IP address or localhost, as 127.0.0.1:0, or unix:/PATH.");
    }

    /// <summary>The address as a player dials it.</summary>
    /// <param name="port">The port that was found.</param>
    public string Dial(int port) => EndPoint is UnixDomainSocketEndPoint ? _host : string.Create(CultureInfo.InvariantCulture, $"{_host}:{port}");
}

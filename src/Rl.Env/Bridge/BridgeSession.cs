using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Rl.Env.Bridge.Contract;

namespace Rl.Env.Bridge;

/* BridgeSession must
 * - wait for nothing without a limit
 * - never pair a request with another request's answer (hence sequence numbers, and the end of the session after any call that did not come back whole)
 * - say which game it was, what was asked, and where its log is
 */

/// <summary>One stream to one game, in lock step. After a fault, a timeout or a cancelled call it is of no use any more.</summary>
internal sealed class BridgeSession : IAsyncDisposable
{
    /// <summary>More than a frame of the largest size that <see cref="BridgeSpaces.Misfit"/> lets pass.</summary>
    private const int LargestMessage = 128 << 20;

    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How much longer we wait than the server, so that it can say what hangs.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly string _where;
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<Request, Reply> _call;
    private readonly CancellationTokenSource _ended = new();
    private readonly BridgeConfig _config;
    private CancellationTokenSource _limit = new();
    private ulong _sequence;
    private bool _isLost;

    private BridgeSession(string address, BridgeConfig config)
    {
        _where = $"{config.Game} at {address}";
        _config = config;
        _channel = Connect(address);
        _call = new Game.GameClient(_channel).Play(cancellationToken: _ended.Token);
    }

    /// <summary>What the game said about itself.</summary>
    public Welcome Welcome { get; private set; } = new();

    /// <summary>Opens a session.</summary>
    /// <param name="address">Where a server listens.</param>
    /// <param name="config">Limits of time.</param>
    /// <param name="shared">Memory that is offered for frames, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EnvironmentFaultException">Nobody answers there, or not as expected.</exception>
    public static async Task<BridgeSession> OpenAsync(string address, BridgeConfig config, SharedFrame? shared, CancellationToken cancellation)
    {
        var session = new BridgeSession(address, config);
        try
        {
            var hello = new Hello
            {
                Protocol = BridgeSpaces.Protocol,
                Player = $"rl, process {Environment.ProcessId}",
                StepTimeoutMs = (uint)config.StepTimeout.TotalMilliseconds,
                ResetTimeoutMs = (uint)config.ResetTimeout.TotalMilliseconds,
            };
            if (shared is not null)
            {
                hello.SharedMemory = shared.Path;
                hello.SharedMemoryNonce = Google.Protobuf.ByteString.CopyFrom(shared.Nonce);
            }

            var reply = await session.AskAsync(new Request { Hello = hello }, "hello", HelloTimeout, cancellation).ConfigureAwait(false);
            session.Accept(reply.Welcome);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins an episode.</summary>
    public async Task<Observation> ResetAsync(long seed, CancellationToken cancellation)
    {
        var reply = await AskAsync(new Request { Reset = new Reset { Seed = seed } }, "a reset", _config.ResetTimeout + Grace, cancellation).ConfigureAwait(false);
        return reply.Observation ?? throw Lose("answered a reset with no observation");
    }

    /// <summary>Carries an action out.</summary>
    public async Task<Observation> StepAsync(Contract.Action action, CancellationToken cancellation)
    {
        var reply = await AskAsync(new Request { Action = action }, "a step", _config.StepTimeout + Grace, cancellation).ConfigureAwait(false);
        return reply.Observation ?? throw Lose("answered a step with no observation");
    }

    /// <summary>The error for a game that answered what cannot be; the session is lost.</summary>
    public EnvironmentFaultException Lose(string what, Exception? cause = null)
    {
        _isLost = true;
        var log = Welcome.Log.Length > 0 ? $" Its log: {Welcome.Log}" : "";
        var message = $"{_where} {what}.{log}";
        return cause is null ? new EnvironmentFaultException(message) : new EnvironmentFaultException(message, cause);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _isLost = true;
        await _ended.CancelAsync().ConfigureAwait(false);
        _call.Dispose();
        _channel.Dispose();
        _ended.Dispose();
        _limit.Dispose();
    }

    private static GrpcChannel Connect(string address)
    {
        const string UnixScheme = "unix:";
        var handler = new SocketsHttpHandler { ConnectTimeout = HelloTimeout, UseProxy = false, InitialHttp2StreamWindowSize = 4 << 20 };
        var target = address;
        if (address.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            var endpoint = new UnixDomainSocketEndPoint(address[UnixScheme.Length..]);
            handler.ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(endpoint, cancellation).ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
            target = "http://localhost";
        }

        var options = new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = LargestMessage, MaxRetryAttempts = null };
        return GrpcChannel.ForAddress(target, options);
    }

    private async Task<Reply> AskAsync(Request request, string what, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_isLost)
        {
            throw Lose("was lost before");
        }

        request.Sequence = ++_sequence;
        if (!_limit.TryReset())
        {
            _limit.Dispose();
            _limit = new CancellationTokenSource();
        }

        _limit.CancelAfter(timeout);
        using var passOn = cancellation.Register(_limit.Cancel);
        try
        {
            await _call.RequestStream.WriteAsync(request, _limit.Token).ConfigureAwait(false);
            if (!await _call.ResponseStream.MoveNext(_limit.Token).ConfigureAwait(false))
            {
                throw Lose($"ended the session over {what}");
            }
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException or IOException)
        {
            _isLost = true;
            cancellation.ThrowIfCancellationRequested();
            throw _limit.IsCancellationRequested
                ? Lose($"did not answer {what} within {timeout.TotalSeconds:0.#} s", error)
                : Lose($"broke off over {what}: {(error as RpcException)?.Status.Detail ?? error.Message}", error);
        }

        var reply = _call.ResponseStream.Current;
        return reply switch
        {
            { Fault: { } fault } => throw Lose($"says over {what}: {fault.Message}{Tail(fault)}"),
            _ when reply.Sequence != _sequence => throw Lose($"answered request {reply.Sequence}, but was asked {_sequence}"),
            _ => reply,
        };
    }

    private void Accept(Welcome? welcome)
    {
        Welcome = welcome ?? throw Lose("answered hello with something else");
        if (welcome.Protocol != BridgeSpaces.Protocol)
        {
            throw Lose($"speaks version {welcome.Protocol} of the contract, we speak version {BridgeSpaces.Protocol}; bring both to one version");
        }

        if (BridgeSpaces.Misfit(welcome.Spaces ?? new Spaces()) is { } misfit)
        {
            throw Lose($"cannot be played by our policies: {misfit}");
        }

        if (!welcome.SpacesHash.Span.SequenceEqual(BridgeSpaces.Hash(welcome.Spaces!)))
        {
            throw Lose("gave a hash that is not its spaces'");
        }
    }

    private static string Tail(Fault fault) => fault.LogTail.Length == 0 ? "" : $"\nThe last of its log {fault.Log}:\n{fault.LogTail}\n";
}

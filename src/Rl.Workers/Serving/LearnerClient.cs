using System.Globalization;
using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Net.Client;
using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/// <summary>A worker's end of the wire. Every unary call has a deadline; streams end with the session's token.</summary>
public sealed class LearnerClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;
    private readonly TimeProvider _time;
    private readonly int _worker;
    private readonly ulong _incarnation;

    /// <summary>Prepares to talk to a learner; nothing is sent yet.</summary>
    /// <param name="learner">The learner's address.</param>
    /// <param name="worker">Which worker this is.</param>
    /// <param name="incarnation">64 bits that are new at each start.</param>
    /// <param name="time">The clock for deadlines.</param>
    public LearnerClient(Uri learner, int worker, ulong incarnation, TimeProvider time)
    {
        _worker = worker;
        _incarnation = incarnation;
        _time = time;
        _channel = GrpcChannel.ForAddress(learner, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = WireProtocol.PolicyChunkBytes + WireProtocol.HeaderAllowanceBytes,
            MaxSendMessageSize = null,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
                UseProxy = false,
            },
        });
        _calls = _channel.CreateCallInvoker();
    }

    /// <summary>Asks for the run's settings.</summary>
    public Task<RunDescription> DescribeAsync(CancellationToken cancellation) =>
        CallAsync(LearnerMethods.Describe, new DescribeRequest { Worker = _worker }, cancellation);

    /// <summary>Reports for duty with the shapes that were built.</summary>
    public Task<HelloReply> HelloAsync(ulong spacesHash, CancellationToken cancellation)
    {
        var request = new HelloRequest { Worker = _worker, Incarnation = _incarnation, SpacesHash = spacesHash };
        return CallAsync(LearnerMethods.Hello, request, cancellation);
    }

    /// <summary>Sends a sign of life; worker and incarnation are filled in.</summary>
    public Task<HeartbeatReply> BeatAsync(Heartbeat beat, CancellationToken cancellation) =>
        CallAsync(LearnerMethods.Beat, beat with { Worker = _worker, Incarnation = _incarnation }, cancellation);

    /// <summary>Receives policies as they appear until cancelled; each is whole and checked against its SHA-256.</summary>
    /// <param name="have">The version already there; −1 if none.</param>
    /// <param name="take">Takes each policy.</param>
    /// <param name="cancellation">Ends the stream.</param>
    /// <exception cref="InvalidDataException">A policy arrived damaged.</exception>
    public async Task ReceivePoliciesAsync(long have, Action<PolicySnapshot> take, CancellationToken cancellation)
    {
        var request = new PolicyRequest { Worker = _worker, Incarnation = _incarnation, Have = have };
        using var call = _calls.AsyncServerStreamingCall(
            LearnerMethods.PolicyVersions, null, new CallOptions(cancellationToken: cancellation), request);
        byte[]? file = null;

        while (await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
        {
            using var message = call.ResponseStream.Current;
            var manifest = Messages.Unpack<PolicyManifest>(message.Head);

            if (manifest.Offset == 0)
            {
                file = new byte[checked((int)manifest.TotalBytes)];
            }

            if (file is null || manifest.TotalBytes != file.Length || manifest.Offset + message.Body.Length > file.Length)
            {
                throw new InvalidDataException($"A piece of policy {manifest.Version} does not fit: {message.Body.Length} bytes at {manifest.Offset}.");
            }

            message.Body.CopyTo(file.AsMemory((int)manifest.Offset));

            if (manifest.Offset + message.Body.Length == file.Length)
            {
                take(Whole(manifest, file));
                file = null;
            }
        }
    }

    /// <summary>Opens a stream of fragments.</summary>
    public AsyncClientStreamingCall<RawMessage, FragmentsReply> OpenFragments(CancellationToken cancellation)
    {
        var headers = new Metadata
        {
            { LearnerService.WorkerKey, _worker.ToString(CultureInfo.InvariantCulture) },
            { LearnerService.IncarnationKey, _incarnation.ToString("x16", CultureInfo.InvariantCulture) },
        };
        return _calls.AsyncClientStreamingCall(LearnerMethods.Fragments, null, new CallOptions(headers, cancellationToken: cancellation));
    }

    /// <inheritdoc />
    public void Dispose() => _channel.Dispose();

    private static PolicySnapshot Whole(PolicyManifest manifest, byte[] file)
    {
        return SHA256.HashData(file).AsSpan().SequenceEqual(manifest.Sha256)
            ? new PolicySnapshot(manifest.Version, file, manifest.Sha256)
            : throw new InvalidDataException($"Policy {manifest.Version} arrived damaged: its SHA-256 differs from its manifest's.");
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class
        where TResponse : class
    {
        var options = new CallOptions(deadline: _time.GetUtcNow().UtcDateTime + Deadline, cancellationToken: cancellation);
        using var call = _calls.AsyncUnaryCall(method, null, options, request);
        return await call.ResponseAsync.ConfigureAwait(false);
    }
}

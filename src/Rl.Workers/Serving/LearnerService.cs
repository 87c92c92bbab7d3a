using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Rl.Workers.Protocol;

namespace Rl.Workers.Serving;

/// <summary>Answers workers: describes the run, takes them on, hands out policies, and receives fragments into the learner's queue.</summary>
public sealed partial class LearnerService(LearnerDesk desk, TimeProvider time, ILogger<LearnerService> logger)
{
    internal const string WorkerKey = "rl-worker";
    internal const string IncarnationKey = "rl-incarnation";

    /// <summary>Tells the run's settings.</summary>
    public Task<RunDescription> Describe(DescribeRequest request, ServerCallContext context)
    {
        RequireProtocol(request.Protocol, request.Worker);
        return Task.FromResult(new RunDescription { ConfigJson = desk.ConfigJson });
    }

    /// <summary>Takes a worker on, or says why not.</summary>
    public Task<HelloReply> Hello(HelloRequest request, ServerCallContext context)
    {
        RequireProtocol(request.Protocol, request.Worker);

        if ((uint)request.Worker >= (uint)desk.Workers)
        {
            throw Refusal(StatusCode.InvalidArgument, $"There is no worker {request.Worker}: this run has {desk.Workers}, numbered from 0.");
        }

        if (request.SpacesHash != desk.Spaces.Hash)
        {
            throw Refusal(
                StatusCode.FailedPrecondition,
                $"Worker {request.Worker} built spaces {request.SpacesHash:x16}, this learner has {desk.Spaces.Hash:x16} ({desk.Spaces}). "
                + "Do both run the same build and the same settings?");
        }

        var life = desk.Sessions.Admit(request.Worker, request.Incarnation);
        LogAdmitted(request.Worker, request.Incarnation, life);
        return Task.FromResult(new HelloReply { Life = life, PolicyVersion = desk.Policies.Latest?.Version ?? -1 });
    }

    /// <summary>Notes a sign of life.</summary>
    public Task<HeartbeatReply> Beat(Heartbeat request, ServerCallContext context)
    {
        var faults = desk.Sessions.Beat(request);
        if (faults > 0)
        {
            LogFaults(request.Worker, faults, request.LastFault);
        }

        return Task.FromResult(new HeartbeatReply { Stop = desk.IsOver() });
    }

    /// <summary>Sends the newest policy, and every newer one as it appears; a slow worker skips those between.</summary>
    public async Task PolicyVersions(PolicyRequest request, IServerStreamWriter<RawMessage> responseStream, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, desk.Sessions.EndOf(request.Worker, request.Incarnation));
        var have = request.Have;

        try
        {
            while (true)
            {
                var snapshot = await desk.Policies.NewerThanAsync(have, ended.Token).ConfigureAwait(false);
                await SendAsync(snapshot, responseStream, ended.Token).ConfigureAwait(false);
                have = snapshot.Version;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The worker hung up or was lost; its next call is told so.
        }
        catch (TimeoutException exception)
        {
            throw Refusal(
                StatusCode.DeadlineExceeded,
                $"Worker {request.Worker} read nothing of policy {have} for {desk.StreamTimeout.TotalSeconds:0} s.", exception);
        }
    }

    /// <summary>Receives fragments until the worker ends the stream. A fragment that is not as it should be ends it with the reason.</summary>
    public async Task<FragmentsReply> Fragments(IAsyncStreamReader<RawMessage> requestStream, ServerCallContext context)
    {
        var (worker, incarnation) = Sender(context.RequestHeaders);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, desk.Sessions.EndOf(worker, incarnation));
        var accepted = 0L;

        try
        {
            while (await requestStream.MoveNext(ended.Token).ConfigureAwait(false))
            {
                var fragment = Read(requestStream.Current, worker);

                try
                {
                    await desk.Fragments.WriteAsync(fragment, ended.Token).ConfigureAwait(false);
                }
                catch
                {
                    fragment.Dispose();
                    throw;
                }

                accepted++;
            }
        }
        catch (InvalidDataException exception)
        {
            desk.Sessions.CountDiscarded();
            LogRefused(worker, exception.Message);
            throw Refusal(StatusCode.InvalidArgument, $"Worker {worker}: {exception.Message}", exception);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.ResourceExhausted)
        {
            desk.Sessions.CountDiscarded();
            LogRefused(worker, exception.Status.Detail);
            throw Refusal(
                StatusCode.ResourceExhausted,
                $"Worker {worker}: a message is longer than the limit of {desk.MaxMessageBytes} bytes, which a fragment of this run never is. "
                + "Does the worker run with the learner's settings?", exception);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && ended.IsCancellationRequested)
        {
            LogStreamEnded(worker, accepted);
        }

        return new FragmentsReply { Accepted = accepted };
    }

    private static RpcException Refusal(StatusCode code, string message, Exception? exception = null) =>
        new(new Status(code, message, exception));

    private static void RequireProtocol(int protocol, int worker)
    {
        if (protocol != WireProtocol.Version)
        {
            throw Refusal(
                StatusCode.FailedPrecondition,
                $"Worker {worker} speaks protocol {protocol}, this learner {WireProtocol.Version}. Run the same build at both ends.");
        }
    }

    private static (int Worker, ulong Incarnation) Sender(Metadata headers)
    {
        return int.TryParse(headers.GetValue(WorkerKey), NumberStyles.None, CultureInfo.InvariantCulture, out var worker)
            && ulong.TryParse(headers.GetValue(IncarnationKey), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var incarnation)
                ? (worker, incarnation)
                : throw Refusal(StatusCode.InvalidArgument, $"A stream of fragments needs the headers {WorkerKey} and {IncarnationKey}.");
    }

    private Fragment Read(RawMessage message, int worker)
    {
        try
        {
            var header = Messages.Unpack<FragmentHeader>(message.Head);

            if (header.Protocol != WireProtocol.Version || header.Worker != worker || header.SpacesHash != desk.Spaces.Hash)
            {
                throw new InvalidDataException(
                    $"A fragment says protocol {header.Protocol}, worker {header.Worker}, spaces {header.SpacesHash:x16}; expected "
                    + $"{WireProtocol.Version}, {worker}, {desk.Spaces.Hash:x16}.");
            }

            return Fragment.Adopt(desk.Spaces.Layout, header, message);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private async Task SendAsync(PolicySnapshot snapshot, IServerStreamWriter<RawMessage> stream, CancellationToken cancellation)
    {
        for (var offset = 0; offset < snapshot.File.Length; offset += WireProtocol.PolicyChunkBytes)
        {
            var head = Messages.Pack(new PolicyManifest
            {
                Version = snapshot.Version,
                TotalBytes = snapshot.File.Length,
                Offset = offset,
                Sha256 = snapshot.Sha256,
            });
            var piece = snapshot.File.Slice(offset, Math.Min(WireProtocol.PolicyChunkBytes, snapshot.File.Length - offset));

            await stream.WriteAsync(RawMessage.Of(head, piece), cancellation)
                .WaitAsync(desk.StreamTimeout, time, cancellation).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} (incarnation {Incarnation:x16}) is taken on for life {Life}")]
    private partial void LogAdmitted(int worker, ulong incarnation, int life);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Environments of worker {Worker} failed, lost their open fragments and began anew, {Faults} in all; the last said: {Fault}")]
    private partial void LogFaults(int worker, long faults, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A fragment of worker {Worker} is refused: {Reason}")]
    private partial void LogRefused(int worker, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker}'s stream ended after {Accepted} fragments")]
    private partial void LogStreamEnded(int worker, long accepted);
}

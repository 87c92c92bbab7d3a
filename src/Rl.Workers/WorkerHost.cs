using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Rl.Models;
using Rl.Workers.Acting;
using Rl.Workers.Learning;
using Rl.Workers.Protocol;
using Rl.Workers.Serving;

namespace Rl.Workers;

/* WorkerHost must
 * - act on one task; receive policies, send fragments and beat on three others; the first failure ends all
 * - hand over: a policy's bytes arrive by reference and are loaded between steps, a fragment belongs to the sender once posted
 * - exit by itself when the learner says so, cannot be reached for long, or does not know it any more
 */

/// <summary>One actor process: asks the learner what to play, plays it with the newest policy, and sends fragments until told to stop.</summary>
public sealed partial class WorkerHost
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>For so long a worker that is to wait for the next policy waits; a fragment of the iteration may have been lost.</summary>
    private static readonly TimeSpan PolicyPatience = TimeSpan.FromMinutes(2);

    private readonly WorkerOptions _options;
    private readonly Func<TrainingConfig, EnvironmentFactory> _environments;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkerHost> _logger;
    private readonly TaskCompletionSource _firstPolicy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _nextPolicy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PolicySnapshot? _newestPolicy;
    private long _steps;
    private long _timeouts;
    private string _lastFault = "";
    private long _discarded;
    private int _isWaiting;
    private double _waited;
    private StrongBox<WorkerSeconds> _seconds = new();

    private WorkerHost(
        WorkerOptions options, Func<TrainingConfig, EnvironmentFactory> environments, TimeProvider time, ILogger<WorkerHost> logger)
    {
        _options = options;
        _environments = environments;
        _time = time;
        _logger = logger;
    }

    /// <summary>Works until the learner ends the run or <paramref name="cancellation"/> is asked for.</summary>
    /// <param name="options">Where the learner is.</param>
    /// <param name="environments">Makes environments for the run's settings; usually <see cref="CatalogEnvironments.Of"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where log lines go.</param>
    /// <param name="cancellation">Ends the worker.</param>
    /// <exception cref="RunRefusedException">The learner does not take this worker, and says why.</exception>
    /// <exception cref="IOException">The learner cannot be reached, or was lost.</exception>
    public static Task RunAsync(
        WorkerOptions options,
        Func<TrainingConfig, EnvironmentFactory> environments,
        TimeProvider time,
        ILogger<WorkerHost> logger,
        CancellationToken cancellation)
    {
        return new WorkerHost(options, environments, time, logger).RunAsync(cancellation);
    }

    private static ulong NewIncarnation() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static bool IsFinal(RpcException exception) =>
        exception.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.ResourceExhausted;

    private async Task RunAsync(CancellationToken cancellation)
    {
        var incarnation = NewIncarnation();
        using var client = new LearnerClient(_options.Learner, _options.Worker, incarnation, _time);

        try
        {
            var config = await DescribeAsync(client, cancellation).ConfigureAwait(false);
            TorchRuntime.SetThreads(config.TorchThreads);
            var spaces = Actor.SpacesOf(config);
            var reply = await client.HelloAsync(spaces.Hash, cancellation).ConfigureAwait(false);
            LogTakenOn(_options.Worker, reply.Life, reply.PolicyVersion);
            var precision = Precision.Describe(config.Compute, config.Policy);
            LogPrecision(_options.Worker, precision);

            await WorkAsync(client, config, new ActorIdentity(_options.Worker, reply.Life, incarnation), cancellation).ConfigureAwait(false);
        }
        catch (RpcException exception) when (IsFinal(exception))
        {
            throw new RunRefusedException($"The learner at {_options.Learner} refuses: {exception.Status.Detail}", exception);
        }
        catch (RpcException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"The learner at {_options.Learner} was lost: {exception.Status.Detail}", exception);
        }
    }

    private async Task<TrainingConfig> DescribeAsync(LearnerClient client, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();

        while (true)
        {
            try
            {
                return TrainingConfig.FromJson((await client.DescribeAsync(cancellation).ConfigureAwait(false)).ConfigJson);
            }
            catch (RpcException exception) when (!IsFinal(exception) && !cancellation.IsCancellationRequested)
            {
                if (_time.GetElapsedTime(started).TotalSeconds > _options.ConnectSeconds)
                {
                    throw new IOException(
                        $"No learner answers at {_options.Learner} after {_options.ConnectSeconds:0} s: {exception.Status.Detail}. Does it run, "
                        + "and does it listen on an address that this machine reaches?", exception);
                }
            }

            await Task.Delay(RetryDelay, _time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(LearnerClient client, TrainingConfig config, ActorIdentity identity, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outbox = Channel.CreateBounded<Fragment>(new BoundedChannelOptions(config.EnvironmentsPerWorker) { SingleReader = true });

        Task[] tasks =
        [
            Task.Run(() => ActAsync(config, identity, outbox.Writer, over.Token), CancellationToken.None),
            SendAsync(client, outbox.Reader, over.Token),
            ReceiveAsync(client, over.Token),
            BeatAsync(client, config, over.Token),
            WatchParentAsync(over.Token),
        ];

        var first = await Task.WhenAny(tasks).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);

        foreach (var task in tasks)
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        while (outbox.Reader.TryRead(out var fragment))
        {
            fragment.Dispose();
        }

        if (!cancellation.IsCancellationRequested)
        {
            await first.ConfigureAwait(false);
        }
    }

    private async Task ActAsync(TrainingConfig config, ActorIdentity identity, ChannelWriter<Fragment> outbox, CancellationToken cancellation)
    {
        using var policy = new VptPolicy(config.Policy, (long)config.Seed) { ComputeType = Precision.Of(config.Compute, config.Policy) };
        await using var actor = new Actor(config, identity, policy, _environments(config), _time, fault => Volatile.Write(ref _lastFault, fault));
        var completed = new List<Fragment>();
        var share = (config.FragmentsPerIteration + config.Workers - 1) / config.Workers;
        var handedOver = 0;
        Volatile.Write(ref _isWaiting, 1);
        await _firstPolicy.Task.WaitAsync(cancellation).ConfigureAwait(false);
        Volatile.Write(ref _isWaiting, 0);

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();

            if (Volatile.Read(ref _newestPolicy) is { } newest && (newest.Version != actor.Version || actor.Counters.Steps == 0))
            {
                actor.ChangeWeights(newest.Version, into => PolicyTransfer.Load(into, newest));
                handedOver = 0;
            }

            await actor.AdvanceAsync(completed, cancellation).ConfigureAwait(false);
            Volatile.Write(ref _steps, actor.Counters.Steps);
            Volatile.Write(ref _timeouts, actor.Counters.Timeouts);
            Volatile.Write(ref _discarded, actor.Counters.FragmentsDiscarded);
            Volatile.Write(ref _seconds, new StrongBox<WorkerSeconds>(actor.Seconds with { Waiting = _waited }));

            foreach (var fragment in completed)
            {
                await WaitAsync(() => outbox.WriteAsync(fragment, cancellation).AsTask()).ConfigureAwait(false);
            }

            handedOver += completed.Count;
            completed.Clear();

            if (config.WaitForPolicy && handedOver >= share)
            {
                await WaitAsync(() => WaitForNextPolicyAsync(actor.Version, cancellation)).ConfigureAwait(false);
                handedOver = 0;
            }
        }
    }

    /// <summary>Does what the learner keeps waiting; until then no steps are expected.</summary>
    private async Task WaitAsync(Func<Task> wait)
    {
        var started = _time.GetTimestamp();
        Volatile.Write(ref _isWaiting, 1);
        await wait().ConfigureAwait(false);
        Volatile.Write(ref _isWaiting, 0);
        _waited += _time.GetElapsedTime(started).TotalSeconds;
    }

    private async Task WaitForNextPolicyAsync(long have, CancellationToken cancellation)
    {
        var next = Volatile.Read(ref _nextPolicy).Task;

        if (Volatile.Read(ref _newestPolicy)?.Version == have)
        {
            try
            {
                await next.WaitAsync(PolicyPatience, _time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                LogNoPolicy(_options.Worker, PolicyPatience.TotalSeconds);
            }
        }
    }

    private async Task SendAsync(LearnerClient client, ChannelReader<Fragment> outbox, CancellationToken cancellation)
    {
        AsyncClientStreamingCall<RawMessage, FragmentsReply>? call = null;

        try
        {
            await foreach (var fragment in outbox.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                using (fragment)
                {
                    var message = RawMessage.Of(Messages.Pack(fragment.Header), fragment.Body);
                    call = await DeliverAsync(client, call, message, cancellation).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            call?.Dispose();
        }
    }

    /// <summary>Sends one message, on a new stream if the old one broke. Sent twice, it is a duplicate, which the learner drops.</summary>
    private async Task<AsyncClientStreamingCall<RawMessage, FragmentsReply>> DeliverAsync(
        LearnerClient client, AsyncClientStreamingCall<RawMessage, FragmentsReply>? call, RawMessage message, CancellationToken cancellation)
    {
        while (true)
        {
            call ??= client.OpenFragments(cancellation);

            try
            {
                await call.RequestStream.WriteAsync(message, cancellation).ConfigureAwait(false);
                return call;
            }
            catch (Exception exception) when (exception is RpcException or InvalidOperationException && !cancellation.IsCancellationRequested)
            {
                // The stream is over; its reply says why.
                var reason = await ReasonAsync(call).ConfigureAwait(false);
                call.Dispose();
                call = null;

                if (IsFinal(reason))
                {
                    throw reason;
                }

                LogStreamBroken(_options.Worker, reason.Status.Detail);
            }

            await Task.Delay(RetryDelay, _time, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<RpcException> ReasonAsync(AsyncClientStreamingCall<RawMessage, FragmentsReply> call)
    {
        try
        {
            await call.ResponseAsync.ConfigureAwait(false);
            return new RpcException(new Status(StatusCode.Unavailable, "the learner ended the stream"));
        }
        catch (RpcException exception) when (exception.Status.StatusCode != StatusCode.OK)
        {
            return exception;
        }
    }

    private async Task ReceiveAsync(LearnerClient client, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await client.ReceivePoliciesAsync(Volatile.Read(ref _newestPolicy)?.Version ?? -1, Take, cancellation).ConfigureAwait(false);
            }
            catch (RpcException exception) when (!IsFinal(exception) && !cancellation.IsCancellationRequested)
            {
                LogStreamBroken(_options.Worker, exception.Status.Detail);
            }

            await Task.Delay(RetryDelay, _time, cancellation).ConfigureAwait(false);
        }

        void Take(PolicySnapshot snapshot)
        {
            Volatile.Write(ref _newestPolicy, snapshot);
            _firstPolicy.TrySetResult();
            Interlocked.Exchange(ref _nextPolicy, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Ends when the learner says that the run is over.</summary>
    /// <exception cref="IOException">The learner was not reached for too long.</exception>
    private async Task BeatAsync(LearnerClient client, TrainingConfig config, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_options.HeartbeatSeconds), _time);
        var heard = _time.GetTimestamp();

        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var beat = new Heartbeat
            {
                Steps = Volatile.Read(ref _steps),
                Waiting = Volatile.Read(ref _isWaiting) != 0,
                Timeouts = Volatile.Read(ref _timeouts),
                FragmentsDiscarded = Volatile.Read(ref _discarded),
                InferenceBatch = config.EnvironmentsPerWorker,
                LastFault = Volatile.Read(ref _lastFault),
                Seconds = Volatile.Read(ref _seconds).Value,
            };

            try
            {
                var reply = await client.BeatAsync(beat, cancellation).ConfigureAwait(false);
                heard = _time.GetTimestamp();

                if (reply.Stop)
                {
                    return;
                }
            }
            catch (RpcException exception) when (!IsFinal(exception) && !cancellation.IsCancellationRequested)
            {
                if (_time.GetElapsedTime(heard).TotalSeconds > config.LearnerSilenceSeconds)
                {
                    throw new IOException(
                        $"The learner at {_options.Learner} was not reached for {config.LearnerSilenceSeconds:0} s: {exception.Status.Detail}",
                        exception);
                }
            }
        }
    }

    private async Task WatchParentAsync(CancellationToken cancellation)
    {
        if (_options.ParentProcess is not { } id)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation).ConfigureAwait(false);
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException exception) when (exception.ParamName is null or "processId")
        {
            // It was gone before it could be watched.
        }

        throw new IOException($"The process {id} that started worker {_options.Worker} is gone.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} is taken on for life {Life}; the policy is at version {Version}")]
    private partial void LogTakenOn(int worker, int life, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Worker {Worker} computes in {Precision}")]
    private partial void LogPrecision(int worker, string precision);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Worker} got no new policy for {Seconds:0} s and acts on with the old one")]
    private partial void LogNoPolicy(int worker, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Worker} lost a stream and opens it again: {Reason}")]
    private partial void LogStreamBroken(int worker, string reason);
}

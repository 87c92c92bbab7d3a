using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Rl.Env;
using Rl.Workers;
using Rl.Workers.Protocol;
using Rl.Workers.Runs;
using Rl.Workers.Serving;

namespace Rl.Tests.Workers;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LearnerServiceTests : IAsyncDisposable
{
    private const ulong Incarnation = 0xABCDEF;

    private static readonly Spaces Tiny = new(new FrameSize(4, 4), 8641, 121, Slots: 3, MemoryBytes: 10);

    private readonly Channel<Fragment> _queue = Channel.CreateBounded<Fragment>(4);
    private readonly PolicyBroadcast _policies = new();
    private readonly TemporaryFolder _folder = new();
    private RunLogProvider _log = null!;
    private WorkerSessions _sessions = null!;
    private LearnerServer _server = null!;
    private LearnerClient _client = null!;

    [SetUp]
    public async Task Start()
    {
        _log = new RunLogProvider(_folder["log.txt"], TimeProvider.System);
        _sessions = new WorkerSessions(2, environmentsPerWorker: 5, lives: null, TimeProvider.System);
        var desk = new LearnerDesk("{}", Tiny, 2, _sessions, _policies) { Fragments = _queue.Writer };
        _server = await LearnerServer.StartAsync(desk, new IPEndPoint(IPAddress.Loopback, 0), null, _log, CancellationToken.None).ConfigureAwait(false);
        _client = new LearnerClient(_server.Address, worker: 0, Incarnation, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _sessions.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        _log.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_worker_of_another_protocol_version_is_refused_in_words()
    {
        using var channel = GrpcChannel.ForAddress(_server.Address);
        var calls = channel.CreateCallInvoker();

        var error = Assert.Throws<RpcException>(
            () => calls.BlockingUnaryCall(LearnerMethods.Describe, null, default, new DescribeRequest { Protocol = 99, Worker = 1 }));

        Assert.That(error!.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(error.Status.Detail, Is.EqualTo("Worker 1 speaks protocol 99, this learner 1. Run the same build at both ends."));
    }

    [Test]
    public async Task A_worker_that_built_other_spaces_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _client.HelloAsync(Tiny.Hash + 1, CancellationToken.None)).ConfigureAwait(false);

        Assert.That(error!.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That(error.Status.Detail, Does.Contain("same settings"));
    }

    [Test]
    public async Task A_worker_number_beyond_the_run_is_refused()
    {
        using var stranger = new LearnerClient(_server.Address, worker: 2, Incarnation, TimeProvider.System);

        var error = await Assert.ThrowsAsync<RpcException>(() => stranger.HelloAsync(Tiny.Hash, CancellationToken.None)).ConfigureAwait(false);

        Assert.That(error!.Status.Detail, Does.Contain("There is no worker 2: this run has 2"));
    }

    [Test]
    public async Task What_a_failed_environment_said_is_in_the_runs_log_once()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        var beat = new Heartbeat { Timeouts = 2, FragmentsDiscarded = 2, LastFault = "the game is gone; its log: game.log" };

        await _client.BeatAsync(beat, CancellationToken.None).ConfigureAwait(false);
        await _client.BeatAsync(beat with { Steps = 5 }, CancellationToken.None).ConfigureAwait(false);

        var lines = (await File.ReadAllLinesAsync(_folder["log.txt"]).ConfigureAwait(false)).Where(line => line.Contains("game.log", StringComparison.Ordinal));
        Assert.That(lines.Single(), Does.Contain("Warning").And.Contain("worker 0").And.Contain("2 in all").And.EndsWith("the game is gone; its log: game.log"));
    }

    [Test]
    public async Task A_fragment_arrives_as_it_was_sent()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        using var sent = Filled();

        var reply = await SendAsync(Message(sent)).ConfigureAwait(false);

        Assert.That(reply.Accepted, Is.EqualTo(1));
        using var received = await _queue.Reader.ReadAsync().ConfigureAwait(false);
        Assert.That(received.Body.ToArray(), Is.EqualTo(sent.Body.ToArray()));
        Assert.That(received.Header.FinishedEpisodes.Single().Milestones, Is.EqualTo(new[] { "log" }));
        Assert.That(received.Header with { FinishedEpisodes = [] }, Is.EqualTo(sent.Header with { FinishedEpisodes = [] }));
    }

    [Test]
    public async Task A_fragment_of_the_wrong_size_is_refused_and_the_learner_lives_on()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        using var fragment = Filled();

        var error = await RefusalAsync(RawMessage.Of(Messages.Pack(fragment.Header), fragment.Body[1..])).ConfigureAwait(false);

        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(error.Status.Detail, Does.Contain($"has {Tiny.Layout.ByteCount - 1} bytes, expected {Tiny.Layout.ByteCount}"));
        Assert.That(_sessions.FragmentsDiscarded, Is.EqualTo(1));
        Assert.That((await SendAsync(Message(fragment)).ConfigureAwait(false)).Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_over_the_limit_is_refused_and_the_learner_lives_on()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        using var fragment = Filled();

        var error = await RefusalAsync(RawMessage.Of(Messages.Pack(fragment.Header), new byte[2 << 20])).ConfigureAwait(false);

        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.ResourceExhausted));
        Assert.That(error.Status.Detail, Does.Contain("longer than the limit"));
        Assert.That((await SendAsync(Message(fragment)).ConfigureAwait(false)).Accepted, Is.EqualTo(1));
    }

    [Test]
    public async Task A_header_that_is_no_header_is_refused()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        using var fragment = Filled();

        var error = await RefusalAsync(RawMessage.Of(new byte[] { 0xC1, 0xC1 }, fragment.Body)).ConfigureAwait(false);

        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(error.Status.Detail, Does.Contain("no FragmentHeader"));
    }

    [Test]
    public async Task Fragments_of_a_worker_that_never_said_hello_are_refused()
    {
        using var fragment = Filled();

        var error = await RefusalAsync(Message(fragment)).ConfigureAwait(false);

        Assert.That(error.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
    }

    [Test]
    public async Task A_policy_of_several_pieces_arrives_whole()
    {
        await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);
        var file = new byte[(2 * WireProtocol.PolicyChunkBytes) + 7];
        new Rl.Env.Seeds.SeededRandom(1).Shuffle<byte>(file);
        file[^1] = 42;
        _policies.Publish(3, file);
        var arrived = new TaskCompletionSource<PolicySnapshot>();
        using var cancellation = new CancellationTokenSource();

        var receiving = _client.ReceivePoliciesAsync(-1, arrived.SetResult, cancellation.Token);
        var first = await Task.WhenAny(arrived.Task, receiving).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        await first.ConfigureAwait(false); // A stream that broke says why.
        var snapshot = await arrived.Task.ConfigureAwait(false);
        await cancellation.CancelAsync().ConfigureAwait(false);

        Assert.That(snapshot.Version, Is.EqualTo(3));
        Assert.That(snapshot.File.Span.SequenceEqual(file));
        Assert.That(async () => await receiving.ConfigureAwait(false), Throws.InstanceOf<RpcException>());
    }

    [Test]
    public async Task A_lost_workers_open_fragments_are_counted_once_and_its_next_life_is_told()
    {
        Assert.That((await _client.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false)).Life, Is.Zero);

        _sessions.Lose(0);
        _sessions.Lose(0);
        using var next = new LearnerClient(_server.Address, worker: 0, Incarnation + 1, TimeProvider.System);
        var reply = await next.HelloAsync(Tiny.Hash, CancellationToken.None).ConfigureAwait(false);

        Assert.That(reply.Life, Is.EqualTo(1));
        Assert.That(_sessions.FragmentsDiscarded, Is.EqualTo(5));
        Assert.That(_sessions.Alive, Is.EqualTo(1));
    }

    [Test]
    public async Task A_port_in_use_is_one_clear_error()
    {
        var desk = new LearnerDesk("{}", Tiny, 1, _sessions, _policies) { Fragments = _queue.Writer };

        var error = await Assert.ThrowsAsync<RunRefusedException>(
            () => LearnerServer.StartAsync(desk, new IPEndPoint(IPAddress.Loopback, _server.Address.Port), null, null, CancellationToken.None))
            .ConfigureAwait(false);

        Assert.That(error!.Message, Does.Contain($"Port {_server.Address.Port} on 127.0.0.1 is in use"));
    }

    private static Fragment Filled()
    {
        var fragment = new Fragment(Tiny.Layout)
        {
            Header = new FragmentHeader
            {
                Environment = 4,
                Incarnation = 77,
                Sequence = 9,
                WorldSeed = 123,
                SpacesHash = Tiny.Hash,
                FinishedEpisodes = [new FinishedEpisode { Length = 2, Return = 0.5, Milestones = ["log"] }],
            },
        };
        var value = (byte)0;

        foreach (ref var cell in fragment.Body.Span)
        {
            cell = value++;
        }

        return fragment;
    }

    private static RawMessage Message(Fragment fragment) => RawMessage.Of(Messages.Pack(fragment.Header), fragment.Body);

    private async Task<FragmentsReply> SendAsync(RawMessage message)
    {
        using var call = _client.OpenFragments(CancellationToken.None);
        await call.RequestStream.WriteAsync(message).ConfigureAwait(false);
        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        return await call.ResponseAsync.ConfigureAwait(false);
    }

    private async Task<RpcException> RefusalAsync(RawMessage message)
    {
        using var call = _client.OpenFragments(CancellationToken.None);

        try
        {
            await call.RequestStream.WriteAsync(message).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // The learner may end the stream before all of the message is sent; the reply says why.
        }

        return (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync).ConfigureAwait(false))!;
    }
}

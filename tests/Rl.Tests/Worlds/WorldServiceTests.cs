using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Rl.Env;
using Rl.Env.Bridge;
using Rl.Env.Bridge.Contract;
using Rl.Workers.Worlds;
using Action = Rl.Env.Bridge.Contract.Action;

namespace Rl.Tests.Worlds;

/// <summary>What the server answers those who break the contract.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorldServiceTests : IAsyncDisposable
{
    private static readonly Request Hello = new() { Hello = new Hello { Protocol = 1, Player = "test" } };
    private static readonly Request Reset = new() { Reset = new Reset { Seed = 1 } };

    private WorldServer _server = null!;
    private GrpcChannel _channel = null!;
    private AsyncDuplexStreamingCall<Request, Reply> _call = null!;
    private ulong _sequence;

    [SetUp]
    public async Task Start()
    {
        _server = await ServedWorld.ServeAsync(new WorldServerConfig { Environment = "flat", FrameSize = FrameSize.Square(16), Steps = 3 });
        _channel = GrpcChannel.ForAddress($"http://{_server.Address}");
        _call = new Game.GameClient(_channel).Play(deadline: DateTime.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task It_says_what_it_is_and_repeats_the_number_of_each_request()
    {
        var welcome = await AskAsync(Hello);
        var first = await AskAsync(Reset);
        var step = await AskAsync(new Request { Action = new Action { Keys = 4, YawDegrees = 3 } });

        Assert.Multiple(() =>
        {
            Assert.That((welcome.Sequence, first.Sequence, step.Sequence), Is.EqualTo((1UL, 2UL, 3UL)));
            Assert.That(welcome.Welcome.Game, Does.StartWith("rl ").And.EndsWith(" flat"));
            Assert.That(welcome.Welcome.Spaces, Is.EqualTo(BridgeSpaces.Of(FrameSize.Square(16))));
            Assert.That(welcome.Welcome.SpacesHash.ToByteArray(), Is.EqualTo(BridgeSpaces.Hash(welcome.Welcome.Spaces)));
            Assert.That(welcome.Welcome.Capabilities, Is.EqualTo(new Capabilities { Seeds = true, Deterministic = true, LockStep = true, Items = true }));
            Assert.That((first.Observation.FrameNumber, step.Observation.FrameNumber), Is.EqualTo((1UL, 2UL)));
            Assert.That((step.Observation.Frame.Length, step.Observation.GameMs), Is.EqualTo((768, 50f)));
        });
    }

    [Test]
    public Task Another_version_of_the_contract_is_a_mismatch() =>
        ExpectFaultAsync(FaultKind.Mismatch, "the player speaks version 2 of the contract, this server version 1", new Request { Hello = new Hello { Protocol = 2 } });

    [Test]
    public Task Other_spaces_are_a_mismatch() => ExpectFaultAsync(
        FaultKind.Mismatch,
        "the player expects other spaces than 'flat' has with frames of 16x16",
        new Request { Hello = new Hello { Protocol = 1, SpacesHash = ByteString.CopyFrom(BridgeSpaces.Hash(BridgeSpaces.Of(FrameSize.Square(17)))) } });

    [Test]
    public Task A_request_without_content_is_a_mismatch() => ExpectFaultAsync(FaultKind.Mismatch, "no content that this version knows", new Request());

    [Test]
    public Task A_reset_before_hello_is_invalid() => ExpectFaultAsync(FaultKind.Invalid, "reset before hello", Reset);

    [Test]
    public Task A_second_hello_is_invalid() => ExpectFaultAsync(FaultKind.Invalid, "said hello before", Hello, Hello);

    [Test]
    public Task An_action_before_a_reset_is_invalid() =>
        ExpectFaultAsync(FaultKind.Invalid, "an action where a reset has to come first", Hello, new Request { Action = new Action() });

    [Test]
    public async Task An_action_after_the_last_step_is_invalid()
    {
        var idle = new Request { Action = new Action() };

        await ExpectFaultAsync(FaultKind.Invalid, "an action where a reset has to come first", Hello, Reset, idle, idle, idle, idle);
    }

    [TestCase(0u, double.NaN, 0, "'PitchDegrees' of the action is NaN")]
    [TestCase(0u, 0, double.NegativeInfinity, "'YawDegrees' of the action is")]
    [TestCase(0u, 0, 180.5, "'YawDegrees' of the action is 180.5")]
    [TestCase(1u << 20, 0, 0, "'Buttons' of the action is 0x100000")]
    [TestCase(1u << 31, 0, 0, "'Buttons' of the action is 0x80000000")]
    public Task An_action_that_the_spaces_do_not_have_is_invalid(uint keys, double pitch, double yaw, string said) => ExpectFaultAsync(
        FaultKind.Invalid, said, Hello, Reset, new Request { Action = new Action { Keys = keys, PitchDegrees = pitch, YawDegrees = yaw } });

    [TestCase("/nowhere/at/all", 16)]
    [TestCase("/proc/self/mem", 16)]
    [TestCase("/dev/null", 16)]
    [TestCase("/dev/shm", 16)]
    [TestCase("/nowhere/at/all", 3)]
    public async Task Memory_that_cannot_be_opened_leaves_frames_to_the_stream(string path, int nonceBytes)
    {
        var hello = new Hello { Protocol = 1, SharedMemory = path, SharedMemoryNonce = ByteString.CopyFrom(new byte[nonceBytes]) };

        var welcome = await AskAsync(new Request { Hello = hello });

        Assert.That(welcome.Welcome.SharedMemory, Is.False);
        Assert.That((await AskAsync(Reset)).Observation.Frame.Length, Is.EqualTo(768));
    }

    [Test]
    public async Task Whoever_asks_for_its_health_is_told_that_it_serves()
    {
        var bytes = Marshallers.Create(payload => payload, payload => payload);
        var check = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", bytes, bytes);

        var answer = await _channel.CreateCallInvoker().AsyncUnaryCall(check, null, default, []);

        Assert.That(answer, Is.EqualTo(new byte[] { 8, 1 }));
    }

    private async Task<Reply> AskAsync(Request request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var numbered = request.Clone();
        numbered.Sequence = ++_sequence;
        await _call.RequestStream.WriteAsync(numbered, patience.Token);
        Assert.That(await _call.ResponseStream.MoveNext(patience.Token), Is.True, "the server ended the session");
        return _call.ResponseStream.Current;
    }

    /// <summary>The last request is answered with a fault, and the session ends.</summary>
    private async Task ExpectFaultAsync(FaultKind kind, string said, params Request[] requests)
    {
        Reply? reply = null;
        foreach (var request in requests)
        {
            Assert.That(reply?.Fault, Is.Null);
            reply = await AskAsync(request);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.That(reply!.Sequence, Is.EqualTo(_sequence));
        Assert.That(reply.Fault?.Kind, Is.EqualTo(kind));
        Assert.That(reply.Fault!.Message, Does.Contain(said));
        Assert.That(await _call.ResponseStream.MoveNext(patience.Token), Is.False);
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Bridge;
using Rl.Env.Bridge.Contract;
using Rl.Env.Tasks;
using Contract = Rl.Env.Bridge.Contract;

namespace Rl.Workers.Worlds;

/// <summary>What a player's stream has come to, and the world that he plays. Limits of time are not watched: a world of our own does not hang.</summary>
internal sealed class WorldSession : IAsyncDisposable
{
    private static readonly string Version =
        typeof(EnvironmentCatalog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly WorldServerConfig _config;
    private readonly Dictionary<string, long> _totals = new(StringComparer.Ordinal);

    // An answer is written before the next request is read, so that one object serves all steps.
    private readonly Observation _observation = new() { GameMs = 50 };
    private readonly Reply _reply;
    private TaskEnvironment? _world;
    private SharedFrameWriter? _shared;
    private bool _isPlaying;

    public WorldSession(WorldServerConfig config)
    {
        _config = config;
        _reply = new Reply { Observation = _observation };
    }

    /// <summary>Says that the session is over.</summary>
    public static Reply Fault(ulong sequence, FaultKind kind, string message) => new() { Sequence = sequence, Fault = new Fault { Kind = kind, Message = message } };

    /// <summary>Answers one request. The reply is this session's and valid until the next call; after a fault there is none.</summary>
    public ValueTask<Reply> AnswerAsync(Request request, CancellationToken cancellation) => request.ContentCase switch
    {
        Request.ContentOneofCase.Action => StepAsync(request.Sequence, request.Action, cancellation),
        Request.ContentOneofCase.Reset => ResetAsync(request.Sequence, request.Reset.Seed, cancellation),
        Request.ContentOneofCase.Hello => ValueTask.FromResult(Welcome(request.Sequence, request.Hello)),
        _ => ValueTask.FromResult(Fault(request.Sequence, FaultKind.Mismatch, "the request has no content that this version knows")),
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _shared?.Dispose();
        if (_world is not null)
        {
            await _world.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Reply Welcome(ulong sequence, Hello hello)
    {
        var spaces = BridgeSpaces.Of(_config.FrameSize);
        var hash = BridgeSpaces.Hash(spaces);
        if (_world is not null)
        {
            return Fault(sequence, FaultKind.Invalid, "the player has said hello before");
        }

        if (hello.Protocol != BridgeSpaces.Protocol)
        {
            return Fault(
                sequence,
                FaultKind.Mismatch,
                $"the player speaks version {hello.Protocol} of the contract, this server version {BridgeSpaces.Protocol}; bring both to one version");
        }

        if (!hello.SpacesHash.IsEmpty && !hello.SpacesHash.Span.SequenceEqual(hash))
        {
            return Fault(sequence, FaultKind.Mismatch, $"the player expects other spaces than '{_config.Environment}' has with frames of {_config.FrameSize}: {spaces}");
        }

        _world = new TaskEnvironment(EnvironmentCatalog.Create(_config.Environment, _config.FrameSize), _config.CreateTask());
        _shared = hello.SharedMemory.Length == 0 ? null : SharedFrameWriter.TryOpen(hello.SharedMemory, hello.SharedMemoryNonce.Span, _config.FrameSize.ByteCount);
        return new Reply
        {
            Sequence = sequence,
            Welcome = new Welcome
            {
                Protocol = BridgeSpaces.Protocol,
                Game = $"rl {Version} {_config.Environment}",
                Incarnation = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
                Spaces = spaces,
                SpacesHash = UnsafeByteOperations.UnsafeWrap(hash),
                Capabilities = new Capabilities { Seeds = true, Deterministic = true, LockStep = true, Items = true, Rewards = _config.Task is not null },
                SharedMemory = _shared is not null,
            },
        };
    }

    private async ValueTask<Reply> ResetAsync(ulong sequence, long seed, CancellationToken cancellation)
    {
        if (_world is null)
        {
            return Fault(sequence, FaultKind.Invalid, "reset before hello");
        }

        var step = await _world.ResetAsync(seed, cancellation).ConfigureAwait(false);
        _totals.Clear();
        return Show(sequence, step);
    }

    private async ValueTask<Reply> StepAsync(ulong sequence, Contract.Action wanted, CancellationToken cancellation)
    {
        if (!_isPlaying)
        {
            return Fault(sequence, FaultKind.Invalid, "an action where a reset has to come first");
        }

        var action = new MinecraftAction((Buttons)wanted.Keys, wanted.PitchDegrees, wanted.YawDegrees);
        try
        {
            action.Require();
        }
        catch (ArgumentException error)
        {
            return Fault(sequence, FaultKind.Invalid, error.Message);
        }

        return Show(sequence, await _world!.StepAsync(action, cancellation).ConfigureAwait(false));
    }

    private Reply Show(ulong sequence, in EnvStep step)
    {
        _isPlaying = step.Kind != Env.StepKind.Last;
        _reply.Sequence = sequence;
        _observation.FrameNumber++;
        _observation.Kind = step.Kind switch
        {
            Env.StepKind.First => Contract.StepKind.First,
            Env.StepKind.Middle => Contract.StepKind.Middle,
            _ => Contract.StepKind.Last,
        };
        _observation.Reward = _config.Task is null ? 0f : step.Reward;
        _observation.Discount = step.Discount;
        _observation.Obtained.Clear();
        foreach (var gain in step.Gains.Span)
        {
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_totals, gain.Item, out _);
            total += gain.Count;
            _observation.Obtained.Add(new ItemTotal { Item = gain.Item, Total = total });
        }

        if (_shared is not null)
        {
            _shared.Write(step.Frame.Span, _observation.FrameNumber);
        }
        else
        {
            // Not copied: the world leaves its frame alone until the next request, and the answer is on its way by then.
            _observation.Frame = UnsafeByteOperations.UnsafeWrap(step.Frame);
        }

        return _reply;
    }
}

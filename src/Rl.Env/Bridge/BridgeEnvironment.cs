using Rl.Env.Actions;
using Rl.Env.Bridge.Contract;
using Rl.Env.Frames;

namespace Rl.Env.Bridge;

/* BridgeEnvironment must
 * - answer with the frame that its action led to, or throw: a game that fails in any way is lost, and its next episode is another incarnation's
 * - own what it starts: a server of its own ends with it
 */

/// <summary>
/// A game behind the bridge. It is started, or reached, with the first reset; frames come at the game's own size and are resized here as the reference
/// does. After a fault the next reset starts anew. How often, and with how long a wait between, is its owner's business.
/// </summary>
public sealed class BridgeEnvironment : IEnvironment
{
    /// <summary>Room for frames of 1920×1080 in shared memory; pages that nobody writes cost nothing. Larger ones come through the stream.</summary>
    private const int SharedBytes = 1920 * 1080 * 3;

    private readonly BridgeConfig _config;
    private readonly TimeProvider _clock;
    private readonly ItemTotals _totals = new();
    private readonly byte[] _frame;
    private readonly Contract.Action _action = new();
    private BridgeServer? _server;
    private BridgeSession? _session;
    private SharedFrame? _shared;
    private FrameResizer? _resizer;
    private long _startedAt;
    private bool _isPlaying;

    /// <summary>Prepares to play; nothing is started yet.</summary>
    /// <param name="size">Size of the frames that are handed out.</param>
    /// <param name="config">The game.</param>
    /// <param name="clock">Tells a server's age.</param>
    public BridgeEnvironment(FrameSize size, BridgeConfig config, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(clock);
        _config = config.Validated();
        _clock = clock;
        FrameSize = size;
        _frame = new byte[size.ByteCount];
    }

    /// <inheritdoc />
    public FrameSize FrameSize { get; }

    /// <summary>What the game says about itself; null before the first reset and after a fault.</summary>
    public Welcome? Game => _session?.Welcome;

    /// <summary>Where the game is played; null before the first reset and after a fault.</summary>
    public string? Address => _session is null ? null : _server?.Address ?? _config.Address;

    /// <summary>Servers started so far.</summary>
    public int Starts { get; private set; }

    /// <inheritdoc />
    public async ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _isPlaying = false;
        if (_session is not null && _server is not null && _config.RecycleAfter > TimeSpan.Zero && _clock.GetElapsedTime(_startedAt) >= _config.RecycleAfter)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        return await GuardAsync(async () =>
        {
            _session ??= await OpenAsync(cancellation).ConfigureAwait(false);
            var observation = await _session.ResetAsync(seed, cancellation).ConfigureAwait(false);
            _totals.Reset();
            var step = Take(observation, StepKind.First);
            _isPlaying = true;
            return step;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_isPlaying)
        {
            throw new InvalidOperationException("The episode is over, or none was begun; call ResetAsync first.");
        }

        action.Require();
        _action.Keys = (uint)action.Buttons;
        _action.PitchDegrees = action.PitchDegrees;
        _action.YawDegrees = action.YawDegrees;
        return await GuardAsync(async () =>
        {
            var step = Take(await _session!.StepAsync(_action, cancellation).ConfigureAwait(false), StepKind.Middle);
            _isPlaying = step.Kind != StepKind.Last;
            return step;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => CloseAsync();

    private async Task<BridgeSession> OpenAsync(CancellationToken cancellation)
    {
        if (_config.Address is null)
        {
            _server = await BridgeServer.StartAsync(_config, cancellation).ConfigureAwait(false);
            _startedAt = _clock.GetTimestamp();
            Starts++;
        }

        _shared = _config.SharedMemory ? SharedFrame.Create(SharedBytes) : null;
        var session = await BridgeSession.OpenAsync(_server?.Address ?? _config.Address!, _config, _shared, cancellation).ConfigureAwait(false);
        _shared?.Unlink();
        if (!session.Welcome.SharedMemory)
        {
            _shared?.Dispose();
            _shared = null;
        }

        _resizer = new FrameResizer(new FrameSize((int)session.Welcome.Spaces.FrameHeight, (int)session.Welcome.Spaces.FrameWidth), FrameSize);
        return session;
    }

    /// <summary>Whatever goes wrong on the way, the game is given up, and the error says what became of its process.</summary>
    private async Task<EnvStep> GuardAsync(Func<Task<EnvStep>> play)
    {
        try
        {
            return await play().ConfigureAwait(false);
        }
        catch (EnvironmentFaultException error) when (_server is not null)
        {
            var obituary = await _server.ObituaryAsync().ConfigureAwait(false);
            await CloseAsync().ConfigureAwait(false);
            throw new EnvironmentFaultException($"{error.Message}\n{obituary}", error);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private EnvStep Take(Observation observation, StepKind expected)
    {
        var native = _resizer!.Source.ByteCount;
        if (_shared is not null)
        {
            _resizer.Resize(_shared.Read(observation.FrameNumber, native), _frame);
        }
        else if (observation.Frame.Length == native)
        {
            _resizer.Resize(observation.Frame.Span, _frame);
        }
        else
        {
            throw _session!.Lose($"sent a frame of {observation.Frame.Length} bytes, expected {_resizer.Source} x 3 = {native}");
        }

        var gains = _totals.Take(observation.Obtained);
        return (observation.Kind, expected) switch
        {
            (Contract.StepKind.First, StepKind.First) => EnvStep.Restart(_frame),
            (Contract.StepKind.Middle, StepKind.Middle) => EnvStep.Transition(_frame, Reward(observation)) with { Gains = gains },
            (Contract.StepKind.Last, StepKind.Middle) when observation.Discount == 0 => EnvStep.Termination(_frame, Reward(observation)) with { Gains = gains },
            (Contract.StepKind.Last, StepKind.Middle) => EnvStep.Truncation(_frame, Reward(observation)) with { Gains = gains },
            _ => throw _session!.Lose($"answered with a step of kind {observation.Kind}, where {expected} was due"),
        };
    }

    private float Reward(Observation observation) => float.IsFinite(observation.Reward)
        ? observation.Reward
        : throw _session!.Lose($"gave a reward of {observation.Reward}");

    private async ValueTask CloseAsync()
    {
        _isPlaying = false;
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _shared?.Dispose();
        _shared = null;
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }
}

using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

/// <summary>A world that shows one of three signals; whoever attacks on the third gets a log.</summary>
internal sealed class SignalWorld(FrameSize size) : IEnvironment
{
    private static readonly ItemGain[] Log = [new("oak_log", 1)];

    private readonly byte[] _frame = new byte[size.ByteCount];
    private readonly SeededRandom _random = new(0);

    public FrameSize FrameSize => size;

    public int Signal { get; private set; }

    /// <summary>What is right on a signal: turn right, turn left, attack.</summary>
    public static MinecraftAction ActOn(int signal) => signal switch
    {
        0 => new MinecraftAction(Buttons.Forward, 0, 10),
        1 => new MinecraftAction(Buttons.Forward, 0, -10),
        _ => new MinecraftAction(Buttons.Attack, 0, 0),
    };

    public static Task<RecordingStore> RecordAsync(string directory, int episodes, int steps)
    {
        var config = new RecordingConfig
        {
            Environment = "signal",
            Expert = "signaller",
            FramePixels = TinyPolicy.FramePixels,
            Episodes = episodes,
            EpisodeSteps = steps,
            Threads = 1,
            Seed = 2,
        };
        return new DataRecorder(config, Open, TimeProvider.System).RecordAsync(directory, null, CancellationToken.None);
    }

    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        _random.Reseed((ulong)seed);
        return ValueTask.FromResult(EnvStep.Restart(Draw()));
    }

    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        var gains = Signal == 2 && action.Holds(Buttons.Attack) ? Log : [];
        return ValueTask.FromResult(EnvStep.Transition(Draw(), 0) with { Gains = gains });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ExpertPlay Open()
    {
        var world = new SignalWorld(FrameSize.Square(TinyPolicy.FramePixels));
        return new ExpertPlay(world, _ => { }, () => ActOn(world.Signal));
    }

    private byte[] Draw()
    {
        Signal = _random.Next(3);
        for (var i = 0; i < _frame.Length; i++)
        {
            _frame[i] = i % 3 == Signal ? (byte)255 : (byte)0;
        }

        return _frame;
    }
}

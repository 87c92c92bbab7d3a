using System.Buffers.Binary;
using Rl.Env;
using Rl.Env.Actions;

namespace Rl.Tests.Pretrain;

/// <summary>
/// A world small enough to foretell: a frame holds the world's seed, the number of the step and the camera motion so far; every tenth attack
/// yields a log. Ends by itself after a given number of steps.
/// </summary>
internal sealed class CountingWorld(FrameSize size, int lifetime = int.MaxValue) : IEnvironment
{
    private readonly byte[] _frame = new byte[size.ByteCount];
    private readonly ItemGain[] _log = [new("oak_log", 1)];
    private long _seed;
    private int _steps;
    private int _attacks;
    private double _yaw;

    public FrameSize FrameSize => size;

    public int Steps => _steps;

    public static (long Seed, int Step, double Yaw) Read(ReadOnlySpan<byte> frame) =>
        (BinaryPrimitives.ReadInt64LittleEndian(frame), BinaryPrimitives.ReadInt32LittleEndian(frame[8..]), BinaryPrimitives.ReadDoubleLittleEndian(frame[12..]));

    public ValueTask<EnvStep> ResetAsync(long seed, CancellationToken cancellation)
    {
        (_seed, _steps, _attacks, _yaw) = (seed, 0, 0, 0);
        return ValueTask.FromResult(EnvStep.Restart(Draw()));
    }

    public ValueTask<EnvStep> StepAsync(MinecraftAction action, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _steps++;
        _yaw += action.YawDegrees;
        _attacks += action.Holds(Buttons.Attack) ? 1 : 0;
        var gains = action.Holds(Buttons.Attack) && _attacks % 10 == 0 ? _log : [];
        var step = _steps >= lifetime ? EnvStep.Termination(Draw(), 0) : EnvStep.Transition(Draw(), 0);
        return ValueTask.FromResult(step with { Gains = gains });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] Draw()
    {
        BinaryPrimitives.WriteInt64LittleEndian(_frame, _seed);
        BinaryPrimitives.WriteInt32LittleEndian(_frame.AsSpan(8), _steps);
        BinaryPrimitives.WriteDoubleLittleEndian(_frame.AsSpan(12), _yaw);
        return _frame;
    }
}

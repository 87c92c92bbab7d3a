using System.Runtime.InteropServices;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Frames;
using Rl.Env.Seeds;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Workers.Evaluation;

/// <summary>
/// Lets a policy play several worlds as one batch, with the memory of each carried along. Not thread-safe, as the policy is not.
/// </summary>
public sealed class PolicyPlayer : IDisposable
{
    private readonly VptPolicy _policy;
    private readonly bool _deterministic;
    private readonly FrameSize _size;
    private readonly byte[] _frames;
    private readonly bool[] _first;
    private readonly float[] _buttonLogProbs;
    private readonly float[] _cameraLogProbs;
    private PolicyMemory _memory;

    /// <summary>Prepares to play.</summary>
    /// <param name="policy">The policy; stays the caller's.</param>
    /// <param name="worlds">Worlds that are played side by side.</param>
    /// <param name="deterministic">Takes the likeliest action of each head instead of sampling.</param>
    public PolicyPlayer(VptPolicy policy, int worlds, bool deterministic)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(worlds, 1);
        _policy = policy;
        _deterministic = deterministic;
        _size = new FrameSize(policy.Config.FrameHeight, policy.Config.FrameWidth);
        _frames = new byte[worlds * _size.ByteCount];
        _first = new bool[worlds];
        _buttonLogProbs = new float[worlds * JointActionCodec.ButtonCount];
        _cameraLogProbs = new float[worlds * JointActionCodec.CameraCount];
        _memory = PolicyMemory.Empty(policy.Config, worlds);
        Worlds = worlds;
    }

    /// <summary>Worlds that are played now.</summary>
    public int Worlds { get; private set; }

    /// <summary>Copies in what a world shows.</summary>
    /// <param name="world">Its place in the batch.</param>
    /// <param name="frame"><c>[height, width, channel] uint8</c> at the policy's size.</param>
    /// <param name="isFirst">True on an episode's first frame: what was before is forgotten.</param>
    public void See(int world, ReadOnlySpan<byte> frame, bool isFirst)
    {
        if (frame.Length != _size.ByteCount)
        {
            throw new ArgumentException($"'frame' has {frame.Length} bytes, expected {_size} x 3 = {_size.ByteCount}.", nameof(frame));
        }

        frame.CopyTo(_frames.AsSpan(world * _size.ByteCount));
        _first[world] = isFirst;
    }

    /// <summary>Decides for all worlds on what they show.</summary>
    /// <param name="randoms">A stream for each world, from which two draws are taken.</param>
    /// <param name="actions">One action a world, written.</param>
    public void Act(ReadOnlySpan<SeededRandom> randoms, Span<JointAction> actions)
    {
        using var inference = no_grad();
        using var scope = NewDisposeScope();
        var frames = TensorBytes.ToTensor(_frames.AsSpan(0, Worlds * _size.ByteCount), [Worlds, 1, _size.Height, _size.Width, 3], ScalarType.Byte);
        var first = TensorBytes.ToTensor(MemoryMarshal.AsBytes(_first.AsSpan(0, Worlds)), [Worlds, 1], ScalarType.Bool);
        var output = _policy.Forward(frames, first, _memory, heads: PolicyHeads.Actions);
        Choose(output.ButtonLogProbs, output.CameraLogProbs, randoms, actions);
        _memory.Dispose();
        _memory = output.TakeMemory();
    }

    /// <summary>Goes on with some of the worlds, in the order given; the others are forgotten.</summary>
    public void Keep(IReadOnlyList<int> worlds)
    {
        var kept = worlds.Select(_memory.Slice).ToArray();
        var memory = PolicyMemory.Concatenate(kept);
        foreach (var one in kept)
        {
            one.Dispose();
        }

        _memory.Dispose();
        _memory = memory;
        for (var i = 0; i < worlds.Count; i++)
        {
            _frames.AsSpan(worlds[i] * _size.ByteCount, _size.ByteCount).CopyTo(_frames.AsSpan(i * _size.ByteCount));
            _first[i] = _first[worlds[i]];
        }

        Worlds = worlds.Count;
    }

    /// <summary>The same policy as a player of one world, which may show its frames at another size.</summary>
    /// <param name="shown">Size of the frames.</param>
    /// <param name="random">The stream that actions are drawn from.</param>
    public Player AsPlayer(FrameSize shown, SeededRandom random)
    {
        if (Worlds != 1)
        {
            throw new InvalidOperationException($"The player plays {Worlds} worlds, expected 1.");
        }

        var resizer = shown == _size ? null : new FrameResizer(shown, _size);
        var resized = new byte[_size.ByteCount];
        return (frame, isFirst) =>
        {
            resizer?.Resize(frame, resized);
            See(0, resizer is null ? frame : resized, isFirst);
            Span<JointAction> action = stackalloc JointAction[1];
            Act([random], action);
            return JointActionCodec.Decode(action[0]);
        };
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    private void Choose(Tensor buttonLogProbs, Tensor cameraLogProbs, ReadOnlySpan<SeededRandom> randoms, Span<JointAction> actions)
    {
        var buttons = CopyOut(buttonLogProbs, _buttonLogProbs, Worlds * JointActionCodec.ButtonCount);
        var camera = CopyOut(cameraLogProbs, _cameraLogProbs, Worlds * JointActionCodec.CameraCount);
        for (var world = 0; world < Worlds; world++)
        {
            actions[world] = new JointAction(
                (ushort)ChooseOne(buttons.Slice(world * JointActionCodec.ButtonCount, JointActionCodec.ButtonCount), randoms[world]),
                (byte)ChooseOne(camera.Slice(world * JointActionCodec.CameraCount, JointActionCodec.CameraCount), randoms[world]));
        }
    }

    private int ChooseOne(ReadOnlySpan<float> logProbs, SeededRandom random) =>
        _deterministic ? ActionSampler.Greedy(logProbs) : ActionSampler.Sample(logProbs, random.NextDouble());

    private static Span<float> CopyOut(Tensor logProbs, float[] buffer, int count)
    {
        var values = buffer.AsSpan(0, count);
        TensorBytes.CopyTo(logProbs, MemoryMarshal.AsBytes(values));
        return values;
    }
}

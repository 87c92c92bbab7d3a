using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Runs a model over frames in a file and writes what it says, so that it can be compared with another implementation.</summary>
public static class ModelForward
{
    /// <summary>
    /// Writes <c>buttons.npy</c> <c>[batch, time, 1, 8641]</c> and <c>camera.npy</c> <c>[batch, time, 1, 121]</c>, log-probabilities, and
    /// <c>value.npy</c> <c>[batch, time, 1]</c>, denormalised, all float32.
    /// </summary>
    /// <param name="policy">Stays the caller's.</param>
    /// <param name="framesPath"><c>[batch, time, height, width, 3] uint8</c>.</param>
    /// <param name="firstPath"><c>[batch, time] uint8</c> or bool; null means that no episode begins.</param>
    /// <param name="outputFolder">Made if needed.</param>
    /// <param name="chunks">Lengths that cut the time axis, with the memory carried; empty runs it as one chunk.</param>
    /// <param name="mode">Which first flags count.</param>
    /// <exception cref="ArgumentException">A file has the wrong shape or type, or the chunks do not sum to the time axis.</exception>
    public static void Run(
        VptPolicy policy, string framesPath, string? firstPath, string outputFolder, IReadOnlyList<int> chunks, FirstMode mode)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var config = policy.Config;
        var frames = NpyFile.Read(framesPath);
        Expect.Type(frames, framesPath, ScalarType.Byte);
        Expect.Shape(frames, framesPath, [-1, -1, config.FrameHeight, config.FrameWidth, 3]);
        var (batch, time) = (frames.shape[0], frames.shape[1]);
        var first = ReadFirst(firstPath, batch, time);
        var lengths = chunks.Count == 0 ? [(int)time] : chunks;

        if (lengths.Any(length => length < 1) || lengths.Sum(length => (long)length) != time)
        {
            throw new ArgumentException(
                $"The chunks {string.Join(",", lengths)} are not positive lengths that sum to the {time} frames of '{framesPath}'.", nameof(chunks));
        }

        var (buttons, camera, values) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        PolicyMemory? memory = null;
        var start = 0L;

        foreach (var length in lengths)
        {
            var output = policy.Forward(frames.narrow(1, start, length), first.narrow(1, start, length), memory, mode);
            buttons.Add(output.ButtonLogProbs.unsqueeze(2));
            camera.Add(output.CameraLogProbs.unsqueeze(2));
            values.Add(policy.ValueNormalizer.Denormalize(output.Value).unsqueeze(2));
            memory = output.Memory;
            start += length;
        }

        Directory.CreateDirectory(outputFolder);
        NpyFile.Write(Path.Combine(outputFolder, "buttons.npy"), cat(buttons, 1));
        NpyFile.Write(Path.Combine(outputFolder, "camera.npy"), cat(camera, 1));
        NpyFile.Write(Path.Combine(outputFolder, "value.npy"), cat(values, 1));
    }

    /// <summary>
    /// Writes <c>buttons.npy</c> <c>[batch, time, 20, 2]</c> and <c>camera.npy</c> <c>[batch, time, 2, 11]</c>, log-probabilities, float32. The
    /// whole time axis is one window.
    /// </summary>
    /// <param name="model">Stays the caller's.</param>
    /// <param name="framesPath"><c>[batch, time, height, width, 3] uint8</c>.</param>
    /// <param name="outputFolder">Made if needed.</param>
    /// <exception cref="ArgumentException">The file has the wrong shape or type.</exception>
    public static void Run(InverseDynamicsModel model, string framesPath, string outputFolder)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var frames = NpyFile.Read(framesPath);
        Expect.Type(frames, framesPath, ScalarType.Byte);
        Expect.Shape(frames, framesPath, [-1, -1, model.Config.FrameHeight, model.Config.FrameWidth, 3]);

        var output = model.Forward(frames);
        Directory.CreateDirectory(outputFolder);
        NpyFile.Write(Path.Combine(outputFolder, "buttons.npy"), output.ButtonLogProbs);
        NpyFile.Write(Path.Combine(outputFolder, "camera.npy"), output.CameraLogProbs);
    }

    private static Tensor ReadFirst(string? path, long batch, long time)
    {
        if (path is null)
        {
            return zeros(batch, time, ScalarType.Bool);
        }

        var first = NpyFile.Read(path);
        Expect.Shape(first, path, [batch, time]);

        if (first.dtype is not (ScalarType.Byte or ScalarType.Bool))
        {
            Expect.Type(first, path, ScalarType.Byte);
        }

        return first.to_type(ScalarType.Bool);
    }
}

using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.Labelling;

/* Labeller must
 * - give every frame the label of the window in whose middle it lies; only a video's ends are seen from the ends of windows
 * - know a video's length only when it is over, and hold no more of it than one batch of windows
 * Hence every window writes all labels from where the one before stops being the better one, and the next one writes over what is not its middle.
 */

/// <summary>
/// Labels videos with an inverse dynamics model: windows that overlap, of which each keeps its middle; the first keeps its beginning too, the last its
/// end (Baker et al. 2022, appendix D.3). A video shorter than a window is one short window.
/// </summary>
public sealed class Labeller
{
    private readonly InverseDynamicsModel _model;
    private readonly int _window;
    private readonly int _stride;
    private readonly int _batch;
    private readonly int _frameBytes;
    private readonly byte[] _frames;
    private readonly bool _draws;
    private readonly SeededRandom _random = new(0);

    /// <summary>Prepares buffers. The model stays the caller's, and is used by one labeller at a time.</summary>
    public Labeller(InverseDynamicsModel model, LabellerConfig config)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(config);
        config = config.Validated(model.Config.Window);
        _model = model;
        (_window, _stride, _batch, _draws) = (model.Config.Window, config.Stride, config.Batch, config.Draws);
        _frameBytes = model.Config.FrameHeight * model.Config.FrameWidth * 3;

        // The newest finished window stays: the last one may begin within it.
        _frames = new byte[(_window + (_stride * _batch)) * _frameBytes];
    }

    /// <summary>Labels one video.</summary>
    /// <param name="source">Its frames, from the first on; read to the end. Stays the caller's.</param>
    /// <param name="progress">Told how many frames have been read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="seed">Where labels are drawn: the video's own number, so that it is labelled alike wherever that is done.</param>
    /// <returns>A label for every frame.</returns>
    /// <exception cref="ArgumentException">The frames are not of the model's size.</exception>
    public async Task<IReadOnlyList<FrameLabel>> LabelAsync(IFrameSource source, IProgress<long>? progress, CancellationToken cancellation, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.FrameSize.Height != _model.Config.FrameHeight || source.FrameSize.Width != _model.Config.FrameWidth)
        {
            throw new ArgumentException($"The frames are {source.FrameSize}, but the model takes {_model.Config.FrameWidth}x{_model.Config.FrameHeight}.", nameof(source));
        }

        var labels = new List<FrameLabel>();
        var (first, held, isAtEnd) = (0, 0, false);
        var next = 0;
        while (!isAtEnd)
        {
            var wanted = _frames.AsMemory(held * _frameBytes);
            var read = await source.ReadAsync(wanted, cancellation).ConfigureAwait(false);
            isAtEnd = read * _frameBytes < wanted.Length;
            held += read;
            progress?.Report(first + held);

            var starts = new List<int>();
            for (; next + _window <= first + held; next += _stride)
            {
                starts.Add(next);
            }

            Label(labels, starts, first, _window, seed, cancellation);
            if (isAtEnd && labels.Count < first + held)
            {
                var length = Math.Min(_window, first + held);
                Label(labels, [first + held - length], first, length, seed, cancellation);
            }

            // Keep the newest window, whose middle the next one follows.
            var keepFrom = Math.Max(first, next - _stride);
            _frames.AsSpan((keepFrom - first) * _frameBytes, (first + held - keepFrom) * _frameBytes).CopyTo(_frames);
            (first, held) = (keepFrom, first + held - keepFrom);
        }

        return labels;
    }

    private void Label(List<FrameLabel> labels, List<int> starts, int first, int length, ulong seed, CancellationToken cancellation)
    {
        for (var i = 0; i < starts.Count; i += _batch)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_batch, starts.Count - i);
            using var scope = NewDisposeScope();
            using var inference = no_grad();
            var windows = starts.GetRange(i, count).Select(start => TensorBytes.ToTensor(
                _frames.AsSpan((start - first) * _frameBytes, length * _frameBytes), [length, _model.Config.FrameHeight, _model.Config.FrameWidth, 3], ScalarType.Byte));
            var output = _model.Forward(ModelDevice.Upload(stack(windows), _model.Device));
            var (buttonLogProbs, cameraLogProbs) = (output.ButtonLogProbs.cpu().data<float>().ToArray(), output.CameraLogProbs.cpu().data<float>().ToArray());
            for (var window = 0; window < count; window++)
            {
                Keep(labels, starts[i + window], length, buttonLogProbs.AsSpan(window * length * 40), cameraLogProbs.AsSpan(window * length * 22), seed);
            }
        }
    }

    /// <summary>Writes a window's labels from where the middle of the one before ends.</summary>
    private void Keep(List<FrameLabel> labels, int start, int length, ReadOnlySpan<float> buttons, ReadOnlySpan<float> camera, ulong seed)
    {
        var margin = (_window - _stride) / 2;
        var from = labels.Count == 0 ? 0 : labels.Count - margin;
        labels.RemoveRange(from, labels.Count - from);
        for (var row = from - start; row < length; row++)
        {
            _random.Reseed(SeedRule.Derive(seed, [(ulong)(start + row)]));
            labels.Add(LabelOf(buttons.Slice(row * 40, 40), camera.Slice(row * 22, 22)));
        }
    }

    private FrameLabel LabelOf(ReadOnlySpan<float> buttons, ReadOnlySpan<float> camera)
    {
        var (held, buttonsLogProb) = (Buttons.None, 0f);
        for (var button = 0; button < FactoredAction.ButtonCount; button++)
        {
            var states = buttons.Slice(2 * button, 2);
            var state = Told(states);
            held |= state == 1 ? (Buttons)(1 << button) : Buttons.None;
            buttonsLogProb += states[state];
        }

        var pitch = Told(camera[..FactoredAction.CameraBins]);
        var yaw = Told(camera[FactoredAction.CameraBins..]);
        return new FrameLabel(
            new FactoredAction(held, (byte)pitch, (byte)yaw), buttonsLogProb, camera[pitch] + camera[FactoredAction.CameraBins + yaw]);
    }

    private int Told(ReadOnlySpan<float> logProbs) => _draws ? HeadAnswer.Drawn(logProbs, _random) : HeadAnswer.Likeliest(logProbs);
}

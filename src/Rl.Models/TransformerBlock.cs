using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rl.Models;

/// <summary>One block: layer norm, attention, two-layer network; both residual. Attention is clipped causal with memory, or sees everything.</summary>
internal sealed class TransformerBlock
{
    private readonly int _heads;
    private readonly Tensor _normWeight;
    private readonly Tensor _normBias;
    private readonly DenseLayer _query;
    private readonly DenseLayer _key;
    private readonly DenseLayer _value;
    private readonly DenseLayer _relative;
    private readonly DenseLayer _projection;
    private readonly DenseLayer _inner;
    private readonly DenseLayer _outer;
    private readonly Tensor _bases;

    public TransformerBlock(NetworkWeights weights, int index, int heads)
    {
        var name = $"net.recurrent_layer.blocks.{index}";
        _heads = heads;
        _normWeight = weights[$"{name}.pre_r_ln.weight"];
        _normBias = weights[$"{name}.pre_r_ln.bias"];
        _query = DenseLayer.Plain(weights, $"{name}.r.orc_block.q_layer");
        _key = DenseLayer.Plain(weights, $"{name}.r.orc_block.k_layer");
        _value = DenseLayer.Plain(weights, $"{name}.r.orc_block.v_layer");
        _relative = DenseLayer.Plain(weights, $"{name}.r.orc_block.r_layer");
        _projection = DenseLayer.Plain(weights, $"{name}.r.orc_block.proj_layer");
        _bases = weights[$"{name}.r.orc_block.b_nd"];
        _inner = DenseLayer.Normed(weights, $"{name}.mlp0");
        _outer = DenseLayer.Plain(weights, $"{name}.mlp1.layer");
    }

    /// <summary>Maps a chunk, and the memory before it to the memory after it. All three results belong to the scope around the call.</summary>
    /// <param name="input"><c>[batch, time, hidden] float32</c>.</param>
    /// <param name="keys"><c>[batch, context, hidden] float32</c>, remembered.</param>
    /// <param name="values"><c>[batch, context, hidden] float32</c>, remembered.</param>
    /// <param name="mask">From <see cref="AttentionMask"/>.</param>
    /// <param name="type">What linear layers compute in.</param>
    public (Tensor Output, Tensor Keys, Tensor Values) Forward(
        Tensor input, Tensor keys, Tensor values, Tensor mask, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var context = keys.shape[1];
        var time = input.shape[1];

        // The skip connection starts from the norm's output: the un-normalised input is dropped, as in the reference.
        var x = DenseLayer.Normalize(input, _normWeight, _normBias);

        var allKeys = cat([keys.narrow(1, 1, context - 1), _key.Forward(x, type)], 1); // [batch, context - 1 + time, hidden]
        var allValues = cat([values.narrow(1, 1, context - 1), _value.Forward(x, type)], 1);
        var query = _query.Forward(x, type);
        var relative = _relative.Forward(x, type);
        var attended = Attend(query, allKeys, allValues, relative, mask);

        return (
            Finish(x, attended, type).MoveToOuterDisposeScope(),
            Last(allKeys, context, time).MoveToOuterDisposeScope(),
            Last(allValues, context, time).MoveToOuterDisposeScope());
    }

    /// <summary>The last frames as memory: a tensor of its own, so that a small memory does not hold a long chunk.</summary>
    private static Tensor Last(Tensor all, long context, long time)
    {
        using var scope = NewDisposeScope();
        var last = all.detach();

        return (time == 1 ? last : last.narrow(1, time - 1, context).clone()).MoveToOuterDisposeScope();
    }

    /// <summary>Maps a window in which every frame sees every other, before and after it; there is neither memory nor relative bias.</summary>
    /// <param name="input"><c>[batch, time, hidden] float32</c>.</param>
    /// <param name="type">What linear layers compute in.</param>
    public Tensor ForwardUnmasked(Tensor input, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = DenseLayer.Normalize(input, _normWeight, _normBias);
        var attended = Attend(_query.Forward(x, type), _key.Forward(x, type), _value.Forward(x, type), relative: null, mask: null);

        return Finish(x, attended, type).MoveToOuterDisposeScope();
    }

    /// <summary>What comes after attention; its tensors belong to the caller's scope.</summary>
    private Tensor Finish(Tensor x, Tensor attended, ScalarType type)
    {
        var projected = _projection.Forward(attended, type);
        x = is_grad_enabled() ? x + projected : x.add_(projected);

        var widened = _outer.Forward(_inner.Forward(x, type).relu_(), type);

        return is_grad_enabled() ? x + widened : x.add_(widened);
    }

    /// <summary>Attention; relative bias and mask are either both given, for the causal window, or neither.</summary>
    private Tensor Attend(Tensor query, Tensor keys, Tensor values, Tensor? relative, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (batch, time, length) = (query.shape[0], query.shape[1], keys.shape[1]);
        var width = query.shape[2] / _heads;

        // The scale is 1/d, not 1/√d; the relative term is not scaled. Adding in place is sound: a product's gradient does not need it.
        var scaled = Split(query, batch).view(batch * _heads, time, width).Times(1f / width);
        var logits = scaled.bmm(Split(keys, batch).view(batch * _heads, length, width).transpose(1, 2));

        if (relative is not null)
        {
            logits = logits.view(batch, _heads, time, length)
                .add_(RelativeBias(relative, batch, time, length))
                .add_(mask!)
                .view(batch * _heads, time, length);
        }

        var weighted = logits.softmax(-1).bmm(Split(values, batch).view(batch * _heads, length, width)); // [batch * heads, time, width]

        return weighted.view(batch, _heads, time, width).transpose(1, 2).reshape(batch, time, -1).MoveToOuterDisposeScope();
    }

    /// <summary>The learned bias by distance, <c>[batch, heads, time, length]</c>, with the causal window cut out of it.</summary>
    /// <remarks>
    /// Query i sees key j at distance i + context - 1 - j. Written by falling distance, row i of the product is row i of the result
    /// shifted right by i; padding every row by its length and reading the same memory in rows one shorter does exactly that shift. The
    /// padding lands on the keys outside the window, so that it may as well hide them.
    /// </remarks>
    private Tensor RelativeBias(Tensor relative, long batch, long time, long length)
    {
        using var scope = NewDisposeScope();
        var byDistance = relative.view(batch, time, _heads, PolicyConfig.RelativeBases).transpose(1, 2)
            .matmul(_bases.flip(1)); // [batch, heads, time, context]

        if (time == 1)
        {
            return byDistance.MoveToOuterDisposeScope();
        }

        var padded = functional.pad(byDistance, (0, time), PaddingModes.Constant, AttentionMask.Hidden); // [batch, heads, time, length + 1]

        return padded.view(batch, _heads, time * (length + 1)).narrow(2, 0, time * length).view(batch, _heads, time, length)
            .MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor sequence, long batch)
    {
        return sequence.view(batch, sequence.shape[1], _heads, -1).transpose(1, 2).contiguous(); // [batch, heads, time, width]
    }
}

namespace Rl.Models;

/// <summary>What the layouts of the policy and of the inverse dynamics model have in common: trunk, transformer and heads.</summary>
internal sealed class NetworkLayout
{
    private static readonly double BlockScale = Math.Pow(3.0 / 2.0, 0.25);

    private readonly List<LayoutTensor> _tensors = [];

    /// <summary>What was added, in that order.</summary>
    public IReadOnlyList<LayoutTensor> Tensors => _tensors;

    /// <summary>Adds any tensor.</summary>
    public void Add(string name, long[] shape, InitialValue initial, double scale, bool trainable = true)
    {
        _tensors.Add(new(name, shape, initial, scale) { Trainable = trainable });
    }

    /// <summary>Adds gain and bias of a norm.</summary>
    public void AddNorm(string name, int width)
    {
        Add($"{name}.weight", [width], InitialValue.Constant, 1);
        Add($"{name}.bias", [width], InitialValue.Constant, 0);
    }

    /// <summary>Adds a head: PyTorch's own start, as the reference leaves it.</summary>
    public void AddHead(string name, int outputs, int inputs)
    {
        var bound = 1 / Math.Sqrt(inputs);
        Add($"{name}.weight", [outputs, inputs], InitialValue.Uniform, bound);
        Add($"{name}.bias", [outputs], InitialValue.Uniform, bound);
    }

    /// <summary>Adds a linear layer with a norm before it and hence without bias.</summary>
    public void AddNormedLinear(string name, int outputs, int inputs, double scale)
    {
        AddNorm($"{name}.norm", inputs);
        Add($"{name}.layer.weight", [outputs, inputs], InitialValue.UnitRows, scale);
    }

    /// <summary>Adds the three stacks of convolutions and the two dense layers behind them.</summary>
    /// <param name="inputs">Channels of what enters.</param>
    /// <param name="normsInput">Whether the first convolution too has a norm, and then no bias.</param>
    /// <param name="channels">Channels of the stacks.</param>
    /// <param name="frameHeight">Rows of what enters.</param>
    /// <param name="frameWidth">Columns of what enters.</param>
    /// <param name="hidden">Width of the transformer.</param>
    public void AddTrunk(int inputs, bool normsInput, IEnumerable<int> channels, int frameHeight, int frameWidth, int hidden)
    {
        var stack = 0;

        foreach (var outputs in channels)
        {
            AddStack($"net.img_process.cnn.stacks.{stack}", inputs, outputs, stack > 0 || normsInput);
            inputs = outputs;
            stack++;
        }

        var flat = inputs * (frameHeight / 8) * (frameWidth / 8);
        AddNormedLinear("net.img_process.cnn.dense", PolicyConfig.TrunkOutput, flat, 1.4);
        AddNormedLinear("net.img_process.linear", hidden, PolicyConfig.TrunkOutput, 1);
    }

    /// <summary>Adds the transformer's blocks, the layer after them, and the last norm.</summary>
    /// <param name="hidden">Width.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="layers">Blocks.</param>
    /// <param name="pointwiseRatio">Inner width of a block's two-layer network, in widths.</param>
    /// <param name="context">Distances for which there is a relative bias.</param>
    public void AddTransformer(int hidden, int heads, int layers, int pointwiseRatio, int context)
    {
        var residual = Math.Pow(layers, -0.5) * Math.Pow(2, -0.5);

        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"net.recurrent_layer.blocks.{layer}";
            AddNormedLinear($"{name}.mlp0", hidden * pointwiseRatio, hidden, 1);
            AddPlainLinear($"{name}.mlp1.layer", hidden, hidden * pointwiseRatio, residual);
            AddNorm($"{name}.pre_r_ln", hidden);

            var attention = $"{name}.r.orc_block";
            Add($"{attention}.b_nd", [PolicyConfig.RelativeBases, context], InitialValue.Normal, 0.2);
            AddPlainLinear($"{attention}.q_layer", hidden, hidden, 0.1);
            Add($"{attention}.k_layer.weight", [hidden, hidden], InitialValue.UnitRows, 0.2);
            Add($"{attention}.v_layer.weight", [hidden, hidden], InitialValue.UnitRows, Math.Sqrt(residual));
            AddPlainLinear($"{attention}.proj_layer", hidden, hidden, Math.Sqrt(residual));
            AddPlainLinear($"{attention}.r_layer", PolicyConfig.RelativeBases * heads, hidden, 0.1);
        }

        AddNormedLinear("net.lastlayer", hidden, hidden, 1);
        AddNorm("net.final_ln", hidden);
    }

    private void AddStack(string name, int inputs, int outputs, bool normsInput)
    {
        if (normsInput)
        {
            AddNorm($"{name}.firstconv.norm", inputs);
        }

        Add($"{name}.firstconv.layer.weight", [outputs, inputs, 3, 3], InitialValue.UnitRows, 1);

        if (!normsInput)
        {
            Add($"{name}.firstconv.layer.bias", [outputs], InitialValue.Constant, 0);
        }

        AddNorm($"{name}.n", outputs);

        foreach (var conv in new[] { "blocks.0.conv0", "blocks.0.conv1", "blocks.1.conv0", "blocks.1.conv1" })
        {
            AddNorm($"{name}.{conv}.norm", outputs);
            Add($"{name}.{conv}.layer.weight", [outputs, outputs, 3, 3], InitialValue.UnitRows, BlockScale);
        }
    }

    private void AddPlainLinear(string name, int outputs, int inputs, double scale)
    {
        Add($"{name}.weight", [outputs, inputs], InitialValue.UnitRows, scale);
        Add($"{name}.bias", [outputs], InitialValue.Constant, 0);
    }
}

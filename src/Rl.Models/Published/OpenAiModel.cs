namespace Rl.Models;

/// <summary>Reads the published <c>.model</c> files, which describe a model's shape, and writes such files.</summary>
public static class OpenAiModel
{
    private static readonly int[] PublishedChannels = [16, 32, 32];

    /// <summary>What a <c>.model</c> file describes.</summary>
    /// <exception cref="DamagedCheckpointException">The file is damaged or describes no model.</exception>
    public static ModelKind KindOf(string path) => ModelDescription.Read(path, description => description.Kind);

    /// <summary>The policy that a <c>.model</c> file describes. Settings that no policy needs are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="heads">Attention heads, as the weights tell them, for a file that does not.</param>
    /// <exception cref="DamagedCheckpointException">The file is damaged or describes something else.</exception>
    /// <exception cref="WrongModelKindException">The file describes the inverse dynamics model.</exception>
    public static PolicyConfig Read(string path, int? heads = null) => ModelDescription.Read(path, model =>
    {
        WrongModelKindException.ThrowIfNot(ModelKind.Policy, model.Kind, path);
        model.Demand("recurrence_type", "transformer");
        model.Demand("attention_mask_style", "clipped_causal");
        var image = model.Wholes("img_shape");

        return new PolicyConfig
        {
            FrameHeight = image[0],
            FrameWidth = image[1],
            HiddenSize = model.Whole("hidsize"),
            Heads = model.Heads(heads),
            Layers = model.Whole("n_recurrence_layers"),
            Timesteps = model.Whole("timesteps"),
            MemorySize = model.Whole("attention_memory_size"),
            ImpalaChannels = model.Wholes("impala_chans", PublishedChannels),
            ImpalaWidth = model.Real("impala_width"),
            PointwiseRatio = model.Whole("pointwise_ratio"),
            Temperature = model.Temperature,
        }.Validated();
    });

    /// <summary>The inverse dynamics model that a <c>.model</c> file describes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="heads">Attention heads, as the weights tell them, for a file that does not.</param>
    /// <exception cref="DamagedCheckpointException">The file is damaged or describes something else.</exception>
    /// <exception cref="WrongModelKindException">The file describes a policy.</exception>
    public static InverseDynamicsConfig ReadInverseDynamics(string path, int? heads = null) => ModelDescription.Read(path, model =>
    {
        const int Padding = TemporalConvolution.Padding;
        WrongModelKindException.ThrowIfNot(ModelKind.InverseDynamics, model.Kind, path);
        model.Demand("recurrence_type", "transformer");
        model.Demand("attention_mask_style", "none");
        model.Demand("number of colours", model.Temporal("inchan"), 3);
        model.Demand("kernel over time", model.Temporal("kernel_size"), InverseDynamicsConfig.TemporalKernel, 1, 1);
        model.Demand("padding over time", model.Temporal("padding"), Padding, 0, 0);
        var (image, channels, window) = (model.Wholes("img_shape"), model.Temporal("outchan")[0], model.Whole("timesteps"));
        model.Demand("number of channels after the convolution over time (img_shape)", [image[2]], channels);
        model.Demand("memory (attention_memory_size, in which nothing is left beside the window)", [model.Whole("attention_memory_size", window)], window);

        return new InverseDynamicsConfig
        {
            FrameHeight = image[0],
            FrameWidth = image[1],
            TemporalChannels = channels,
            HiddenSize = model.Whole("hidsize"),
            Heads = model.Heads(heads),
            Layers = model.Whole("n_recurrence_layers"),
            Window = window,
            ImpalaChannels = model.Wholes("impala_chans", PublishedChannels),
            ImpalaWidth = model.Real("impala_width"),
            PointwiseRatio = model.Whole("pointwise_ratio"),
            Temperature = model.Temperature,
        }.Validated();
    });

    /// <summary>Writes a <c>.model</c> file from which the reference builds this policy. Of an auxiliary value head it says nothing.</summary>
    public static void Write(string path, PolicyConfig config)
    {
        var net = Common(config.HiddenSize, config.Heads, config.Layers, config.PointwiseRatio, config.ImpalaChannels, config.ImpalaWidth);
        net["attention_mask_style"] = "clipped_causal";
        net["attention_memory_size"] = config.MemorySize;
        net["diff_mlp_embedding"] = false;
        net["img_shape"] = List(config.FrameHeight, config.FrameWidth, 3);
        net["timesteps"] = config.Timesteps;
        Write(path, net, config.Temperature);
    }

    /// <summary>Writes a <c>.model</c> file from which the reference builds this inverse dynamics model.</summary>
    /// <exception cref="ArgumentException">The model uses its last layer, which the reference drops.</exception>
    public static void Write(string path, InverseDynamicsConfig config)
    {
        if (config.UseLastLayer)
        {
            throw new ArgumentException(
                "The model uses its last layer, which the reference drops, so that it would answer otherwise there. Train one with UseLastLayer off.",
                nameof(config));
        }

        var net = Common(config.HiddenSize, config.Heads, config.Layers, config.PointwiseRatio, config.ImpalaChannels, config.ImpalaWidth);
        net["attention_mask_style"] = "none";
        net["attention_memory_size"] = config.Window;
        net["conv3d_params"] = new Dictionary<object, object?>
        {
            ["inchan"] = 3,
            ["outchan"] = config.TemporalChannels,
            ["kernel_size"] = List(InverseDynamicsConfig.TemporalKernel, 1, 1),
            ["padding"] = List(TemporalConvolution.Padding, 0, 0),
        };
        net["img_shape"] = List(config.FrameHeight, config.FrameWidth, config.TemporalChannels);
        net["single_output"] = true;
        net["timesteps"] = config.Window;
        Write(path, net, config.Temperature);
    }

    private static Dictionary<object, object?> Common(
        int hidden, int heads, int layers, int pointwiseRatio, int[] impalaChannels, double impalaWidth) => new()
        {
            ["attention_heads"] = heads,
            ["hidsize"] = hidden,
            ["impala_chans"] = List(impalaChannels),
            ["impala_kwargs"] = new Dictionary<object, object?> { ["post_pool_groups"] = 1 },
            ["impala_width"] = impalaWidth,
            ["init_norm_kwargs"] = new Dictionary<object, object?> { ["batch_norm"] = false, ["group_norm_groups"] = 1 },
            ["n_recurrence_layers"] = layers,
            ["only_img_input"] = true,
            ["pointwise_ratio"] = pointwiseRatio,
            ["pointwise_use_activation"] = false,
            ["recurrence_is_residual"] = true,
            ["recurrence_type"] = "transformer",
            ["use_pointwise_layer"] = true,
            ["use_pre_lstm_ln"] = false,
        };

    private static void Write(string path, Dictionary<object, object?> net, double temperature)
    {
        var model = new Dictionary<object, object?>
        {
            ["args"] = new Dictionary<object, object?>
            {
                ["net"] = new Dictionary<object, object?> { ["args"] = net },
                ["pi_head_opts"] = new Dictionary<object, object?> { ["temperature"] = temperature },
            },
        };
        var temporary = $"{path}.tmp";
        File.WriteAllBytes(temporary, PickleWriter.Write(new Dictionary<object, object?> { ["model"] = model }));
        File.Move(temporary, path, overwrite: true);
    }

    private static List<object?> List(params int[] numbers) => [.. numbers.Select(number => (object?)number)];
}

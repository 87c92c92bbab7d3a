using System.Globalization;

namespace Rl.Models;

/// <summary>Reads the published <c>.model</c> files, which describe a policy's shape.</summary>
public static class OpenAiModel
{
    private const string Cure = "Is it a policy's .model file, wholly downloaded? (The inverse dynamics model is another kind.)";

    /// <summary>The configuration that a <c>.model</c> file describes. Settings that no policy needs are passed over.</summary>
    /// <exception cref="DamagedCheckpointException">The file is damaged or describes another kind of model.</exception>
    public static PolicyConfig Read(string path)
    {
        try
        {
            var root = Child((Dictionary<object, object?>)PickleReader.Read(File.ReadAllBytes(path))!, "model", "args");

            return Config(path, Child(root, "net", "args"), Child(root, "pi_head_opts"));
        }
        catch (Exception damage) when (damage is InvalidDataException or InvalidCastException or NullReferenceException
            or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            throw new DamagedCheckpointException(path, $"does not describe a policy: {damage.Message}", Cure, damage);
        }
    }

    private static PolicyConfig Config(string path, Dictionary<object, object?> net, Dictionary<object, object?> head)
    {
        Demand(path, net, "recurrence_type", "transformer");
        Demand(path, net, "attention_mask_style", "clipped_causal");
        int[] image = Whole(net["img_shape"]);

        return new PolicyConfig
        {
            FrameHeight = image[0],
            FrameWidth = image[1],
            HiddenSize = checked((int)Number(net["hidsize"])),
            Heads = checked((int)Number(net["attention_heads"])),
            Layers = checked((int)Number(net["n_recurrence_layers"])),
            Timesteps = checked((int)Number(net["timesteps"])),
            MemorySize = checked((int)Number(net["attention_memory_size"])),
            ImpalaChannels = net.TryGetValue("impala_chans", out var channels) ? Whole(channels) : [16, 32, 32],
            ImpalaWidth = Number(net["impala_width"]),
            PointwiseRatio = checked((int)Number(net["pointwise_ratio"])),
            Temperature = Number(head["temperature"]),
        }.Validated();
    }

    private static void Demand(string path, Dictionary<object, object?> net, string key, string expected)
    {
        if (net.TryGetValue(key, out var found) && found as string != expected)
        {
            throw new DamagedCheckpointException(path, $"describes a model with {key} '{found}'; a policy has '{expected}'.", Cure);
        }
    }

    private static Dictionary<object, object?> Child(Dictionary<object, object?> parent, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            parent = (Dictionary<object, object?>)parent[key]!;
        }

        return parent;
    }

    private static int[] Whole(object? list)
    {
        return [.. ((IEnumerable<object?>)list!).Select(item => checked((int)Number(item)))];
    }

    // The published files write numbers as int, float or text.
    private static double Number(object? value)
    {
        return value switch
        {
            long whole => whole,
            double real => real,
            string text => double.Parse(text, CultureInfo.InvariantCulture),
            _ => throw new FormatException($"'{value}' is no number."),
        };
    }
}

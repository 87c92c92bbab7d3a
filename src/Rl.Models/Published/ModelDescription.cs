using System.Globalization;

namespace Rl.Models;

/// <summary>The settings of a published <c>.model</c> file, by the reference's names. Settings that no model needs are passed over.</summary>
internal sealed class ModelDescription
{
    private const string Cure = "Is it a .model file, wholly downloaded?";

    private readonly string _path;
    private readonly Dictionary<object, object?> _net;
    private readonly Dictionary<object, object?> _head;

    private ModelDescription(string path, Dictionary<object, object?> net, Dictionary<object, object?> head)
    {
        _path = path;
        _net = net;
        _head = head;
    }

    /// <summary>What it describes: only the inverse dynamics model has a convolution over time and sees the future.</summary>
    public ModelKind Kind => _net.GetValueOrDefault("conv3d_params") is not null || _net.GetValueOrDefault("attention_mask_style") as string == "none"
        ? ModelKind.InverseDynamics
        : ModelKind.Policy;

    /// <summary>What the heads' logits are divided by.</summary>
    public double Temperature => Number(_head["temperature"]);

    /// <summary>Reads a file and makes something of it.</summary>
    /// <exception cref="DamagedCheckpointException">The file is damaged, hostile, or describes no model.</exception>
    public static T Read<T>(string path, Func<ModelDescription, T> make)
    {
        try
        {
            var root = Child((Dictionary<object, object?>)PickleReader.Read(File.ReadAllBytes(path))!, "model", "args");

            return make(new ModelDescription(path, Child(root, "net", "args"), Child(root, "pi_head_opts")));
        }
        catch (Exception damage) when (damage is InvalidDataException or InvalidCastException or NullReferenceException
            or KeyNotFoundException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new DamagedCheckpointException(path, $"does not describe a model: {damage.Message}", Cure, damage);
        }
    }

    /// <summary>A whole number.</summary>
    public int Whole(string key) => checked((int)Number(_net[key]));

    /// <summary>A whole number, or what the reference takes where there is none.</summary>
    public int Whole(string key, int missing) => _net.ContainsKey(key) ? Whole(key) : missing;

    /// <summary>A number.</summary>
    public double Real(string key) => Number(_net[key]);

    /// <summary>Whole numbers.</summary>
    public int[] Wholes(string key) => Wholes(_net[key]);

    /// <summary>Whole numbers, or what the reference takes where there are none.</summary>
    public int[] Wholes(string key, int[] missing) => _net.ContainsKey(key) ? Wholes(key) : missing;

    /// <summary>Whole numbers, or one, of the convolution over time.</summary>
    public int[] Temporal(string key) => ((Dictionary<object, object?>)_net["conv3d_params"]!)[key] is IEnumerable<object?> list
        ? Wholes(list)
        : [checked((int)Number(((Dictionary<object, object?>)_net["conv3d_params"]!)[key]))];

    /// <summary>The attention heads: the file's number, else that of the weights.</summary>
    public int Heads(int? ofWeights)
    {
        return _net.ContainsKey("attention_heads")
            ? Whole("attention_heads")
            : ofWeights ?? throw new FormatException("it does not say how many attention heads there are, and no weights were given to tell it.");
    }

    /// <summary>Refuses another text than expected; the setting may be missing.</summary>
    public void Demand(string key, string expected)
    {
        if (_net.TryGetValue(key, out var found) && found as string != expected)
        {
            throw new DamagedCheckpointException(_path, $"describes a model with {key} '{found}'; '{expected}' is what we know.", Cure);
        }
    }

    /// <summary>Refuses numbers other than expected.</summary>
    public void Demand(string what, int[] found, params int[] expected)
    {
        if (!found.AsSpan().SequenceEqual(expected))
        {
            throw new DamagedCheckpointException(
                _path, $"describes a model whose {what} is {string.Join(", ", found)}; {string.Join(", ", expected)} is what we know.", Cure);
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

    private static int[] Wholes(object? list) => [.. ((IEnumerable<object?>)list!).Select(item => checked((int)Number(item)))];

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

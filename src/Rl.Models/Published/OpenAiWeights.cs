using System.Globalization;
using System.IO.Compression;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Reads the published <c>.weights</c> files (torch's zip format) without running anything they contain, and writes such files.</summary>
public static class OpenAiWeights
{
    private const string Cure = "Download it again; the whole file must be there.";

    private static readonly Dictionary<string, ScalarType> Storages = new()
    {
        ["FloatStorage"] = ScalarType.Float32,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["DoubleStorage"] = ScalarType.Float64,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
    };

    /// <summary>A policy of the shape that the <c>.model</c> file describes, with the weights of the <c>.weights</c> file. The caller owns it.</summary>
    /// <param name="modelPath">The <c>.model</c> file.</param>
    /// <param name="weightsPath">The <c>.weights</c> file.</param>
    /// <param name="allowMismatch">Whether unknown and missing tensors are passed over; <paramref name="mismatch"/> then hears their names.</param>
    /// <param name="mismatch">Called once if anything was passed over: unknown names, missing names.</param>
    public static VptPolicy Load(
        string modelPath, string weightsPath, bool allowMismatch = false, Action<IReadOnlyList<string>, IReadOnlyList<string>>? mismatch = null)
    {
        WrongModelKindException.ThrowIfNot(ModelKind.Policy, OpenAiModel.KindOf(modelPath), modelPath);

        return Fill(weightsPath, allowMismatch, mismatch, heads => new VptPolicy(OpenAiModel.Read(modelPath, heads), 0), policy => policy.NamedTensors);
    }

    /// <summary>As <see cref="Load"/>, for the inverse dynamics model.</summary>
    public static InverseDynamicsModel LoadInverseDynamics(
        string modelPath, string weightsPath, bool allowMismatch = false, Action<IReadOnlyList<string>, IReadOnlyList<string>>? mismatch = null)
    {
        WrongModelKindException.ThrowIfNot(ModelKind.InverseDynamics, OpenAiModel.KindOf(modelPath), modelPath);

        return Fill(
            weightsPath,
            allowMismatch,
            mismatch,
            heads => new InverseDynamicsModel(OpenAiModel.ReadInverseDynamics(modelPath, heads), 0),
            model => model.NamedTensors);
    }

    /// <summary>Writes tensors as a <c>.weights</c> file that torch's loader accepts; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">In the order of the state dictionary; they stay the caller's.</param>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        var temporary = $"{path}.tmp";

        try
        {
            using (var file = File.Create(temporary))
            {
                var zip = new StoredZipWriter(file);
                zip.Add("archive/data.pkl", PickleWriter.Write(Describe(tensors)));

                for (var key = 0; key < tensors.Count; key++)
                {
                    var bytes = new byte[tensors[key].Tensor.numel() * tensors[key].Tensor.element_size()];
                    TensorBytes.CopyTo(tensors[key].Tensor, bytes);
                    zip.Add($"archive/data/{key}", bytes);
                }

                zip.Add("archive/version", "3\n"u8);
                zip.Finish();
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Every tensor of a <c>.weights</c> file, contiguous, by name. The caller owns them.</summary>
    /// <exception cref="DamagedCheckpointException">The file is damaged or no such file.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        var tensors = new Dictionary<string, Tensor>();

        try
        {
            using var zip = ZipFile.OpenRead(path);
            Read(zip, tensors);

            return tensors;
        }
        catch (Exception damage) when (damage is InvalidDataException or InvalidCastException or NullReferenceException
            or IndexOutOfRangeException or FormatException or OverflowException or ArgumentException or EndOfStreamException)
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw new DamagedCheckpointException(path, $"is not a whole .weights file: {damage.Message}", Cure, damage);
        }
    }

    private static TModel Fill<TModel>(
        string weightsPath,
        bool allowMismatch,
        Action<IReadOnlyList<string>, IReadOnlyList<string>>? mismatch,
        Func<int?, TModel> make,
        Func<TModel, IReadOnlyList<(string Name, Tensor Tensor)>> tensorsOf)
        where TModel : nn.Module
    {
        var tensors = Read(weightsPath);
        TModel? model = null;

        try
        {
            model = make(HeadsOf(tensors));
            var (unknown, missing) = NamedWeights.Load(tensorsOf(model), tensors, weightsPath, allowMismatch);

            if (unknown.Count + missing.Count > 0)
            {
                mismatch?.Invoke(unknown, missing);
            }

            return model;
        }
        catch
        {
            model?.Dispose();
            throw;
        }
        finally
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }
        }
    }

    /// <summary>Attention heads, told from the rows of the layer that weighs distances for each of them.</summary>
    private static int? HeadsOf(Dictionary<string, Tensor> tensors)
    {
        return tensors.TryGetValue("net.recurrent_layer.blocks.0.r.orc_block.r_layer.weight", out var rows) && rows.shape.Length == 2
            ? (int)(rows.shape[0] / PolicyConfig.RelativeBases)
            : null;
    }

    private static OrderedDictionary<object, object?> Describe(IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        var state = new OrderedDictionary<object, object?>();

        for (var key = 0; key < tensors.Count; key++)
        {
            var (name, tensor) = tensors[key];
            var type = Storages.FirstOrDefault(entry => entry.Value == tensor.dtype).Key
                ?? throw new ArgumentException($"A .weights file cannot hold {tensor.dtype} ('{name}').", nameof(tensors));
            var storage = new PickleObject(
                null, ["storage", new PickleClass("torch", type), key.ToString(CultureInfo.InvariantCulture), "cpu", tensor.numel()]);

            state.Add(name, new PickleObject(
                new PickleClass("torch._utils", "_rebuild_tensor_v2"),
                [storage, 0, Tuple(tensor.shape), Tuple(Strides(tensor.shape)), false, new OrderedDictionary<object, object?>()]));
        }

        return state;
    }

    private static object?[] Tuple(long[] numbers) => [.. numbers.Select(number => (object?)number)];

    /// <summary>Of a tensor in C order. As torch counts them, an axis without length does not bring those before it to 0.</summary>
    private static long[] Strides(long[] shape)
    {
        var strides = new long[shape.Length];
        var stride = 1L;

        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(shape[axis], 1);
        }

        return strides;
    }

    private static void Read(ZipArchive zip, Dictionary<string, Tensor> tensors)
    {
        // The folder inside the archive is 'archive' or the file's first name, so members are found by their ends.
        var pickle = zip.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new InvalidDataException("the archive has no data.pkl.");
        var prefix = pickle.FullName[..^"data.pkl".Length];
        var state = PickleReader.Read(Bytes(pickle)) as Dictionary<object, object?>
            ?? throw new InvalidDataException("its content is no dictionary of tensors.");
        using var scope = NewDisposeScope();
        var storages = new Dictionary<string, Tensor>();

        foreach (var (key, value) in state)
        {
            tensors.Add((string)key, Rebuild(zip, prefix, storages, (PickleObject)value!).DetachFromDisposeScope());
        }
    }

    private static Tensor Rebuild(ZipArchive zip, string prefix, Dictionary<string, Tensor> storages, PickleObject described)
    {
        if (described.Maker is PickleClass { Name: "_rebuild_parameter" })
        {
            return Rebuild(zip, prefix, storages, (PickleObject)described.Arguments[0]!);
        }

        if (described.Maker is not PickleClass { Module: "torch._utils", Name: "_rebuild_tensor_v2" })
        {
            throw new InvalidDataException($"it holds {described.Maker}, which is no tensor.");
        }

        var storage = Storage(zip, prefix, storages, ((PickleObject)described.Arguments[0]!).Arguments);
        var offset = (long)described.Arguments[1]!;
        long[] shape = [.. ((object?[])described.Arguments[2]!).Select(axis => (long)axis!)];
        long[] strides = [.. ((object?[])described.Arguments[3]!).Select(axis => (long)axis!)];
        var last = offset;

        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] < 0 || strides[axis] < 0)
            {
                throw new InvalidDataException("a tensor has a negative length or stride.");
            }

            last = checked(last + (Math.Max(shape[axis] - 1, 0) * strides[axis]));
        }

        var elements = shape.Aggregate(1L, (product, axis) => checked(product * axis));

        if (offset < 0 || shape.Length != strides.Length || (elements > 0 && last >= storage.numel()))
        {
            throw new InvalidDataException($"a tensor reaches to element {last} of a storage of {storage.numel()}.");
        }

        return elements == 0 ? empty(shape, storage.dtype) : storage.as_strided(shape, strides, offset).contiguous().clone();
    }

    private static Tensor Storage(ZipArchive zip, string prefix, Dictionary<string, Tensor> storages, object?[] reference)
    {
        var (type, key, count) = (((PickleClass)reference[1]!).Name, (string)reference[2]!, (long)reference[4]!);

        if (storages.TryGetValue(key, out var known))
        {
            return known;
        }

        if (!Storages.TryGetValue(type, out var element))
        {
            throw new InvalidDataException($"it holds numbers of the kind {type}, which no model has.");
        }

        var entry = zip.GetEntry($"{prefix}data/{key}") ?? throw new InvalidDataException($"the archive lacks data/{key}.");

        return storages[key] = TensorBytes.ToTensor(Bytes(entry), [count], element);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);

        return bytes;
    }
}

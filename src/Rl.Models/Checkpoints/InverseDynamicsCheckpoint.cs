using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rl.Models;

/// <summary>Saves an inverse dynamics model with its configuration, and reads it back.</summary>
public static class InverseDynamicsCheckpoint
{
    /// <summary>The model's name within a checkpoint's folder.</summary>
    public const string Name = "inverse-dynamics";

    /// <summary>Writes a checkpoint folder that holds this model alone.</summary>
    public static void Save(string folder, InverseDynamicsModel model)
    {
        CheckpointFolder.Write(folder, temporary => WriteFiles(temporary, Name, model), ModelKind.InverseDynamics);
    }

    /// <summary>Reads the model of a checkpoint folder, after comparing every file with the manifest. The caller owns it.</summary>
    /// <exception cref="DamagedCheckpointException">A file is missing, cut short, changed, or does not fit the configuration.</exception>
    /// <exception cref="WrongModelKindException">The folder holds a policy.</exception>
    public static InverseDynamicsModel Load(string folder)
    {
        WrongModelKindException.ThrowIfNot(ModelKind.InverseDynamics, CheckpointFolder.KindOf(folder), folder);
        CheckpointFolder.Verify(folder);

        return ReadFiles(folder, Name);
    }

    /// <summary>Writes <c>name.json</c> and <c>name.safetensors</c> into a folder, as a part of a larger checkpoint.</summary>
    public static void WriteFiles(string folder, string name, InverseDynamicsModel model)
    {
        ModelFiles.Write(folder, name, model.Config, model.NamedTensors);
    }

    /// <summary>Reads what <see cref="WriteFiles"/> wrote. The caller owns the model.</summary>
    /// <exception cref="DamagedCheckpointException">A file is unreadable or does not fit the configuration.</exception>
    public static InverseDynamicsModel ReadFiles(string folder, string name)
    {
        var model = new InverseDynamicsModel(ModelFiles.ReadConfig<InverseDynamicsConfig>(folder, name, config => config.Validated()), 0);

        try
        {
            ModelFiles.ReadTensors(folder, name, model.NamedTensors);

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// SHA-256, in hexadecimal, of everything that decides what the model says: names, shapes and bytes of its tensors, heads, temperature and
    /// the use of the last layer. The same weights have the same hash wherever they come from, so that labels can name their author.
    /// </summary>
    public static string Hash(InverseDynamicsModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(model.Config.Heads);
        Append(BitConverter.DoubleToInt64Bits(model.Config.Temperature));
        Append(model.Config.UseLastLayer ? 1 : 0);

        foreach (var (name, tensor) in model.NamedTensors)
        {
            var text = Encoding.UTF8.GetBytes(name);
            Append(text.Length);
            hash.AppendData(text);
            Append(tensor.shape.Length);
            Array.ForEach(tensor.shape, Append);
            var bytes = new byte[tensor.numel() * tensor.element_size()];
            TensorBytes.CopyTo(tensor, bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}

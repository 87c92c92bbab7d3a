using TorchSharp;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>Where a network lives and computes: the processor, or an NVIDIA GPU.</summary>
public static class ModelDevice
{
    /// <summary>The setting that is right everywhere.</summary>
    public const string Cpu = "cpu";

    private const string Cuda = "cuda";

    /// <summary>Reads a setting: <c>cpu</c>, <c>cuda</c> for the first GPU, or <c>cuda:N</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these, or this process can use no such GPU; the message says why.</exception>
    public static Device Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        TorchRuntime.Load();
        if (name == Cpu)
        {
            return CPU;
        }

        var index = IndexOf(name);
        if (!cuda_is_available())
        {
            throw new ArgumentException(
                $"'{name}' needs libtorch for CUDA and an NVIDIA driver, and {TorchRuntime.Flavor} finds no GPU. docs/gpu.md tells how to get both; "
                + "'cpu' needs neither.");
        }

        return index < cuda.device_count()
            ? new Device(DeviceType.CUDA, index)
            : throw new ArgumentException($"There is no '{name}': this machine has {cuda.device_count()} GPUs, counted from 0.");
    }

    /// <summary>A tensor on a device: itself if it is there, else a copy in the scope around the call. From pinned memory a GPU takes it without waiting.</summary>
    public static Tensor Upload(Tensor tensor, Device device)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(device);
        if (tensor.device_type == device.type)
        {
            return tensor;
        }

        using var scope = NewDisposeScope();
        var source = device.type == DeviceType.CUDA && tensor.device_type == DeviceType.CPU ? tensor.pin_memory() : tensor;

        return source.to(device, non_blocking: true).MoveToOuterDisposeScope();
    }

    private static int IndexOf(string name)
    {
        if (name == Cuda)
        {
            return 0;
        }

        return name.StartsWith($"{Cuda}:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(Cuda.Length + 1), out var index) && index >= 0
            ? index
            : throw new ArgumentException($"There is no device '{name}'; there are cpu, cuda, and cuda:N.");
    }
}

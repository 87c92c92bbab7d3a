using static TorchSharp.torch;

namespace Rl.Models.Kernels;

/// <summary>Where a float32 tensor's numbers lie, if they lie side by side in the CPU's memory: in C order, or with the second axis innermost.</summary>
internal static class DenseStorage
{
    /// <summary>The address of the first number; 0 if they do not lie so. It is good while the tensor lives.</summary>
    /// <param name="tensor">Any tensor.</param>
    /// <param name="isChannelsLast">Whether the second of four axes is innermost. Tensors of equal shape that agree here are laid out alike.</param>
    public static nint AddressOf(Tensor tensor, out bool isChannelsLast)
    {
        isChannelsLast = false;

        if (tensor.device_type != TorchSharp.DeviceType.CPU || tensor.dtype != ScalarType.Float32 || tensor.numel() == 0)
        {
            return 0;
        }

        if (tensor.is_contiguous())
        {
            return TensorBytes.Address(tensor);
        }

        if (tensor.dim() != 4)
        {
            return 0;
        }

        using var detached = tensor.detach();
        using var rows = detached.permute(0, 2, 3, 1);
        isChannelsLast = rows.is_contiguous();

        return isChannelsLast ? TensorBytes.Address(rows) : 0;
    }
}

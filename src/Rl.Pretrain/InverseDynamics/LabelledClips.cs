using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Pretrain.InverseDynamics;

/// <summary>Clips and what was done in them.</summary>
/// <param name="Frames"><c>[clips, margin + time + margin, height, width, 3] uint8</c>.</param>
/// <param name="Buttons"><c>[clips, time, 20] int64</c>, 0 or 1.</param>
/// <param name="Camera"><c>[clips, time, 2] int64</c>: bins of pitch and yaw.</param>
internal readonly record struct LabelledClips(Tensor Frames, Tensor Buttons, Tensor Camera)
{
    /// <summary>The same on a device.</summary>
    public LabelledClips On(Device device) =>
        new(ModelDevice.Upload(Frames, device), ModelDevice.Upload(Buttons, device), ModelDevice.Upload(Camera, device));
}

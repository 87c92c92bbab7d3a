using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Workers.Evaluation;

/// <summary>Players that need no policy.</summary>
public static class Players
{
    /// <summary>Draws both heads' classes uniformly: the floor that any policy has to leave behind.</summary>
    public static Player Random(ulong seed)
    {
        var random = new SeededRandom(seed);
        return (_, _) => JointActionCodec.Decode(
            new JointAction((ushort)random.Next(JointActionCodec.ButtonCount), (byte)random.Next(JointActionCodec.CameraCount)));
    }
}

namespace Rl.Workers.Protocol;

/// <summary>
/// Where everything lies in a fragment's body, little-endian, wide numbers first: versions int64, log-probabilities, values, rewards and
/// discounts float32, buttons uint16, camera, first and valid uint8, the policy's memory, and the frames.
/// </summary>
/// <param name="Slots">Slots of the fragment; values and frames have one more, which bootstraps.</param>
/// <param name="FrameBytes">Bytes of one frame.</param>
/// <param name="MemoryBytes">Bytes of the policy's memory at slot 0.</param>
public readonly record struct FragmentLayout(int Slots, int FrameBytes, int MemoryBytes)
{
    /// <summary>Bytes of a whole body.</summary>
    public int ByteCount => Frames.Offset + Frames.Length;

    internal (int Offset, int Length) Versions => (0, Slots * sizeof(long));

    internal (int Offset, int Length) LogProbabilities => After(Versions, Slots * sizeof(float));

    internal (int Offset, int Length) Values => After(LogProbabilities, (Slots + 1) * sizeof(float));

    internal (int Offset, int Length) Rewards => After(Values, Slots * sizeof(float));

    internal (int Offset, int Length) Discounts => After(Rewards, Slots * sizeof(float));

    internal (int Offset, int Length) Buttons => After(Discounts, Slots * sizeof(ushort));

    internal (int Offset, int Length) Camera => After(Buttons, Slots);

    internal (int Offset, int Length) First => After(Camera, Slots);

    internal (int Offset, int Length) Valid => After(First, Slots);

    internal (int Offset, int Length) Memory => After(Valid, MemoryBytes);

    internal (int Offset, int Length) Frames => After(Memory, checked((Slots + 1) * FrameBytes));

    private static (int Offset, int Length) After((int Offset, int Length) before, int length) => (before.Offset + before.Length, length);
}

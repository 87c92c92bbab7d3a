namespace Rl.Env.Actions;

/// <summary>
/// Translates between what a player holds and the policy's joint hierarchical action space: 8641 button combinations (a mixed-radix number over
/// nine exclusive groups, and inventory alone) and 121 camera pairs, as VPT defines them (arXiv 2206.11795, appendix C.2).
/// </summary>
public static class JointActionCodec
{
    /// <summary>Classes of the buttons head.</summary>
    public const int ButtonCount = 8641;

    /// <summary>Classes of the camera head.</summary>
    public const int CameraCount = 121;

    /// <summary>The camera class of no motion.</summary>
    public const byte NullCamera = 60;

    /// <summary>The buttons class that presses inventory and nothing else.</summary>
    public const ushort InventoryButtons = 8640;

    private const int CameraBins = 11;
    private const int CameraWeight = 1;

    // Each group is a digit of the mixed-radix number: the member's position in the array, from 1, times the weight.
    private static readonly (int Weight, Buttons[] Members)[] Groups =
    [
        (864, [Buttons.Hotbar1, Buttons.Hotbar2, Buttons.Hotbar3, Buttons.Hotbar4, Buttons.Hotbar5, Buttons.Hotbar6, Buttons.Hotbar7, Buttons.Hotbar8, Buttons.Hotbar9]),
        (288, [Buttons.Forward, Buttons.Back]),
        (96, [Buttons.Left, Buttons.Right]),
        (32, [Buttons.Sprint, Buttons.Sneak]),
        (16, [Buttons.Use]),
        (8, [Buttons.Drop]),
        (4, [Buttons.Attack]),
        (2, [Buttons.Jump]),
    ];

    private static readonly Buttons[] Combinations = ListCombinations();

    /// <summary>
    /// The joint action nearest to what a player does. Opposite directions cancel; of other rivals in a group the later wins; inventory drops
    /// everything else.
    /// </summary>
    public static JointAction Encode(MinecraftAction action)
    {
        var quantizer = CameraQuantizer.Default;
        return Encode(action.Buttons, quantizer.ToBin(action.PitchDegrees), quantizer.ToBin(action.YawDegrees));
    }

    /// <summary>As <see cref="Encode(MinecraftAction)"/>, for camera motions already in bins of 0 to 10.</summary>
    public static JointAction Encode(Buttons buttons, int pitchBin, int yawBin)
    {
        if ((buttons & Buttons.Inventory) != 0)
        {
            return new JointAction(InventoryButtons, NullCamera);
        }

        var camera = (pitchBin * CameraBins) + yawBin;
        var index = camera != NullCamera ? CameraWeight : 0;
        foreach (var (weight, members) in Groups)
        {
            index += weight * Digit(WithoutOpposites(buttons), members);
        }

        return new JointAction((ushort)index, (byte)camera);
    }

    /// <summary>What a player does for a joint action. The camera rests unless the combination includes it (inventory passes it on).</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its head.</exception>
    public static MinecraftAction Decode(JointAction action)
    {
        var (pitch, yaw) = CameraBinsOf(action);
        var quantizer = CameraQuantizer.Default;
        return new MinecraftAction(ButtonsOf(action), quantizer.ToDegrees(pitch), quantizer.ToDegrees(yaw));
    }

    /// <summary>The buttons of a joint action.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the head.</exception>
    public static Buttons ButtonsOf(JointAction action)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action.Buttons, ButtonCount);
        return Combinations[action.Buttons];
    }

    /// <summary>True if the camera head's choice takes effect with these buttons.</summary>
    public static bool UsesCamera(int buttons) => buttons == InventoryButtons || (buttons & CameraWeight) != 0;

    /// <summary>The pitch and yaw bins (0 to 10) that take effect.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the head.</exception>
    public static (int Pitch, int Yaw) CameraBinsOf(JointAction action)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action.Camera, CameraCount);
        var camera = UsesCamera(action.Buttons) ? action.Camera : NullCamera;
        return (camera / CameraBins, camera % CameraBins);
    }

    private static Buttons WithoutOpposites(Buttons buttons)
    {
        const Buttons forwardAndBack = Buttons.Forward | Buttons.Back;
        const Buttons leftAndRight = Buttons.Left | Buttons.Right;
        buttons = (buttons & forwardAndBack) == forwardAndBack ? buttons & ~forwardAndBack : buttons;
        return (buttons & leftAndRight) == leftAndRight ? buttons & ~leftAndRight : buttons;
    }

    private static int Digit(Buttons buttons, Buttons[] members)
    {
        for (var i = members.Length; i > 0; i--)
        {
            if ((buttons & members[i - 1]) != 0)
            {
                return i;
            }
        }

        return 0;
    }

    private static Buttons[] ListCombinations()
    {
        var combinations = new Buttons[ButtonCount];
        for (var index = 0; index < InventoryButtons; index++)
        {
            foreach (var (weight, members) in Groups)
            {
                var digit = index / weight % (members.Length + 1);
                combinations[index] |= digit == 0 ? Buttons.None : members[digit - 1];
            }
        }

        combinations[InventoryButtons] = Buttons.Inventory;
        return combinations;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rl.Env.Bridge.Contract;

namespace Rl.Env.Bridge;

/// <summary>What a game behind the bridge shows and takes, and the hash by which both ends make sure that they mean the same.</summary>
public static class BridgeSpaces
{
    /// <summary>The version of the contract that this end speaks.</summary>
    public const uint Protocol = 1;

    /// <summary>Names of <see cref="Actions.Buttons"/>' bits, lowest first, as MineRL has them.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "attack", "back", "forward", "jump", "left", "right", "sneak", "sprint", "use", "drop", "inventory",
        "hotbar.1", "hotbar.2", "hotbar.3", "hotbar.4", "hotbar.5", "hotbar.6", "hotbar.7", "hotbar.8", "hotbar.9",
    ];

    /// <summary>The spaces of a game that takes all of our actions.</summary>
    /// <param name="frame">Size of its frames.</param>
    public static Spaces Of(FrameSize frame)
    {
        var spaces = new Spaces { FrameHeight = (uint)frame.Height, FrameWidth = (uint)frame.Width, CameraDegrees = 180, StepsPerSecond = 20 };
        spaces.Keys.AddRange(Keys);
        return spaces;
    }

    /// <summary>SHA-256 over the text that the contract prescribes.</summary>
    public static byte[] Hash(Spaces spaces)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"frame={spaces.FrameHeight}x{spaces.FrameWidth}x3;keys={string.Join(',', spaces.Keys)};degrees={spaces.CameraDegrees};rate={spaces.StepsPerSecond}");
        return SHA256.HashData(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Says why our actions cannot be played in these spaces; null if they can.</summary>
    public static string? Misfit(Spaces spaces)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        return spaces switch
        {
            { FrameHeight: 0 or > 4320 } or { FrameWidth: 0 or > 7680 } => $"its frames are {spaces.FrameHeight}x{spaces.FrameWidth}",
            { StepsPerSecond: not 20 } => $"it takes {spaces.StepsPerSecond} steps a second, not 20",
            { CameraDegrees: < 180 } => $"it turns by {spaces.CameraDegrees} degrees at most, not by 180",
            _ when !spaces.Keys.SequenceEqual(Keys) => $"its keys are {string.Join(", ", spaces.Keys)}; expected {string.Join(", ", Keys)}",
            _ => null,
        };
    }
}

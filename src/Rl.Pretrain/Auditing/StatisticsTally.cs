using Rl.Env.Actions;
using Rl.Pretrain.Contractor;

namespace Rl.Pretrain.Auditing;

/// <summary>Counts frames of recorded play. One thread owns it.</summary>
internal sealed class StatisticsTally
{
    private const double FramesPerMinute = 20 * 60;
    private const Buttons AllButtons = (Buttons)((1 << FactoredAction.ButtonCount) - 1);
    private const UnplayableKeys AllKeys = UnplayableKeys.Escape | UnplayableKeys.SwapHands | UnplayableKeys.PickItem;

    private readonly Dictionary<string, long> _keys = RecorderKeys.NamesOf(AllButtons, AllKeys).ToDictionary(name => name, _ => 0L);
    private readonly long[] _pitch = new long[FactoredAction.CameraBins];
    private readonly long[] _yaw = new long[FactoredAction.CameraBins];
    private long _frames;
    private long _nulls;
    private long _emitted;
    private long _windows;

    /// <summary>Counts a frame.</summary>
    public void Add(FactoredAction action, UnplayableKeys unplayable, bool isNull, bool isEmitted, bool isGuiOpen)
    {
        _frames++;
        _nulls += isNull ? 1 : 0;
        _emitted += isEmitted ? 1 : 0;
        _windows += isGuiOpen ? 1 : 0;
        _pitch[action.PitchBin]++;
        _yaw[action.YawBin]++;
        foreach (var name in RecorderKeys.NamesOf(action.Buttons, unplayable))
        {
            _keys[name]++;
        }
    }

    /// <summary>What was counted.</summary>
    public DataStatistics ToStatistics(string kind, int episodes, bool knowsWindows, IReadOnlyDictionary<string, int>? milestones, IReadOnlyList<DataFault> leftOut)
    {
        var whole = Math.Max(1, _frames);
        return new DataStatistics
        {
            Kind = kind,
            Episodes = episodes,
            Frames = _frames,
            Minutes = _frames / FramesPerMinute,
            NullShare = (double)_nulls / whole,
            EmittedShare = (double)_emitted / whole,
            GuiShare = knowsWindows ? (double)_windows / whole : null,
            Keys = _keys.ToDictionary(key => key.Key, key => (double)key.Value / whole),
            PitchBins = _pitch,
            YawBins = _yaw,
            Milestones = milestones,
            LeftOut = leftOut,
        };
    }
}

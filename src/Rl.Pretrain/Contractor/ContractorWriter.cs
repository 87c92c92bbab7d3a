using System.Text.Json;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.World;
using Rl.Env.World.Windows;

namespace Rl.Pretrain.Contractor;

/* ContractorWriter must
 * - write lines as the contractors' recorder did, so that whatever reads those reads ours
 * - let ContractorRecording read back, corrected, exactly the actions that were written, for every tick; what cannot be told so is refused
 * - leave no file that looks finished when it is not (hence the temporary name)
 */

/// <summary>
/// Writes an episode of the embedded world as the contractors' recorder wrote play: a jsonl file, line t with what was seen before action t, the
/// action, and the hotbar after it. Motion is written in mouse pixels of 0.15 degrees, with as many digits as its degrees need to come back
/// exactly; the cursor in pixels of a window of 1280 × 720.
/// </summary>
public sealed class ContractorWriter : IDisposable
{
    private const string TemporarySuffix = ".part";
    private const Buttons MouseButtons = Buttons.Attack | Buttons.Use;
    private const int MillisecondsPerTick = 50;
    private const int FlushBytes = 1 << 16;

    // The recorder's window has twice as many pixels as the world's screen of 640 × 360 on both axes.
    private static readonly double WindowPixelsPerScreenPixel = RecorderScale.Lines / (double)FrameSize.Native.Height;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private WorldObservation _seen;
    private Buttons? _buttonsBefore;
    private bool _isComplete;

    /// <summary>Begins a recording.</summary>
    /// <param name="path">The jsonl file, which gets its name with <see cref="Complete"/>; a file of that name is replaced then.</param>
    /// <param name="first">The world as the first frame shows it.</param>
    public ContractorWriter(string path, WorldObservation first)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(first);
        (_path, _seen) = (path, first);
        _file = File.Create(path + TemporarySuffix);
        _json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>Lines written.</summary>
    public int Lines { get; private set; }

    /// <summary>Writes the next line.</summary>
    /// <param name="action">What was done; its motions are 0 or 1e-9 to 180 degrees in magnitude.</param>
    /// <param name="after">The world after it, as the next frame shows it.</param>
    /// <exception cref="ArgumentException">
    /// The action cannot be told in the format: a button is unknown, a motion out of range, or the hotbar changed by something else than one of
    /// the action's keys. Nothing is written.
    /// </exception>
    public void Append(MinecraftAction action, WorldObservation after)
    {
        ArgumentNullException.ThrowIfNull(after);
        ObjectDisposedException.ThrowIf(_isComplete, this);
        RequireTellable(action, after);
        WriteLine(action, after);
        _buffer.WriteByte((byte)'\n');
        if (_buffer.Length >= FlushBytes)
        {
            Drain();
        }

        (_seen, _buttonsBefore) = (after, action.Buttons);
        Lines++;
    }

    /// <summary>Ends the recording and gives the file its name.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_isComplete, this);
        Drain();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_path + TemporarySuffix, _path, overwrite: true);
        _isComplete = true;
    }

    /// <summary>Ends the writing; a recording that is not complete is deleted.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (!_isComplete)
        {
            // On a full disk the last buffer fails again. Nobody wants it: the file goes.
        }
        finally
        {
            if (!_isComplete)
            {
                File.Delete(_path + TemporarySuffix);
            }
        }
    }

    private void RequireTellable(MinecraftAction action, WorldObservation after)
    {
        action.RequireButtons();

        // Readers take a change of the hotbar for a press, except in the first line.
        if (_buttonsBefore is not null && after.SelectedSlot != _seen.SelectedSlot && !action.Buttons.Holds(RecorderKeys.Hotbar(after.SelectedSlot)))
        {
            throw new ArgumentException(
                $"The hotbar went from slot {_seen.SelectedSlot} to {after.SelectedSlot} without its key: readers would see a press that was none.", nameof(after));
        }

        MouseMotion.RequireTellable(action.PitchDegrees);
        MouseMotion.RequireTellable(action.YawDegrees);
    }

    private void WriteLine(MinecraftAction action, WorldObservation after)
    {
        // Before the first line nobody knows what was held: a left button that alone is new there means one that is stuck.
        var pressed = _buttonsBefore is { } before ? action.Buttons & ~before : Buttons.None;
        var location = _seen.LocationStats;
        _json.Reset();
        _json.WriteStartObject();
        WriteMouse(action, pressed);
        WriteKeyboard(action.Buttons, pressed);
        _json.WriteBoolean("isGuiOpen", _seen.IsGuiOpen);
        _json.WriteBoolean("isGuiInventory", _seen.Window == WindowKind.Player);
        _json.WriteNumber("hotbar", after.SelectedSlot);
        _json.WriteNumber("yaw", location.Yaw);
        _json.WriteNumber("pitch", location.Pitch);
        _json.WriteNumber("xpos", location.X);
        _json.WriteNumber("ypos", location.Y);
        _json.WriteNumber("zpos", location.Z);
        _json.WriteNumber("tick", _seen.Tick);
        _json.WriteNumber("milli", _seen.Tick * MillisecondsPerTick);
        WriteInventory();
        _json.WriteNumber("serverTick", _seen.Tick);
        _json.WriteNumber("serverTickDurationMs", MillisecondsPerTick);
        WriteStatistics();
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteMouse(MinecraftAction action, Buttons pressed)
    {
        Span<byte> number = stackalloc byte[MouseMotion.MaximumBytes];
        _json.WriteStartObject("mouse");
        _json.WriteNumber("x", _seen.Cursor.X * WindowPixelsPerScreenPixel);
        _json.WriteNumber("y", _seen.Cursor.Y * WindowPixelsPerScreenPixel);
        _json.WritePropertyName("dx");
        _json.WriteRawValue(number[..MouseMotion.Write(action.YawDegrees, number)], skipInputValidation: true);
        _json.WritePropertyName("dy");
        _json.WriteRawValue(number[..MouseMotion.Write(action.PitchDegrees, number)], skipInputValidation: true);
        _json.WriteNumber("scaledX", 0);
        _json.WriteNumber("scaledY", 0);
        _json.WriteNumber("dwheel", 0);
        WriteMouseButtons("buttons", action.Buttons & MouseButtons);
        WriteMouseButtons("newButtons", pressed & MouseButtons);
        _json.WriteEndObject();
    }

    private void WriteMouseButtons(string field, Buttons buttons)
    {
        _json.WriteStartArray(field);
        if (buttons.Holds(Buttons.Attack))
        {
            _json.WriteNumberValue(0);
        }

        if (buttons.Holds(Buttons.Use))
        {
            _json.WriteNumberValue(1);
        }

        _json.WriteEndArray();
    }

    private void WriteKeyboard(Buttons held, Buttons pressed)
    {
        _json.WriteStartObject("keyboard");
        WriteKeys("keys", held);
        WriteKeys("newKeys", pressed);
        _json.WriteString("chars", string.Empty);
        _json.WriteEndObject();
    }

    private void WriteKeys(string field, Buttons keys)
    {
        _json.WriteStartArray(field);
        foreach (var name in RecorderKeys.KeyboardNames(keys))
        {
            _json.WriteStringValue(name);
        }

        _json.WriteEndArray();
    }

    private void WriteInventory()
    {
        _json.WriteStartArray("inventory");
        foreach (var (item, count) in _seen.Inventory)
        {
            _json.WriteStartObject();
            _json.WriteString("type", item);
            _json.WriteNumber("quantity", count);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <summary>Counts by the names that Minecraft gives them, such as minecraft.mined:minecraft.oak_log.</summary>
    private void WriteStatistics()
    {
        _json.WriteStartObject("stats");
        foreach (var (group, counts) in _seen.Statistics)
        {
            foreach (var (id, count) in counts)
            {
                _json.WriteNumber($"minecraft.{StatisticName(group)}:minecraft.{id}", count);
            }
        }

        _json.WriteEndObject();
    }

    private static string StatisticName(string group) => group switch
    {
        "mine_block" => "mined",
        "craft_item" => "crafted",
        "use_item" => "used",
        "break_item" => "broken",
        "pickup" => "picked_up",
        "drop" => "dropped",
        "kill_entity" => "killed",
        _ => group,
    };

    private void Drain()
    {
        _file.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
        _buffer.SetLength(0);
    }
}

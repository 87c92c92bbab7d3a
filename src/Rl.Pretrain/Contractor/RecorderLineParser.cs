using System.Text.Json;

namespace Rl.Pretrain.Contractor;

/// <summary>Reads one line of a recording. Fields it does not know are passed over; of one that stands twice the later counts.</summary>
internal static class RecorderLineParser
{
    private const int LongestKey = 64;

    /// <summary>Reads a line.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <exception cref="JsonException">It is not, or a field is of another kind than the recorder's; tells the byte.</exception>
    public static RecorderLine Parse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, isFinalBlock: true, state: default);
        json.Read();
        Require(json, JsonTokenType.StartObject, "a line", "an object");
        var line = default(RecorderLine);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            line = ReadField(ref json, line);
        }

        // Asking for what comes after the object finds what should not be there.
        json.Read();
        return line;
    }

    private static RecorderLine ReadField(ref Utf8JsonReader json, RecorderLine line)
    {
        if (json.ValueTextEquals("mouse"u8))
        {
            return ReadMouse(ref json, line);
        }

        if (json.ValueTextEquals("keyboard"u8))
        {
            return ReadKeyboard(ref json, line);
        }

        if (json.ValueTextEquals("hotbar"u8))
        {
            return line with { Hotbar = ReadHotbar(ref json) };
        }

        if (json.ValueTextEquals("isGuiOpen"u8))
        {
            return line with { IsGuiOpen = ReadFlag(ref json) };
        }

        json.Skip();
        return line;
    }

    private static RecorderLine ReadMouse(ref Utf8JsonReader json, RecorderLine line)
    {
        var mouse = new RecorderLine { Keyboard = line.Keyboard, Hotbar = line.Hotbar, IsGuiOpen = line.IsGuiOpen };
        if (!EntersObject(ref json, "mouse"))
        {
            return mouse;
        }

        mouse = mouse with { HasMouse = true };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("dx"u8))
            {
                mouse = mouse with { Right = ReadMotion(ref json, "mouse.dx") };
            }
            else if (json.ValueTextEquals("dy"u8))
            {
                mouse = mouse with { Down = ReadMotion(ref json, "mouse.dy") };
            }
            else if (json.ValueTextEquals("x"u8))
            {
                mouse = mouse with { CursorX = ReadNumber(ref json, "mouse.x") };
            }
            else if (json.ValueTextEquals("y"u8))
            {
                mouse = mouse with { CursorY = ReadNumber(ref json, "mouse.y") };
            }
            else if (json.ValueTextEquals("buttons"u8))
            {
                mouse = mouse with { MouseButtons = ReadButtons(ref json, "mouse.buttons") };
            }
            else if (json.ValueTextEquals("newButtons"u8))
            {
                mouse = mouse with { NewMouseButtons = ReadButtons(ref json, "mouse.newButtons") };
            }
            else
            {
                json.Skip();
            }
        }

        return mouse;
    }

    private static RecorderLine ReadKeyboard(ref Utf8JsonReader json, RecorderLine line)
    {
        line = line with { Keyboard = null };
        if (!EntersObject(ref json, "keyboard"))
        {
            return line;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("keys"u8))
            {
                line = line with { Keyboard = ReadKeys(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return line;
    }

    private static RecorderPress? ReadKeys(ref Utf8JsonReader json)
    {
        if (!EntersList(ref json, "keyboard.keys"))
        {
            return null;
        }

        Span<byte> name = stackalloc byte[LongestKey];
        var keys = default(RecorderPress);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Require(json, JsonTokenType.String, "keyboard.keys", "a list of strings");
            var isKey = json.ValueSpan.Length <= LongestKey;
            keys = keys.With(isKey ? RecorderKeys.Find(name[..json.CopyString(name)]) : default);
        }

        return keys;
    }

    private static RecorderPress? ReadButtons(ref Utf8JsonReader json, string field)
    {
        if (!EntersList(ref json, field))
        {
            return null;
        }

        var buttons = default(RecorderPress);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Require(json, JsonTokenType.Number, field, "a list of numbers");
            buttons = buttons.With(json.TryGetInt32(out var button) ? RecorderKeys.Mouse(button) : default);
        }

        return buttons;
    }

    private static MouseMotion? ReadMotion(ref Utf8JsonReader json, string field)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Require(json, JsonTokenType.Number, field, "a number of pixels");
        var motion = MouseMotion.Read(ref json);
        return double.IsFinite(motion.Degrees) ? motion : throw Refuse(json, $"{field} is out of range");
    }

    private static double? ReadNumber(ref Utf8JsonReader json, string field)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Require(json, JsonTokenType.Number, field, "a number");
        return json.GetDouble();
    }

    private static int? ReadHotbar(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Require(json, JsonTokenType.Number, "hotbar", "a slot from 0 to 8");
        return json.TryGetInt32(out var slot) && slot is >= 0 and <= 8 ? slot : throw Refuse(json, "hotbar is no slot from 0 to 8");
    }

    private static bool? ReadFlag(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw Refuse(json, "isGuiOpen is neither true nor false"),
        };
    }

    private static bool EntersObject(ref Utf8JsonReader json, string field)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        Require(json, JsonTokenType.StartObject, field, "an object");
        return true;
    }

    private static bool EntersList(ref Utf8JsonReader json, string field)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        Require(json, JsonTokenType.StartArray, field, "a list");
        return true;
    }

    private static void Require(in Utf8JsonReader json, JsonTokenType expected, string field, string kind)
    {
        if (json.TokenType != expected)
        {
            throw Refuse(json, $"{field} is not {kind}");
        }
    }

    private static JsonException Refuse(in Utf8JsonReader json, string reason) =>
        new($"{reason}.", path: null, lineNumber: 0, bytePositionInLine: json.TokenStartIndex);
}

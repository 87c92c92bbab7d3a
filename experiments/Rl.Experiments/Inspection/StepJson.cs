using System.Text.Json;
using Rl.Pretrain.Contractor;

namespace Rl.Experiments.Inspection;

/// <summary>Prints a recording's steps for machines: one JSON object a line.</summary>
public static class StepJson
{
    private const int FlushBytes = 1 << 16;

    /// <summary>
    /// Prints <c>{"index":…,"pressed":[…],"camera":[pitch,yaw],"null":…,"emitted":…,"joint":{"buttons":…,"camera":…}}</c> for every step. What was
    /// read before a damaged line is printed before the error comes.
    /// </summary>
    /// <param name="steps">The steps, read as they are printed.</param>
    /// <param name="output">Stays open.</param>
    public static void Write(IEnumerable<ContractorStep> steps, Stream output)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer);
        try
        {
            foreach (var step in steps)
            {
                Write(json, step);
                json.Flush();
                json.Reset();
                buffer.WriteByte((byte)'\n');
                if (buffer.Length >= FlushBytes)
                {
                    Drain(buffer, output);
                }
            }
        }
        finally
        {
            Drain(buffer, output);
        }
    }

    private static void Write(Utf8JsonWriter json, in ContractorStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("index", step.Index);
        json.WriteStartArray("pressed");
        foreach (var name in RecorderKeys.NamesOf(step.Buttons, step.Unplayable))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("camera");
        json.WriteNumberValue(step.PitchDegrees);
        json.WriteNumberValue(step.YawDegrees);
        json.WriteEndArray();
        json.WriteBoolean("null", step.IsNull);
        json.WriteBoolean("emitted", step.IsEmitted);
        var joint = step.Joint;
        json.WriteStartObject("joint");
        json.WriteNumber("buttons", joint.Buttons);
        json.WriteNumber("camera", joint.Camera);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Drain(MemoryStream buffer, Stream output)
    {
        output.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
        buffer.SetLength(0);
    }
}

using System.Globalization;
using System.Text.Json;
using Rl.Pretrain.Labelling;

namespace Rl.Experiments.Commands;

/// <summary>Prints how well actions were told.</summary>
internal static class LabelFigures
{
    /// <summary>Prints all figures for people, and where wanted as one line of JSON after them.</summary>
    public static void Print(LabelMetrics metrics, bool asJson)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"held out: {metrics.Frames:N0} frames, key F1 {Of(metrics.MicroF1)}, key accuracy {Of(metrics.KeyAccuracy)}, mouse R² {Of(metrics.MouseR2)} (pitch {Of(metrics.PitchR2)}, yaw {Of(metrics.YawR2)})"));
        foreach (var key in metrics.Keys.Where(key => key.Pressed + key.Told > 0))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {key.Key,-10} F1 {Of(key.F1)}, held {key.Pressed:N0}, told {key.Told:N0}, right {key.Right:N0}"));
        }

        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(metrics, JsonSerializerOptions.Web));
        }
    }

    /// <summary>A figure with three digits; a dash where nothing was there to be measured.</summary>
    public static string Of(double? value) => value is { } figure ? figure.ToString("F3", CultureInfo.InvariantCulture) : "-";
}

using Rl.Pretrain.Video;

namespace Rl.Experiments.Doctor;

/// <summary>Whether videos can be read and written, and how.</summary>
public static class EncoderCheck
{
    private const string Check = "ffmpeg";
    private const string Cure = "apt-get install ffmpeg (Debian, Ubuntu), dnf install ffmpeg (Fedora), or https://ffmpeg.org/download.html";

    /// <summary>Examines the encoder.</summary>
    public static async Task<Finding> ExamineAsync(string encoder, CancellationToken cancellation)
    {
        try
        {
            var found = await VideoEncoders.ListAsync(encoder, cancellation).ConfigureAwait(false);
            string[] ours = [.. VideoEncoders.Used.Where(found.Contains)];
            return ours switch
            {
                [] => Finding.Warn(Check, $"'{encoder}' is there but has none of {string.Join(", ", VideoEncoders.Used)}", Cure),
                _ when ours.Contains(VideoEncoders.H264) => Finding.Ok(Check, $"writes {string.Join(", ", ours)}"),
                _ => Finding.Warn(Check, $"has no {VideoEncoders.H264}; videos become MPEG-4, which browsers do not play", Cure),
            };
        }
        catch (FfmpegMissingException)
        {
            return Finding.Warn(Check, $"'{encoder}' is not there: videos become folders of PNG pictures, and recorded videos cannot be read", Cure);
        }
    }
}

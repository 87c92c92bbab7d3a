namespace Rl.Pretrain.Contractor;

/// <summary>A video and what was done in it: a part of a contractor's session, five minutes at most. Each is an episode of its own.</summary>
/// <param name="Id">Path below the recordings' folder without ending, parts divided by /.</param>
/// <param name="VideoPath">The mp4 file.</param>
/// <param name="ActionsPath">The jsonl file.</param>
/// <param name="Lines">Its lines, all of which have been read once.</param>
/// <param name="Options">How lines become actions.</param>
public sealed record ContractorSegment(string Id, string VideoPath, string ActionsPath, int Lines, ContractorOptions Options)
{
    /// <summary>The steps, decoded as they are asked for: step i belongs to the video's frame i.</summary>
    public IEnumerable<ContractorStep> ReadSteps() => ContractorRecording.Read(ActionsPath, Options);
}

using Rl.Env.Frames;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Labelling;

namespace Rl.Pretrain.Recordings;

/// <summary>Lists what a store can be built of.</summary>
public static class StoreSources
{
    /// <summary>Recordings in the contractors' format: what was done is in their lines, the cursor is drawn in.</summary>
    /// <param name="folder">The recordings; what cannot be read is skipped when its turn comes.</param>
    /// <param name="cursor">What the cursor looks like.</param>
    public static IReadOnlyList<StoreEpisode> OfRecordings(ContractorFolder folder, CursorImage cursor)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return
        [
            .. folder.Ids.Select(id =>
            {
                var (video, actions) = folder.FilesOf(id);
                return new StoreEpisode(id, video, _ => Task.FromResult(Load(actions, folder.Options, cursor)));
            }),
        ];
    }

    /// <summary>Videos in which an inverse dynamics model says what was done.</summary>
    /// <param name="videos">The folder of videos, as it was labelled.</param>
    /// <param name="labels">The folder of labels.</param>
    /// <param name="cursor">Drawn into windows of videos with a contractor's jsonl beside them, as for labelling.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no video in it.</exception>
    public static IReadOnlyList<StoreEpisode> OfLabelledVideos(string videos, string labels, CursorImage cursor)
    {
        // The size is asked for by whoever opens a task's frames; nobody does here.
        var tasks = LabelSources.OfVideos(videos, Env.FrameSize.Native);
        return [.. tasks.Select(task => new StoreEpisode(task.Source, Path.Combine(videos, task.Source), _ => Task.FromResult(Load(videos, task, LabelRun.PathOf(labels, task.Name), cursor))))];
    }

    private static EpisodeActions Load(string path, ContractorOptions options, CursorImage cursor)
    {
        var steps = ContractorRecording.Read(path, options).ToArray();
        FrameAction[] actions = [.. steps.Select(step => new FrameAction(step.Joint, step.IsNull, step.IsEmitted))];
        return new EpisodeActions(actions, RecordedCursor.Over(steps, cursor), IsByPicture: true);
    }

    private static EpisodeActions Load(string videos, LabelTask task, string path, CursorImage cursor)
    {
        var shard = LabelShard.Read(path);
        if (shard.Header.Source != task.Source || shard.Header.SourceBytes != task.Bytes)
        {
            throw new DamagedDataException(
                $"'{path}' labels '{shard.Header.Source}' of {shard.Header.SourceBytes} bytes, not '{task.Source}' of {task.Bytes}. Label the videos again.");
        }

        FrameAction[] actions = [.. shard.Labels.Select(label => label.Action.ToJoint()).Select(joint => new FrameAction(joint, joint == Env.Actions.JointAction.Idle, IsEmitted: true))];
        var lines = Path.ChangeExtension(Path.Combine(videos, task.Source), ".jsonl");
        return File.Exists(lines)
            ? new EpisodeActions(actions, RecordedCursor.Over([.. ContractorRecording.Read(lines)], cursor), IsByPicture: true)
            : new EpisodeActions(actions);
    }
}

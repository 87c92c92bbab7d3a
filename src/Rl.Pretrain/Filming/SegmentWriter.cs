using Rl.Env.Actions;
using Rl.Env.World;
using Rl.Pretrain.Contractor;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Filming;

/* SegmentWriter must
 * - keep video and lines in step: whatever ends it early, neither stays without the other
 * - write frame t as it was before action t
 */

/// <summary>Writes a segment: a frame to the mp4 and a line to the jsonl for each step. Disposed before it is complete, it leaves nothing.</summary>
internal sealed class SegmentWriter : IAsyncDisposable
{
    private readonly string _id;
    private readonly string _videoPath;
    private readonly string _actionsPath;
    private readonly VideoWriter _video;
    private readonly ContractorWriter _actions;
    private bool _isComplete;

    private SegmentWriter(string root, string id, VideoWriter video, ContractorWriter actions)
    {
        (_id, _video, _actions) = (id, video, actions);
        (_videoPath, _actionsPath) = Paths(root, id);
    }

    /// <summary>Steps written.</summary>
    public int Steps => _actions.Lines;

    /// <summary>The files of a segment.</summary>
    public static (string Video, string Actions) Paths(string root, string id) => (Path.Combine(root, id + ".mp4"), Path.Combine(root, id + ".jsonl"));

    /// <summary>Begins a segment.</summary>
    /// <param name="root">The recordings' folder.</param>
    /// <param name="id">Path of the segment in it, without ending.</param>
    /// <param name="config">How frames are encoded.</param>
    /// <param name="first">The world as the first frame shows it.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<SegmentWriter> OpenAsync(string root, string id, VideoWriterConfig config, WorldObservation first, CancellationToken cancellation)
    {
        var (videoPath, actionsPath) = Paths(root, id);
        var video = await VideoWriter.OpenAsync(videoPath, config, cancellation).ConfigureAwait(false);
        try
        {
            return new SegmentWriter(root, id, video, new ContractorWriter(actionsPath, first));
        }
        catch
        {
            await video.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds the frame that the next action answers; may be reused afterwards.</summary>
    public ValueTask AddFrameAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) => _video.WriteAsync(frame, cancellation);

    /// <summary>Adds the action that answered the newest frame.</summary>
    public void AddAction(MinecraftAction action, WorldObservation after) => _actions.Append(action, after);

    /// <summary>Finishes both files and gives them their names.</summary>
    public async Task<FilmedSegment> CompleteAsync(CancellationToken cancellation)
    {
        await _video.CompleteAsync(cancellation).ConfigureAwait(false);
        _actions.Complete();
        var segment = new FilmedSegment
        {
            Id = _id,
            Frames = Steps,
            VideoBytes = new FileInfo(_videoPath).Length,
            VideoSha256 = ShardLayout.Sha256Of(_videoPath),
            ActionsBytes = new FileInfo(_actionsPath).Length,
            ActionsSha256 = ShardLayout.Sha256Of(_actionsPath),
        };
        _isComplete = true;
        return segment;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            _actions.Dispose();
        }
        finally
        {
            await _video.DisposeAsync().ConfigureAwait(false);
            if (!_isComplete)
            {
                File.Delete(_videoPath);
                File.Delete(_actionsPath);
            }
        }
    }
}

using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.Tasks;
using Rl.Env.World;
using Rl.Workers.Protocol;

namespace Rl.Workers.Acting;

/// <summary>One environment of an actor: the episode it is in, the actions since its reset, and the fragment that is open.</summary>
internal sealed class ActedEnvironment(TaskEnvironment world, Fragment open) : IAsyncDisposable
{
    private readonly List<JointAction> _actions = [];
    private readonly List<FinishedEpisode> _finished = [];

    public TaskEnvironment World { get; set; } = world;

    /// <summary>The fragment being filled; its first <see cref="Filled"/> slots are.</summary>
    public Fragment Open { get; set; } = open;

    public int Filled { get; set; }

    public ulong Incarnation { get; set; }

    /// <summary>How many incarnations this environment had, in this life of the worker.</summary>
    public int Incarnations { get; set; }

    public long Sequence { get; set; }

    /// <summary>Episodes begun, over all lives of the worker.</summary>
    public long Episode { get; set; }

    public long WorldSeed { get; set; }

    /// <summary>Steps after which this episode is truncated.</summary>
    public int StepLimit { get; set; }

    /// <summary>Draws the actions; its stream is begun anew with each episode.</summary>
    public SeededRandom Random { get; } = new(0);

    public StepKind Kind { get; set; }

    /// <summary>The environment's discount at the current frame; 0 at a termination.</summary>
    public float Discount { get; set; }

    /// <summary>Actions since the reset, enough to bring an equal world to the same state.</summary>
    public List<JointAction> Actions => _actions;

    /// <summary>Episodes that ended in the open fragment.</summary>
    public List<FinishedEpisode> Finished => _finished;

    public ActedEnvironmentState Save() => new()
    {
        Episode = Episode,
        WorldSeed = WorldSeed,
        Buttons = [.. Actions.Select(action => action.Buttons)],
        Camera = [.. Actions.Select(action => action.Camera)],
        Random = [Random.State.S0, Random.State.S1, Random.State.S2, Random.State.S3],
        Incarnation = Incarnation,
        Incarnations = Incarnations,
        Sequence = Sequence,
        Filled = Filled,
        Header = Open.Header,
        Body = Filled > 0 ? Open.Body.ToArray() : [],
        Finished = [.. Finished],
    };

    public void Restore(ActedEnvironmentState state)
    {
        if (state.Random.Length != 4 || state.Buttons.Length != state.Camera.Length
            || (state.Filled > 0 && state.Body.Length != Open.Layout.ByteCount))
        {
            throw new InvalidDataException("A saved environment does not fit these settings.");
        }

        Episode = state.Episode;
        WorldSeed = state.WorldSeed;
        _actions.Clear();
        _actions.AddRange(state.Buttons.Zip(state.Camera, (buttons, camera) => new JointAction(buttons, camera)));
        Random.State = (state.Random[0], state.Random[1], state.Random[2], state.Random[3]);
        Incarnation = state.Incarnation;
        Incarnations = state.Incarnations;
        Sequence = state.Sequence;
        Filled = state.Filled;
        Open.Header = state.Header;
        state.Body.CopyTo(Open.Body.Span);
        _finished.Clear();
        _finished.AddRange(state.Finished);
    }

    /// <summary>Begins the episode of <see cref="WorldSeed"/>.</summary>
    public async ValueTask<EnvStep> ResetAsync(CancellationToken cancellation)
    {
        var step = await World.ResetAsync(WorldSeed, cancellation).ConfigureAwait(false);
        World.StepLimit = StepLimit;
        return step;
    }

    /// <summary>Brings the world to where the saved actions lead; only the last frame is drawn.</summary>
    public async ValueTask<EnvStep> ReplayAsync(CancellationToken cancellation)
    {
        Draw(_actions.Count == 0);
        var step = await ResetAsync(cancellation).ConfigureAwait(false);

        for (var i = 0; i < _actions.Count; i++)
        {
            Draw(i == _actions.Count - 1);
            step = await World.StepAsync(JointActionCodec.Decode(_actions[i]), cancellation).ConfigureAwait(false);
        }

        Draw(true);
        return step;
    }

    public async ValueTask DisposeAsync()
    {
        Open.Dispose();
        await World.DisposeAsync().ConfigureAwait(false);
    }

    private void Draw(bool isDrawn)
    {
        if (World.Inner is VoxelWorld meadow)
        {
            meadow.RenderEnabled = isDrawn;
        }
    }
}

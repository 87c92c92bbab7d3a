using System.Text.Json;
using System.Text.Json.Serialization;
using Rl.Algorithms;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Bridge;
using Rl.Env.Tasks;
using Rl.Models;
using Rl.Workers.Protocol;
using Rl.Workers.Supervision;

namespace Rl.Workers;

/// <summary>All settings of a training run. Workers get them from the learner, so that nothing is said twice.</summary>
public sealed record TrainingConfig
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Which world or game is played, by its name in the catalog.</summary>
    public string Environment { get; init; } = "meadow";

    /// <summary>How a game behind the bridge is started or reached; embedded worlds need none of it.</summary>
    public BridgeConfig Bridge { get; init; } = new();

    /// <summary>What is rewarded, and how long an episode lasts.</summary>
    public TaskConfig Task { get; init; } = new();

    /// <summary>The policy's sizes; the frames' size is among them.</summary>
    public PolicyConfig Policy { get; init; } = PolicyConfig.Nano;

    /// <summary>How the policy learns.</summary>
    public PpgConfig Learner { get; init; } = new();

    /// <summary>
    /// The convolutions stay as they start and only the layers after them learn, from features that are computed once for the prior, the wake and
    /// the sleep together. Where convolutions are most of the work, as on a CPU, a learner takes in several times as many frames; what the start
    /// cannot see, the policy never learns to.
    /// </summary>
    public bool FreezeConvolutions { get; init; }

    /// <summary>Where the policy starts: a checkpoint's folder; null begins with random weights.</summary>
    public string? Init { get; init; }

    /// <summary>The frozen prior: a checkpoint's folder; null trains without one.</summary>
    public string? Prior { get; init; }

    /// <summary>How the prior's distributions are kept until the iteration ends.</summary>
    public DistributionStorage PriorStorage { get; init; } = DistributionStorage.Half;

    /// <summary>The seed from which every random stream of the run is derived.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Worker processes; in serial mode, actors that take turns.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Environments that each worker plays together in one batch.</summary>
    public int EnvironmentsPerWorker { get; init; } = 8;

    /// <summary>
    /// Each environment's first episode is cut short at another length, evenly spread up to the whole (these do not count as finished ones), so
    /// that an iteration sees all parts of an episode and not the same one everywhere.
    /// </summary>
    public bool StaggerEpisodes { get; init; } = true;

    /// <summary>Slots of a fragment.</summary>
    public int SlotsPerFragment { get; init; } = 128;

    /// <summary>Fragments an iteration learns from.</summary>
    public int FragmentsPerIteration { get; init; } = 32;

    /// <summary>Fragments that may wait for the learner; a full queue holds the workers up.</summary>
    public int QueuedFragments { get; init; } = 32;

    /// <summary>
    /// Workers act their share of an iteration and then wait for the policy learnt from it: next to no lag, but they idle while the learner
    /// learns, and it idles while they act. Off, they go on until the queue is full.
    /// </summary>
    public bool WaitForPolicy { get; init; }

    /// <summary>A fragment acted by a policy this many iterations old is still learnt from; an older one is dropped.</summary>
    public int MaxStaleness { get; init; } = 2;

    /// <summary>Iterations to make; 0 is no limit.</summary>
    public long Iterations { get; init; }

    /// <summary>Frames to learn from; 0 is no limit.</summary>
    public long Frames { get; init; }

    /// <summary>Minutes to train in this sitting; 0 is no limit. Not obeyed in serial mode, which knows no clock.</summary>
    public double Minutes { get; init; }

    /// <summary>A checkpoint is kept each time so many iterations are done; 0 keeps only the last.</summary>
    public int CheckpointEveryIterations { get; init; } = 10;

    /// <summary>And each time so many minutes have passed; 0 goes by iterations alone. Not obeyed in serial mode.</summary>
    public double CheckpointEveryMinutes { get; init; } = 10;

    /// <summary>Newest checkpoints to keep; the best is kept besides.</summary>
    public int KeepCheckpoints { get; init; } = 3;

    /// <summary>Episodes over which returns, lengths and milestones are averaged.</summary>
    public int EpisodeWindow { get; init; } = 100;

    /// <summary>libtorch's threads, in the learner and in each worker.</summary>
    public int TorchThreads { get; init; } = 1;

    /// <summary>
    /// libtorch's threads while the learner updates, if not <see cref="TorchThreads"/>. More pay where workers wait meanwhile
    /// (<see cref="WaitForPolicy"/>); beside busy workers, threads that wait for one another cost more than they give.
    /// </summary>
    public int? UpdateTorchThreads { get; init; }

    /// <summary>
    /// Where the learner's networks live: <c>cpu</c>, <c>cuda</c>, or <c>cuda:N</c> (docs/gpu.md). Workers act on the processor, and so does a serial run,
    /// which has one policy for both.
    /// </summary>
    public string Device { get; init; } = ModelDevice.Cpu;

    /// <summary>
    /// What convolutions and linear layers compute in, in the learner and in each worker; weights, norms, attention and optimiser stay float32. Each
    /// process chooses for the machine that it is on.
    /// </summary>
    public ComputePrecision Compute { get; init; }

    /// <summary>Address the learner listens on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port the learner listens on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where metrics are exported to by OTLP, as a URI; null exports none.</summary>
    public string? TelemetryEndpoint { get; init; }

    /// <summary>An environment that answers nothing for so long is faulty. A reset may besides take as long as the bridge lets a game start.</summary>
    public double EnvironmentTimeoutSeconds { get; init; } = 60;

    /// <summary>A worker that was not heard of for so long is lost.</summary>
    public double WorkerSilenceSeconds { get; init; } = 60;

    /// <summary>A worker that cannot reach the learner for so long exits.</summary>
    public double LearnerSilenceSeconds { get; init; } = 30;

    /// <summary>How worker processes are watched.</summary>
    public SupervisorConfig Supervisor { get; init; } = new();

    /// <summary>How long a step may take.</summary>
    [JsonIgnore]
    public TimeSpan StepTimeout => TimeSpan.FromSeconds(EnvironmentTimeoutSeconds);

    /// <summary>How long a reset may take.</summary>
    [JsonIgnore]
    public TimeSpan ResetTimeout => EnvironmentCatalog.Games.Contains(Environment) ? StepTimeout + Bridge.StartTimeout + Bridge.ResetTimeout : StepTimeout;

    /// <summary>Pixels of the frames.</summary>
    [JsonIgnore]
    public FrameSize FrameSize => new(Policy.FrameHeight, Policy.FrameWidth);

    /// <summary>Reads what <see cref="ToJson"/> wrote; an unknown key is an error.</summary>
    /// <exception cref="JsonException">The text is not these settings.</exception>
    public static TrainingConfig FromJson(string json) =>
        JsonSerializer.Deserialize<TrainingConfig>(json, Json)?.Validated() ?? throw new JsonException("The run's settings are empty.");

    /// <summary>The settings as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Returns this if every setting makes sense, alone and with the others.</summary>
    /// <exception cref="ArgumentException">A setting does not; the message names it.</exception>
    public TrainingConfig Validated()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Environment);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EnvironmentsPerWorker);
        ArgumentOutOfRangeException.ThrowIfLessThan(SlotsPerFragment, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FragmentsPerIteration);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(QueuedFragments);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxStaleness);
        ArgumentOutOfRangeException.ThrowIfNegative(Iterations);
        ArgumentOutOfRangeException.ThrowIfNegative(Frames);
        ArgumentOutOfRangeException.ThrowIfNegative(Minutes);
        ArgumentOutOfRangeException.ThrowIfNegative(CheckpointEveryIterations);
        ArgumentOutOfRangeException.ThrowIfNegative(CheckpointEveryMinutes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(KeepCheckpoints);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EpisodeWindow);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TorchThreads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(UpdateTorchThreads ?? 1, nameof(UpdateTorchThreads));
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EnvironmentTimeoutSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(WorkerSilenceSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearnerSilenceSeconds);

        if (!System.Net.IPAddress.TryParse(Address, out _))
        {
            throw new ArgumentException($"Address is '{Address}'; expected an IP address such as 127.0.0.1.");
        }

        if (TelemetryEndpoint is { } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _))
        {
            throw new ArgumentException($"TelemetryEndpoint is '{endpoint}'; expected a URI such as http://localhost:4317.");
        }

        return this with
        {
            Task = Task.Validated(),
            Policy = Policy.Validated() with { AuxiliaryValueHead = Policy.AuxiliaryValueHead || Learner.SleepPasses > 0 },
            Learner = Learner.Validated(),
            Supervisor = Supervisor.Validated(),
            Bridge = Bridge.Validated(),
        };
    }

    /// <summary>The shapes of this run's fragments.</summary>
    /// <param name="memoryBytes">Bytes of the policy's memory at slot 0.</param>
    internal Spaces Spaces(int memoryBytes) =>
        new(FrameSize, JointActionCodec.ButtonCount, JointActionCodec.CameraCount, SlotsPerFragment, memoryBytes);
}

using System.Text.Json.Serialization;

namespace Rl.Env.Bridge;

/// <summary>Which game <see cref="BridgeEnvironment"/> plays, where it runs, and how long it may take; defaults suit a game on this machine.</summary>
public sealed record BridgeConfig
{
    /// <summary>The game as the server knows it: <c>luanti</c>, <c>minerl</c>, <c>malmo</c>, <c>gymnasium</c>, <c>fake</c>. In a run's settings it is the environment.</summary>
    [JsonIgnore]
    public string Game { get; init; } = "fake";

    /// <summary>Settings of the game, by its server's names. A wrong one is an error that lists them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A server that runs already, <c>http://host:port</c> or <c>unix:/path</c>; null starts one here and ends it with the environment.</summary>
    public string? Address { get; init; }

    /// <summary>The Python that runs the server. A plain name is looked up in PATH.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>Folder that holds the package <c>rl_bridge</c>; null is beside the program, where builds put it.</summary>
    public string? Package { get; init; }

    /// <summary>Further folders in which Python looks for modules, as of an environment of one's own.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Environment variables of the server's process, beside our own: <c>JAVA_HOME</c>, <c>DISPLAY</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the server and the game write what they have to say; null is a folder of its own under the system's temporary one, which goes again unless something went wrong.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Whether frames come through shared memory where server and player share a machine.</summary>
    public bool SharedMemory { get; init; } = true;

    /// <summary>How long a server may take until it listens: the game starts within.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a new episode may take.</summary>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one step may take.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Age at which a server of our own is replaced, between two episodes: games leak. Zero replaces none.</summary>
    public TimeSpan RecycleAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public BridgeConfig Validated()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Game);
        ArgumentException.ThrowIfNullOrWhiteSpace(Python);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StartTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ResetTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StepTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RecycleAfter, TimeSpan.Zero);
        if (Address is not null && !Address.StartsWith("unix:/", StringComparison.Ordinal)
            && !(Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            throw new ArgumentException($"Address is '{Address}'; expected http://HOST:PORT or unix:/PATH.");
        }

        return this;
    }
}

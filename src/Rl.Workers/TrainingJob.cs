using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rl.Models;
using Rl.Workers.Runs;

namespace Rl.Workers;

/// <summary>What a run is given to start with.</summary>
/// <param name="Config">Its settings, validated.</param>
/// <param name="Folder">Where it writes; the caller keeps it and disposes it after the run.</param>
public sealed record TrainingJob(TrainingConfig Config, RunFolder Folder)
{
    /// <summary>The policy to start from, owned by the run from then on; null takes <see cref="TrainingConfig.Init"/>. A resume takes neither.</summary>
    public VptPolicy? Policy { get; init; }

    /// <summary>The frozen prior, owned by the run from then on; null takes <see cref="TrainingConfig.Prior"/>. A resume takes neither.</summary>
    public VptPolicy? Prior { get; init; }

    /// <summary>Where the live line goes.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;

    /// <summary>True if <see cref="Output"/> is a terminal, whose line can be rewritten.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Where log lines go besides log.txt.</summary>
    public ILoggerProvider Log { get; init; } = NullLoggerProvider.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

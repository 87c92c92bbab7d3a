namespace Rl.Experiments.Doctor;

/// <summary>What is examined, and from where on it is too little.</summary>
public sealed record DoctorConfig
{
    /// <summary>The folder of all runs; it need not be there yet.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>The folder of recordings, if it is another one.</summary>
    public string? Data { get; init; }

    /// <summary>A folder that several machines share, if there is one.</summary>
    public string? Shared { get; init; }

    /// <summary>Address the learner is to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port the learner is to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The encoder that videos are written with.</summary>
    public string Encoder { get; init; } = "ffmpeg";

    /// <summary>Bytes of free memory below which nothing can be trained.</summary>
    public long LeastMemory { get; init; } = 1L << 30;

    /// <summary>Bytes of free memory that the quick preset is comfortable with.</summary>
    public long ComfortableMemory { get; init; } = 4L << 30;

    /// <summary>Bytes of free disk below which a run cannot keep its checkpoints.</summary>
    public long LeastDisk { get; init; } = 1L << 30;

    /// <summary>Bytes of free disk that some runs with their recordings and videos are comfortable with.</summary>
    public long ComfortableDisk { get; init; } = 10L << 30;
}

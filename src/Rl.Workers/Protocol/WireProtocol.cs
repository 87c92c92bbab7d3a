namespace Rl.Workers.Protocol;

/// <summary>What both ends of the wire must agree on before anything else is said.</summary>
public static class WireProtocol
{
    /// <summary>Raised whenever a message changes its meaning; a worker of another version is refused.</summary>
    public const int Version = 1;

    /// <summary>The gRPC service a learner offers.</summary>
    public const string ServiceName = "rl.Learner";

    /// <summary>Bytes of weights in one message of the policy stream.</summary>
    public const int PolicyChunkBytes = 1 << 20;

    /// <summary>Room above a fragment's body for its header; a longer message is refused.</summary>
    public const int HeaderAllowanceBytes = 1 << 18;
}

namespace Rl.Experiments.Commands;

/// <summary>How the command ends, for scripts and schedulers.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The run failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The machine lacks something.</summary>
    public const int MachineUnfit = 3;

    /// <summary>A checkpoint or a recording is damaged.</summary>
    public const int DataDamaged = 4;

    /// <summary>Interrupted; what can be resumed was saved.</summary>
    public const int Interrupted = 130;
}

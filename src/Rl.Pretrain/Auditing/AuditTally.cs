namespace Rl.Pretrain.Auditing;

/* AuditTally must
 * - take reports from all threads of an audit (hence the lock)
 * - give the same report for any number of threads
 */

/// <summary>Gathers what an audit finds.</summary>
internal sealed class AuditTally(string kind, int total, IProgress<AuditProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly List<DataFault> _faults = [];
    private int _checked;
    private long _frames;

    public void Add(string where, string what)
    {
        lock (_gate)
        {
            _faults.Add(new DataFault(where, what));
        }
    }

    public void Finish(long frames)
    {
        lock (_gate)
        {
            _checked++;
            _frames += frames;
            progress?.Report(new AuditProgress(_checked, total, _frames, _faults.Count));
        }
    }

    public AuditReport ToReport()
    {
        lock (_gate)
        {
            // The sort is stable, so that the faults of one place stay in the order in which they were found.
            return new AuditReport(kind, _checked, _frames, [.. _faults.OrderBy(fault => fault.Where, StringComparer.Ordinal)]);
        }
    }
}

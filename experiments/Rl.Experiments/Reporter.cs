namespace Rl.Experiments;

/// <summary>Hands progress on at once, on the thread that reports it; <see cref="Progress{T}"/> would post it elsewhere, out of order.</summary>
internal sealed class Reporter<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}

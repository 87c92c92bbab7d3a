using Rl.Models;

namespace Rl.Pretrain.Cloning;

/// <summary>Runs a policy over play in chunks, each with the memory that the one before left.</summary>
internal static class CarriedMemory
{
    /// <summary>Runs the chunks in order, from an empty memory on.</summary>
    /// <param name="policy">Which runs.</param>
    /// <param name="streams">Episodes side by side.</param>
    /// <param name="chunks">How many.</param>
    /// <param name="run">Runs the chunk of a number with a memory that stays the caller's, and answers the next one, which is the caller's from then on.</param>
    /// <param name="cancellation">Looked at before every chunk.</param>
    public static void Run(VptPolicy policy, int streams, int chunks, Func<int, PolicyMemory, PolicyMemory> run, CancellationToken cancellation)
    {
        var memory = PolicyMemory.Empty(policy.Config, streams, policy.Device);
        try
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                cancellation.ThrowIfCancellationRequested();
                var next = run(chunk, memory);
                memory.Dispose();
                memory = next;
            }
        }
        finally
        {
            memory.Dispose();
        }
    }
}

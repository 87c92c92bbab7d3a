namespace Rl.Pretrain.Recordings;

/// <summary>Lets players play numbered episodes side by side, each player in a world of its own.</summary>
internal static class PlayCrew
{
    /// <summary>Plays all episodes; the first failure ends the others, whose episodes nobody would read.</summary>
    /// <param name="players">How many play at the same time.</param>
    /// <param name="episodes">How many are played, numbered from 0.</param>
    /// <param name="open">Makes a world with a player in it; called once a player. The world is disposed at the end.</param>
    /// <param name="playAsync">Plays one episode.</param>
    /// <param name="cancellation">Ends all.</param>
    public static async Task RunAsync(
        int players, int episodes, Func<ExpertPlay> open, Func<ExpertPlay, int, CancellationToken, Task> playAsync, CancellationToken cancellation)
    {
        var next = -1;
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = Enumerable.Range(0, Math.Min(players, episodes)).Select(_ => Task.Run(PlayAsync, CancellationToken.None)).ToArray();
        await Task.WhenAll(tasks).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();

        async Task PlayAsync()
        {
            var isWhole = false;
            try
            {
                var play = open();
                await using var environment = play.Environment.ConfigureAwait(false);
                for (var episode = Interlocked.Increment(ref next); episode < episodes; episode = Interlocked.Increment(ref next))
                {
                    await playAsync(play, episode, failure.Token).ConfigureAwait(false);
                }

                isWhole = true;
            }
            finally
            {
                if (!isWhole)
                {
                    await failure.CancelAsync().ConfigureAwait(false);
                }
            }
        }
    }
}

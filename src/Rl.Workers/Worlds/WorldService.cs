using Grpc.Core;
using Microsoft.Extensions.Logging;
using Rl.Env.Bridge.Contract;

namespace Rl.Workers.Worlds;

/* WorldService must
 * - keep players apart: what a session has is its own, and only their number is shared
 * - give a place back however a session ends
 */

/// <summary>The contract's service: gives every player a world of his own, as long as there is room.</summary>
internal sealed partial class WorldService(WorldServerConfig config, ILogger<WorldService> logger) : Game.GameBase
{
    private int _players;

    /// <summary>One session. After a fault it ends, and its world with it; other players do not notice.</summary>
    public override async Task Play(IAsyncStreamReader<Request> requestStream, IServerStreamWriter<Reply> responseStream, ServerCallContext context)
    {
        try
        {
            if (Interlocked.Increment(ref _players) > config.Players)
            {
                var message = $"{config.Players} players are in session, as many as this server takes; start it with a larger --players";
                await responseStream.WriteAsync(WorldSession.Fault(1, FaultKind.Busy, message), context.CancellationToken).ConfigureAwait(false);
                return;
            }

            await PlayAsync(requestStream, responseStream, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.CancellationToken.IsCancellationRequested)
        {
            LogGone();
        }
        finally
        {
            Interlocked.Decrement(ref _players);
        }
    }

    private async Task PlayAsync(IAsyncStreamReader<Request> requests, IServerStreamWriter<Reply> replies, CancellationToken cancellation)
    {
        var session = new WorldSession(config);
        await using var _ = session.ConfigureAwait(false);

        while (await requests.MoveNext(cancellation).ConfigureAwait(false))
        {
            var reply = await AnswerAsync(session, requests.Current, cancellation).ConfigureAwait(false);
            await replies.WriteAsync(reply, cancellation).ConfigureAwait(false);

            if (reply.Welcome is not null)
            {
                LogPlays(requests.Current.Hello.Player, reply.Welcome.SharedMemory ? "shared memory" : "the stream");
            }
            else if (reply.Fault is { } fault)
            {
                LogFault(fault.Kind, fault.Message);
                return;
            }
        }
    }

    /// <summary>Whatever the world throws is a fault of the game, with its trace in the log.</summary>
    private async ValueTask<Reply> AnswerAsync(WorldSession session, Request request, CancellationToken cancellation)
    {
        try
        {
            return await session.AnswerAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
            return WorldSession.Fault(request.Sequence, FaultKind.Other, $"{error.GetType().Name}: {error.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Player} plays; frames go through {Way}")]
    private partial void LogPlays(string player, string way);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind}: {Reason}")]
    private partial void LogFault(FaultKind kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The world failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "A player is gone")]
    private partial void LogGone();
}

using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Rl.Env;
using Rl.Experiments.Configuration;
using Rl.Workers.Worlds;

namespace Rl.Experiments.Commands;

/// <summary><c>rl world serve</c>: the embedded world behind the bridge's contract, until it is told to stop.</summary>
public static class WorldServeCommand
{
    /// <summary>The verb's options and action.</summary>
    public static Command Create()
    {
        var standard = new WorldServerConfig();
        var environment = CommonOptions.Environment();
        var size = new Option<string>("--frame-size") { Description = "Size of the frames, WIDTHxHEIGHT or one number for a square.", DefaultValueFactory = _ => standard.FrameSize.ToString() };
        var task = new Option<string?>("--task") { Description = "What is rewarded: 'ladder' rewards items as the paper does; a rung, such as log, also ends the episode with its first unit. Nothing by default." };
        var steps = new Option<int?>("--steps") { Description = "Steps after which an episode is truncated; never by default." };
        var players = new Option<int>("--players") { Description = "The most players in session at once; each has a world of his own.", DefaultValueFactory = _ => standard.Players };
        var listen = new Option<string>("--listen") { Description = "HOST:PORT, port 0 for any that is free, or unix:/PATH.", DefaultValueFactory = _ => "127.0.0.1:0" };
        var whileStdin = new Option<bool>("--while-stdin") { Description = "End as soon as standard input is closed, as it is when whoever started this dies." };
        var anyHost = new Option<bool>("--any-host") { Description = "Let players of other machines in; there is no password, so do this in a network of your own only." };
        var command = new Command("serve", "Serve a world to players over gRPC, by the bridge's contract: to Python as a Gymnasium environment, say.")
        {
            environment, size, task, steps, players, listen, whileStdin, anyHost,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var address = ListenAddress.Parse(parsed.GetRequiredValue(listen));
            if (!address.IsLocal && !parsed.GetValue(anyHost))
            {
                throw new UsageException($"'{parsed.GetValue(listen)}' can be reached from other machines, and a player can do with the game what he likes; if that is meant: --any-host");
            }

            var config = new WorldServerConfig
            {
                Environment = parsed.GetValue(environment) ?? standard.Environment,
                FrameSize = ParseSize(parsed.GetRequiredValue(size)),
                Task = parsed.GetValue(task),
                Steps = parsed.GetValue(steps),
                Players = parsed.GetValue(players),
            };
            return ServeAsync(config, address, parsed.GetValue(whileStdin), cancellation);
        });
        return command;
    }

    private static async Task<int> ServeAsync(WorldServerConfig config, ListenAddress address, bool whileStdin, CancellationToken cancellation)
    {
        var server = await WorldServer.StartAsync(config, address, LogToStandardError, cancellation).ConfigureAwait(false);
        await using var _ = server.ConfigureAwait(false);
        Console.WriteLine($"listening {server.Address}");
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellation.Register(interrupted.SetResult).ConfigureAwait(false);
        await Task.WhenAny(interrupted.Task, whileStdin ? DrainStandardInputAsync() : interrupted.Task).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>Standard output is for the address alone.</summary>
    private static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Comes back when standard input is closed. A read of it cannot be cancelled; the process ends over it.</summary>
    private static Task DrainStandardInputAsync() => Task.Run(async () =>
    {
        using var input = Console.OpenStandardInput();
        var dropped = new byte[4096];
        while (await input.ReadAsync(dropped, CancellationToken.None).ConfigureAwait(false) > 0)
        {
        }
    });

    private static FrameSize ParseSize(string text)
    {
        var parts = text.Split('x');
        return parts.Length is 1 or 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
                ? new FrameSize(height, width)
                : throw new UsageException($"--frame-size is '{text}'; expected WIDTHxHEIGHT, as 640x360, or one number for a square, as 64.");
    }
}

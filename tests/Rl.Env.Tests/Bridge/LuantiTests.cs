using System.Diagnostics;
using System.Runtime.Versioning;
using Rl.Env.Actions;

namespace Rl.Env.Tests.Bridge;

/// <summary>What a real game does when it is played, and when it fails.</summary>
[NonParallelizable]
[Platform("Linux")]
[SupportedOSPlatform("linux")]
public sealed class LuantiTests
{
    [Test]
    public async Task Another_seed_is_another_world()
    {
        await using var environment = LuantiGame.Create(FrameSize.Square(64));

        var one = (await environment.ResetAsync(5, CancellationToken.None)).Frame.ToArray();
        var other = (await environment.ResetAsync(6, CancellationToken.None)).Frame.ToArray();

        Assert.That(one.Zip(other, (a, b) => (double)Math.Abs(a - b)).Average(), Is.GreaterThan(20));
        Assert.That(environment.Starts, Is.EqualTo(1), "the server stays, the client is another one");
    }

    [Test]
    public async Task A_killed_game_is_an_error_that_names_its_log_and_the_next_reset_starts_anew()
    {
        await using var environment = LuantiGame.Create(FrameSize.Square(64));
        await environment.ResetAsync(5, CancellationToken.None);
        await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);
        KillOwnClients();

        Assert.That(
            async () => await PlayAsync(environment, 10),
            Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("Luanti has ended with code 137").And.Message.Contains("luanti.log"));
        var first = await environment.ResetAsync(5, CancellationToken.None);

        Assert.That((first.Kind, environment.Starts), Is.EqualTo((StepKind.First, 2)));
    }

    [Test]
    public async Task A_game_that_stands_still_is_an_error_in_time()
    {
        await using var environment = LuantiGame.Create(FrameSize.Square(64), ("silence_seconds", 2), ("pause_seconds", 0));
        await environment.ResetAsync(5, CancellationToken.None);
        foreach (var client in OwnClients())
        {
            Run("kill", "-STOP", $"{client.Id}");
        }

        Assert.That(
            async () => await PlayAsync(environment, 10), Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("Luanti has drawn nothing for 2 s"));
    }

    [Test]
    public async Task A_client_that_is_not_there_is_told_in_words()
    {
        await using var environment = LuantiGame.Create(FrameSize.Square(64), ("program", "/nowhere/luanti"));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None),
            Throws.InstanceOf<Env.Bridge.BridgeMissingException>().With.Message.Contains("there is no /nowhere/luanti; install Debian's package minetest"));
    }

    [Test]
    public async Task A_game_that_is_not_installed_does_not_start_and_says_why()
    {
        await using var environment = LuantiGame.Create(FrameSize.Square(64), ("game", "no_such_game"), ("start_seconds", 5));

        Assert.That(
            async () => await environment.ResetAsync(1, CancellationToken.None), Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("no_such_game"));
    }

    [Test]
    public async Task A_full_disk_in_the_worlds_folder_is_an_error_that_says_so()
    {
        // The same to whoever writes as a disk without room: no file of the client's may become longer.
        var program = Path.Combine(Path.GetTempPath(), $"rl-small-disk-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(program, "#!/bin/sh\ntrap '' XFSZ\nulimit -f 32\nexec /usr/games/minetest \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await using var environment = LuantiGame.Create(FrameSize.Square(64), ("program", program), ("silence_seconds", 2));
            await environment.ResetAsync(5, CancellationToken.None);

            Assert.That(
                async () => await PlayAsync(environment, 1000),
                Throws.InstanceOf<EnvironmentFaultException>().With.Message.Contains("its world has been silent for 2 s: a dialog, a full disk"));
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static async Task PlayAsync(Env.Bridge.BridgeEnvironment environment, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await environment.StepAsync(MinecraftAction.Idle, CancellationToken.None);
        }
    }

    private static void KillOwnClients()
    {
        foreach (var client in OwnClients())
        {
            client.Kill();
        }
    }

    /// <summary>Clients that this process has started, through its servers, and no others.</summary>
    private static List<Process> OwnClients() => [.. Process.GetProcessesByName("minetest").Where(client => Ancestors(client.Id).Contains(Environment.ProcessId))];

    private static IEnumerable<int> Ancestors(int id)
    {
        while (id > 1)
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            id = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
            yield return id;
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}

using System.Net;
using System.Net.Sockets;
using Rl.Experiments.Commands;
using Rl.Experiments.Doctor;
using Rl.Pretrain.Video;
using Rl.Tests.Workers;

namespace Rl.Tests.Doctor;

public sealed class SetUpChecksTests
{
    private static readonly string[] Mounts =
    [
        "/dev/vda / ext4 rw 0 0",
        "server:/home /home nfs4 rw 0 0",
        "/dev/vdb /home/local xfs rw 0 0",
        "lake /data\\040lake lustre rw 0 0",
    ];

    [Test]
    public void Libtorch_loads_and_is_named()
    {
        var findings = LibtorchCheck.Examine().ToArray();

        Assert.That(findings.Select(finding => finding.Check), Is.EqualTo(new[] { "libtorch", "heap" }));
        Assert.That(findings[0].Health, Is.EqualTo(Health.Ok));
        Assert.That(findings[0].Found, Does.Match(@"^libtorch \d+\.\d+\.\d+ .*TorchSharp \d+\.\d+"));
    }

    [Test]
    public void A_folder_that_can_be_written_is_left_as_it_was()
    {
        using var folder = new TemporaryFolder();

        var findings = FolderChecks.Examine("runs", folder["not/there/yet"], new DoctorConfig { LeastDisk = 1, ComfortableDisk = 1 }, mustBeShared: false).ToArray();

        Assert.That(findings.Select(finding => finding.Health), Is.All.EqualTo(Health.Ok));
        Assert.That(findings[0].Found, Does.Contain("can be made"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_named_with_a_cure()
    {
        var finding = FolderChecks.Examine("runs", "/proc/runs", new DoctorConfig(), mustBeShared: false).First();

        Assert.That(finding.Health, Is.EqualTo(Health.Fail));
        Assert.That(finding.Found, Does.Contain("'/proc' cannot be written"));
        Assert.That(finding.Cure, Does.Contain("--runs"));
    }

    [TestCase(long.MaxValue, long.MaxValue, Health.Fail)]
    [TestCase(1, long.MaxValue, Health.Warn)]
    [TestCase(1, 1, Health.Ok)]
    public void Little_room_is_told_before_none(long least, long comfortable, Health health)
    {
        using var folder = new TemporaryFolder();
        var config = new DoctorConfig { LeastDisk = least, ComfortableDisk = comfortable };

        Assert.That(FolderChecks.Examine("runs", folder.Path, config, mustBeShared: false).Last().Health, Is.EqualTo(health));
    }

    [TestCase("/home/me/runs", "nfs4")]
    [TestCase("/home/local/runs", "xfs")]
    [TestCase("/homes", "ext4")]
    [TestCase("/data lake/runs", "lustre")]
    public void A_folders_file_system_is_that_of_the_deepest_mount(string folder, string system) =>
        Assert.That(FolderChecks.SystemOf(Mounts, folder), Is.EqualTo(system));

    [Test]
    public async Task A_learner_can_listen_on_loopback() =>
        Assert.That((await LoopbackCheck.ExamineAsync("127.0.0.1", 0, CancellationToken.None)).Health, Is.EqualTo(Health.Ok));

    [Test]
    public async Task A_port_in_use_is_told_from_other_faults()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();

        var finding = await LoopbackCheck.ExamineAsync("127.0.0.1", ((IPEndPoint)occupant.LocalEndpoint).Port, CancellationToken.None);

        Assert.That(finding.Health, Is.EqualTo(Health.Fail));
        Assert.That(finding.Cure, Does.Contain("Another learner"));
    }

    [Test]
    public async Task An_address_of_nobodys_is_a_failure() =>
        Assert.That((await LoopbackCheck.ExamineAsync("localhost:80", 0, CancellationToken.None)).Health, Is.EqualTo(Health.Fail));

    [Test]
    public async Task Without_an_encoder_videos_become_pictures()
    {
        var finding = await EncoderCheck.ExamineAsync("no-such-ffmpeg", CancellationToken.None);

        Assert.That(finding.Health, Is.EqualTo(Health.Warn));
        Assert.That(finding.Cure, Does.Contain("apt-get install ffmpeg"));
    }

    [Test]
    public void Video_encoders_are_told_from_those_of_sound_and_from_the_legend()
    {
        const string list = """
            Encoders:
             V..... = Video
             A..... = Audio
             ------
             V....D libx264              libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10 (codec h264)
             VFS... mpeg4                MPEG-4 part 2
             A....D aac                  AAC (Advanced Audio Coding)
            """;

        Assert.That(VideoEncoders.Parse(list), Is.EquivalentTo(new[] { "libx264", "mpeg4" }));
    }

    [Test]
    public async Task An_unfit_machine_ends_with_code_3()
    {
        using var folder = new TemporaryFolder();

        Assert.That(await RunAsync("--runs", folder.Path, "--json"), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("--runs", "/proc/runs"), Is.EqualTo(ExitCode.MachineUnfit));

        static Task<int> RunAsync(params string[] arguments) => CommandErrors.RunAsync(
            cancellation => DoctorCommand.Create().Parse(arguments).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, cancellation));
    }

    [Test]
    public void Machines_get_every_finding_with_its_cure()
    {
        var json = DoctorCommand.ToJson([Finding.Ok("a", "fine"), Finding.Fail("b", "broken", "mend it")]);

        Assert.That(json.ToJsonString(), Is.EqualTo(
            """{"fit":false,"checks":[{"check":"a","health":"ok","found":"fine","cure":null},{"check":"b","health":"fail","found":"broken","cure":"mend it"}]}"""));
    }
}

using Rl.Experiments.Commands;
using Rl.Experiments.Configuration;
using Rl.Models;
using Rl.Pretrain.Recordings;
using Rl.Pretrain.Video;
using Rl.Workers;

namespace Rl.Tests.Experiments;

public sealed class CommandErrorsTests
{
    private static readonly (Exception Error, int Code)[] Known =
    [
        (new UsageException("no such preset"), 2),
        (new RunRefusedException("the run id is used"), 2),
        (new ArgumentException("a setting is out of range"), 2),
        (new DamagedCheckpointException("policy.safetensors", "is cut short.", "Copy it again."), 4),
        (new DamagedDataException("cut short"), 4),
        (new FfmpegMissingException("ffmpeg is not there"), 3),
        (new RunFailedException("learning diverged"), 1),
        (new IOException("disk full"), 1),
        (new OperationCanceledException(), 130),
    ];

    [TestCaseSource(nameof(Known))]
    public async Task A_known_error_ends_with_its_exit_code((Exception Error, int Code) known) =>
        Assert.That(await CommandErrors.RunAsync(_ => throw known.Error), Is.EqualTo(known.Code));

    [Test]
    public void A_defect_of_ours_keeps_its_stack_trace() =>
        Assert.That(async () => await CommandErrors.RunAsync(_ => throw new NotSupportedException()), Throws.TypeOf<NotSupportedException>());
}

using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class InverseDynamicsCheckpointTests
{
    private static readonly InverseDynamicsConfig Small = new()
    {
        FrameHeight = 16,
        FrameWidth = 16,
        TemporalChannels = 4,
        HiddenSize = 8,
        Heads = 2,
        Layers = 1,
        Window = 8,
        ImpalaWidth = 0.125,
        UseLastLayer = true,
    };

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-idm").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_model_comes_back_as_it_was_saved()
    {
        using var scope = NewDisposeScope();
        using var model = new InverseDynamicsModel(Small, 3);

        InverseDynamicsCheckpoint.Save(At("idm"), model);
        using var loaded = InverseDynamicsCheckpoint.Load(At("idm"));

        Assert.That(loaded.Config, Is.EqualTo(Small));
        Assert.That(model.NamedTensors.Zip(loaded.NamedTensors).All(pair => GoldenNet.Same(pair.First.Tensor, pair.Second.Tensor)), Is.True);
        Assert.That(InverseDynamicsCheckpoint.Hash(loaded), Is.EqualTo(InverseDynamicsCheckpoint.Hash(model)));
        Assert.That(File.ReadAllText(At("idm/manifest.json")), Does.Contain("\"inverse-dynamics\""));
    }

    [Test]
    public void A_changed_byte_is_noticed()
    {
        using var model = new InverseDynamicsModel(Small, 3);
        InverseDynamicsCheckpoint.Save(At("idm"), model);
        var path = At("idm/inverse-dynamics.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<DamagedCheckpointException>(() => InverseDynamicsCheckpoint.Load(At("idm")));

        Assert.That(error!.Message, Does.Contain("SHA-256"));
    }

    [Test]
    public void The_other_kind_is_refused_with_the_verb_that_takes_it()
    {
        using var model = new InverseDynamicsModel(Small, 3);
        using var policy = GoldenNet.Policy();
        InverseDynamicsCheckpoint.Save(At("idm"), model);
        PolicyCheckpoint.Save(At("policy"), policy);

        var asPolicy = Assert.Throws<WrongModelKindException>(() => PolicyCheckpoint.Load(At("idm")));
        var asModel = Assert.Throws<WrongModelKindException>(() => InverseDynamicsCheckpoint.Load(At("policy")));
        var published = Assert.Throws<WrongModelKindException>(
            () => OpenAiWeights.LoadInverseDynamics(GoldenNet.PathOf("tiny.model"), GoldenNet.PathOf("tiny.weights")));

        Assert.That(asPolicy!.Message, Does.Contain("holds an inverse dynamics model, no policy").And.Contain("rl idm label"));
        Assert.That(asModel!.Message, Does.Contain("holds a policy, no inverse dynamics model").And.Contain("rl idm train"));
        Assert.That(published!.Found, Is.EqualTo(ModelKind.Policy));
    }

    [Test]
    public void A_manifest_from_before_there_were_two_kinds_is_a_policys()
    {
        using var policy = GoldenNet.Policy();
        PolicyCheckpoint.Save(At("policy"), policy);
        var manifest = At("policy/manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"Kind\": \"policy\",", string.Empty, StringComparison.Ordinal));

        Assert.That(File.ReadAllText(manifest), Does.Not.Contain("Kind"));
        Assert.That(() => PolicyCheckpoint.Load(At("policy")).Dispose(), Throws.Nothing);
    }

    [Test]
    public void The_hash_is_of_what_the_model_says()
    {
        using var ungraded = no_grad();
        using var golden = GoldenNet.InverseDynamics();
        using var again = GoldenNet.InverseDynamics();
        using var hotter = new InverseDynamicsModel(golden.Config with { Temperature = 3 }, 0);
        NamedWeights.Load(hotter.NamedTensors, OpenAiWeights.Read(GoldenNet.PathOf("idm_tiny.weights")), "golden", allowMismatch: false);
        var hash = InverseDynamicsCheckpoint.Hash(golden);

        Assert.That(hash, Has.Length.EqualTo(64));
        Assert.That(InverseDynamicsCheckpoint.Hash(again), Is.EqualTo(hash));
        Assert.That(InverseDynamicsCheckpoint.Hash(hotter), Is.Not.EqualTo(hash));
        again.NamedTensors[0].Tensor[3].add_(1e-3f);
        Assert.That(InverseDynamicsCheckpoint.Hash(again), Is.Not.EqualTo(hash));
    }

    [Test]
    public void A_forward_pass_over_a_file_gives_the_references_values()
    {
        using var scope = NewDisposeScope();
        using var model = GoldenNet.InverseDynamics();

        ModelForward.Run(model, GoldenNet.PathOf("idm_img.npy"), At("out"));

        var (buttons, camera) = (NpyFile.Read(At("out/buttons.npy")), NpyFile.Read(At("out/camera.npy")));
        Assert.That(buttons.shape, Is.EqualTo(new long[] { 1, 16, 20, 2 }));
        Assert.That(camera.shape, Is.EqualTo(new long[] { 1, 16, 2, 11 }));
        Assert.That(GoldenNet.Distance(buttons, GoldenNet.Array("idm_buttons")), Is.LessThan(1e-4f));
        Assert.That(GoldenNet.Distance(camera, GoldenNet.Array("idm_camera")), Is.LessThan(1e-4f));
    }

    private string At(string name) => Path.Combine(_folder, name);
}

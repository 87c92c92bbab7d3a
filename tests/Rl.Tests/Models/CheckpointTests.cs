using System.IO.Compression;
using System.Text;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

public class CheckpointTests
{
    private static readonly PolicyConfig Small = new()
    {
        FrameHeight = 16,
        FrameWidth = 16,
        HiddenSize = 8,
        Heads = 2,
        Layers = 1,
        Timesteps = 2,
        MemorySize = 6,
        ImpalaWidth = 0.125,
        AuxiliaryValueHead = true,
    };

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-checkpoint").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_policy_comes_back_as_it_was_saved()
    {
        using var scope = NewDisposeScope();
        using var policy = new VptPolicy(Small, 3);
        policy.ValueNormalizer.Update(tensor(new[] { 1f, 2f, 3f }));

        PolicyCheckpoint.Save(At("last"), policy);
        PolicyCheckpoint.Save(At("last"), policy);
        using var loaded = PolicyCheckpoint.Load(At("last"));

        Assert.That(loaded.Config, Is.EqualTo(Small));
        Assert.That(policy.NamedTensors.Zip(loaded.NamedTensors).All(pair => GoldenNet.Same(pair.First.Tensor, pair.Second.Tensor)), Is.True);
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Every_cut_of_a_checkpoint_is_noticed_and_named()
    {
        using var policy = new VptPolicy(Small, 3);
        PolicyCheckpoint.Save(At("last"), policy);

        foreach (var file in new[] { "policy.safetensors", "policy.json", CheckpointFolder.Manifest })
        {
            var path = Path.Combine(At("last"), file);
            var whole = File.ReadAllBytes(path);

            foreach (var length in Cuts(whole.Length, 5))
            {
                File.WriteAllBytes(path, whole[..length]);
                var error = Assert.Throws<DamagedCheckpointException>(() => PolicyCheckpoint.Load(At("last")));
                Assert.That(error!.Message, Does.Contain(file));
            }

            File.WriteAllBytes(path, whole);
        }
    }

    [Test]
    public void A_changed_byte_is_noticed()
    {
        using var policy = new VptPolicy(Small, 3);
        PolicyCheckpoint.Save(At("last"), policy);
        var path = Path.Combine(At("last"), "policy.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<DamagedCheckpointException>(() => PolicyCheckpoint.Load(At("last")));

        Assert.That(error!.Message, Does.Contain("SHA-256"));
    }

    [Test]
    public void Safetensors_keep_names_types_and_empty_shapes()
    {
        using var scope = NewDisposeScope();
        var path = At("some.safetensors");
        SafeTensors.Write(path, [
            ("matrix", arange(6, ScalarType.Float32).view(2, 3).t()),
            ("count", tensor(7L)),
            ("none", zeros(0, 4)),
            ("half", ones(3, ScalarType.BFloat16)),
            ("flags", tensor(new[] { true, false }))]);

        var read = SafeTensors.Read(path);

        Assert.That(read["matrix"].data<float>().ToArray(), Is.EqualTo(new float[] { 0, 3, 1, 4, 2, 5 }));
        Assert.That(read["count"].item<long>(), Is.EqualTo(7));
        Assert.That(read["none"].shape, Is.EqualTo(new long[] { 0, 4 }));
        Assert.That(read["half"].dtype, Is.EqualTo(ScalarType.BFloat16));
        Assert.That(read["flags"].data<bool>().ToArray(), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_safetensors_file_cut_anywhere_is_refused()
    {
        using var scope = NewDisposeScope();
        var path = At("some.safetensors");
        SafeTensors.Write(path, [("a", ones(40)), ("b", ones(3, 3))]);
        var whole = File.ReadAllBytes(path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<DamagedCheckpointException>(() => SafeTensors.Read(path));
        }
    }

    [Test]
    public void A_weights_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(GoldenNet.PathOf("tiny.weights"));
        var path = At("cut.weights");

        foreach (var length in Cuts(whole.Length, 20))
        {
            File.WriteAllBytes(path, whole[..length]);
            var error = Assert.Throws<DamagedCheckpointException>(() => OpenAiWeights.Read(path));
            Assert.That(error!.Message, Does.Contain("cut.weights"));
        }
    }

    [TestCase("tiny.model")]
    [TestCase("tiny_full_p2.model")]
    [TestCase("tiny_full_p4.model")]
    public void A_model_file_cut_anywhere_is_refused(string name)
    {
        var whole = File.ReadAllBytes(GoldenNet.PathOf(name));
        var path = At("cut.model");

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.Read(path));
        }
    }

    [Test]
    public void A_model_file_with_any_byte_changed_is_read_or_refused_but_never_crashes()
    {
        var whole = File.ReadAllBytes(GoldenNet.PathOf("tiny_full_p4.model"));
        var path = At("changed.model");
        var refused = 0;

        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x55;
            File.WriteAllBytes(path, bytes);

            try
            {
                OpenAiModel.Read(path);
            }
            catch (DamagedCheckpointException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(whole.Length / 2));
    }

    [TestCase("tiny_full_p2.model")]
    [TestCase("tiny_full_p4.model")]
    public void Unknown_classes_and_keys_in_a_model_file_are_passed_over(string name)
    {
        var plain = OpenAiModel.Read(GoldenNet.PathOf("tiny.model"));

        Assert.That(OpenAiModel.Read(GoldenNet.PathOf(name)), Is.EqualTo(plain));
        Assert.That(plain, Is.EqualTo(new PolicyConfig
        {
            HiddenSize = 32,
            Heads = 4,
            Layers = 2,
            Timesteps = 4,
            MemorySize = 12,
            ImpalaWidth = 0.1875,
            Temperature = 2,
        }));
    }

    [Test]
    public void The_inverse_dynamics_model_is_refused_as_another_kind()
    {
        var error = Assert.Throws<WrongModelKindException>(() => OpenAiModel.Read(GoldenNet.PathOf("idm_tiny.model")));

        Assert.That(error!.Message, Does.Contain("idm_tiny.model").And.Contain("rl idm label"));
    }

    [Test]
    public void A_missing_and_an_unknown_tensor_are_named_and_passed_over_only_when_asked()
    {
        var path = At("renamed.weights");
        Rename(path, "net.final_ln.bias", "net.final_ln.bios");

        var error = Assert.Throws<DamagedCheckpointException>(() => OpenAiWeights.Load(GoldenNet.PathOf("tiny.model"), path));
        Assert.That(error!.Message, Does.Contain("Missing: net.final_ln.bias.").And.Contain("Unknown: net.final_ln.bios."));

        string[] passedOver = [];
        using var policy = OpenAiWeights.Load(
            GoldenNet.PathOf("tiny.model"), path, allowMismatch: true, (unknown, missing) => passedOver = [.. unknown, .. missing]);
        Assert.That(passedOver, Is.EqualTo(new[] { "net.final_ln.bios", "net.final_ln.bias" }));
    }

    [TestCase(ScalarType.Byte)]
    [TestCase(ScalarType.Bool)]
    [TestCase(ScalarType.Float16)]
    [TestCase(ScalarType.Float32)]
    [TestCase(ScalarType.Int64)]
    public void A_npy_file_comes_back_as_it_was_written(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var written = arange(6).view(2, 1, 3).to_type(type);

        NpyFile.Write(At("a.npy"), written);
        var read = NpyFile.Read(At("a.npy"));

        Assert.That(read.dtype, Is.EqualTo(type));
        Assert.That(read.shape, Is.EqualTo(new long[] { 2, 1, 3 }));
        Assert.That(GoldenNet.Same(read, written), Is.True);
    }

    [Test]
    public void A_npy_file_cut_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(GoldenNet.PathOf("tiny_c0_first.npy"));

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("cut.npy"), whole[..length]);
            Assert.Throws<InvalidDataException>(() => NpyFile.Read(At("cut.npy")));
        }
    }

    [Test]
    public void A_forward_pass_over_files_gives_the_references_values_whatever_the_chunks()
    {
        using var scope = NewDisposeScope();
        using var policy = GoldenNet.Policy();

        ModelForward.Run(policy, GoldenNet.PathOf("tiny_c0_img.npy"), GoldenNet.PathOf("tiny_c0_first.npy"), At("out"), [2, 1, 2], FirstMode.EveryStep);

        Assert.That(GoldenNet.Distance(NpyFile.Read(At("out/buttons.npy")), GoldenNet.Array("tiny_c0_buttons")), Is.LessThan(1e-4f));
        Assert.That(NpyFile.Read(At("out/buttons.npy")).shape, Is.EqualTo(new long[] { 2, 5, 1, 8641 }));
        Assert.That(GoldenNet.Distance(NpyFile.Read(At("out/camera.npy")), GoldenNet.Array("tiny_c0_camera")), Is.LessThan(1e-4f));
        Assert.That(GoldenNet.Distance(NpyFile.Read(At("out/value.npy")), GoldenNet.Array("tiny_c0_vdenorm")), Is.LessThan(1e-4f));
    }

    [Test]
    public void Frames_of_the_wrong_type_and_chunks_of_the_wrong_length_are_refused()
    {
        using var scope = NewDisposeScope();
        using var policy = GoldenNet.Policy();
        var frames = GoldenNet.PathOf("tiny_c0_img.npy");

        var type = Assert.Throws<ArgumentException>(() => ModelForward.Run(policy, GoldenNet.PathOf("tiny_c0_vraw.npy"), null, At("out"), [], FirstMode.EveryStep));
        var sum = Assert.Throws<ArgumentException>(() => ModelForward.Run(policy, frames, null, At("out"), [2, 2], FirstMode.EveryStep));

        Assert.That(type!.Message, Does.Contain("holds Float32, expected Byte"));
        Assert.That(sum!.Message, Does.Contain("2,2"));
        Assert.That(Directory.Exists(At("out")), Is.False);
    }

    private static int[] Cuts(int length, int count)
    {
        // Spread over the file by a fixed rule, the ends included.
        return [0, length - 1, .. Enumerable.Range(1, count).Select(i => (int)((long)length * i / (count + 1)) ^ (i & 7))];
    }

    private static void Rename(string path, string from, string to)
    {
        using var source = ZipFile.OpenRead(GoldenNet.PathOf("tiny.weights"));
        using var target = ZipFile.Open(path, ZipArchiveMode.Create);

        foreach (var entry in source.Entries)
        {
            using var input = entry.Open();
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            var content = bytes.ToArray();

            if (entry.Name == "data.pkl")
            {
                content = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content).Replace(from, to, StringComparison.Ordinal));
            }

            using var output = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
            output.Write(content);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);
}

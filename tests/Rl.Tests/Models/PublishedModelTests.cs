using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Rl.Models;
using static TorchSharp.torch;

namespace Rl.Tests.Models;

/// <summary>Published files, read, and written so that torch and OpenAI's code can read them.</summary>
public class PublishedModelTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("rl-published").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_policy_goes_into_a_folder_and_back_with_every_byte()
    {
        ModelConversion.Run(Golden("tiny"), At("folder"), isPublished: false, TextWriter.Null);
        ModelConversion.Run(ModelSource.OfFolder(At("folder")), At("back.weights"), isPublished: true, TextWriter.Null);

        AssertSameTensors("tiny.weights", At("back.weights"));
        Assert.That(OpenAiModel.Read(At("back.model")), Is.EqualTo(OpenAiModel.Read(GoldenNet.PathOf("tiny.model"))));
    }

    [Test]
    public void An_inverse_dynamics_model_goes_into_a_folder_and_back_with_every_byte()
    {
        ModelConversion.Run(Golden("idm_tiny"), At("folder"), isPublished: false, TextWriter.Null);
        ModelConversion.Run(ModelSource.OfFolder(At("folder")), At("back.weights"), isPublished: true, TextWriter.Null);

        AssertSameTensors("idm_tiny.weights", At("back.weights"));
        Assert.That(
            OpenAiModel.ReadInverseDynamics(At("back.model")), Is.EqualTo(OpenAiModel.ReadInverseDynamics(GoldenNet.PathOf("idm_tiny.model"))));
    }

    [Test]
    public void An_auxiliary_head_is_left_out_of_published_files_and_that_is_said()
    {
        using var golden = GoldenNet.Policy();
        using var policy = new VptPolicy(golden.Config with { AuxiliaryValueHead = true }, 1);
        policy.CopyFrom(golden);
        PolicyCheckpoint.Save(At("folder"), policy);
        using var notes = new StringWriter();

        ModelConversion.Run(ModelSource.OfFolder(At("folder")), At("back.weights"), isPublished: true, notes);

        AssertSameTensors("tiny.weights", At("back.weights"));
        Assert.That(notes.ToString(), Does.Contain("auxiliary value head"));
    }

    [Test]
    public void The_archive_is_laid_out_as_torch_lays_out_its_own()
    {
        using var model = GoldenNet.InverseDynamics();
        OpenAiWeights.Write(At("written.weights"), model.NamedTensors);

        var written = Members(At("written.weights"));
        var golden = Members(GoldenNet.PathOf("idm_tiny.weights"));

        Assert.That(written.Keys, Is.EquivalentTo(golden.Keys));
        Assert.That(written.Values.Select(member => member.Offset % 64), Is.All.Zero);
        Assert.That(golden.Values.Select(member => member.Offset % 64), Is.All.Zero);
        Assert.That(written.Values.Select(member => member.Method), Is.All.Zero);
        foreach (var name in golden.Keys.Where(name => name != "data.pkl"))
        {
            Assert.That(written[name].Content, Is.EqualTo(golden[name].Content), name);
        }

        Assert.That(written["data.pkl"].Content[..2], Is.EqualTo(new byte[] { 0x80, 2 }));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Libtorchs_own_reader_opens_the_archive()
    {
        using var model = GoldenNet.InverseDynamics();
        OpenAiWeights.Write(At("written.weights"), model.NamedTensors);

        // It gets as far as with torch's own file: both are archives, but no compiled programs.
        var golden = Assert.Catch(() => jit.load(GoldenNet.PathOf("idm_tiny.weights")));
        var written = Assert.Catch(() => jit.load(At("written.weights")));
        File.WriteAllBytes(At("cut.weights"), File.ReadAllBytes(At("written.weights"))[..^30]);
        var cut = Assert.Catch(() => jit.load(At("cut.weights")));

        Assert.That(golden!.Message, Does.Contain("constants.pkl"));
        Assert.That(written!.Message, Does.Contain("constants.pkl"));
        Assert.That(cut!.Message, Does.Not.Contain("constants.pkl"));
    }

    [Test]
    public void The_pickle_describes_tensors_as_torchs_does()
    {
        using var model = GoldenNet.InverseDynamics();
        OpenAiWeights.Write(At("written.weights"), model.NamedTensors);

        var written = (Dictionary<object, object?>)PickleReader.Read(Members(At("written.weights"))["data.pkl"].Content)!;
        var golden = (Dictionary<object, object?>)PickleReader.Read(Members(GoldenNet.PathOf("idm_tiny.weights"))["data.pkl"].Content)!;

        Assert.That(written.Select(Told), Is.EqualTo(golden.Select(Told)));
    }

    [Test]
    public void Heads_are_told_by_the_weights_where_the_model_file_is_silent()
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(GoldenNet.PathOf("tiny_full_p2.model")));
        File.WriteAllBytes(At("silent.model"), Encoding.Latin1.GetBytes(text.Replace("attention_heads", "attention_heeds", StringComparison.Ordinal)));

        using var policy = OpenAiWeights.Load(At("silent.model"), GoldenNet.PathOf("tiny.weights"));
        var error = Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.Read(At("silent.model")));

        Assert.That(policy.Config.Heads, Is.EqualTo(4));
        Assert.That(error!.Message, Does.Contain("attention heads"));
    }

    [Test]
    public void A_model_that_uses_its_last_layer_is_not_written_for_a_reference_that_drops_it()
    {
        var error = Assert.Throws<ArgumentException>(() => OpenAiModel.Write(At("a.model"), InverseDynamicsConfig.Nano with { UseLastLayer = true }));

        Assert.That(error!.Message, Does.Contain("last layer"));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [TestCase("nano")]
    [TestCase("1x")]
    [TestCase("3x")]
    public void A_policys_model_file_comes_back(string size)
    {
        OpenAiModel.Write(At("a.model"), PolicyConfig.ByName(size));

        Assert.That(OpenAiModel.KindOf(At("a.model")), Is.EqualTo(ModelKind.Policy));
        Assert.That(OpenAiModel.Read(At("a.model")), Is.EqualTo(PolicyConfig.ByName(size)));
    }

    [TestCase("nano")]
    [TestCase("4x")]
    public void An_inverse_dynamics_models_file_comes_back(string size)
    {
        OpenAiModel.Write(At("a.model"), InverseDynamicsConfig.ByName(size));

        Assert.That(OpenAiModel.KindOf(At("a.model")), Is.EqualTo(ModelKind.InverseDynamics));
        Assert.That(OpenAiModel.ReadInverseDynamics(At("a.model")), Is.EqualTo(InverseDynamicsConfig.ByName(size)));
    }

    [Test]
    public void A_source_is_a_folder_or_two_files()
    {
        using var policy = GoldenNet.Policy();
        PolicyCheckpoint.Save(At("folder"), policy);
        File.Copy(GoldenNet.PathOf("tiny.model"), At("same.model"));
        File.Copy(GoldenNet.PathOf("tiny.weights"), At("same.weights"));
        File.Copy(GoldenNet.PathOf("tiny.weights"), At("tuned.weights"));

        foreach (var text in new[] { At("folder"), At("same.weights"), At("same.model"), $"{At("same.model")}, {At("tuned.weights")}" })
        {
            using var loaded = ModelSource.Parse(text).LoadPolicy();
            Assert.That(ModelSource.Parse(text).ReadKind(), Is.EqualTo(ModelKind.Policy), text);
            Assert.That(GoldenNet.Same(loaded.NamedTensors[^1].Tensor, policy.NamedTensors[^1].Tensor), Is.True, text);
        }

        var error = Assert.Throws<FileNotFoundException>(() => ModelSource.Parse(At("tuned.weights")));
        Assert.That(error!.Message, Does.Contain("tuned.model").And.Contain("M.model,W.weights"));
        Assert.Throws<DirectoryNotFoundException>(() => ModelSource.Parse(At("nowhere")).LoadPolicy());
    }

    [TestCase("idm_tiny.model")]
    [TestCase("idm_tiny_full_p2.model")]
    [TestCase("idm_tiny_full_p4.model")]
    public void An_inverse_dynamics_models_file_cut_anywhere_is_refused(string name)
    {
        var whole = File.ReadAllBytes(GoldenNet.PathOf(name));

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("cut.model"), whole[..length]);
            Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.ReadInverseDynamics(At("cut.model")));
        }
    }

    [TestCase("os\nsystem", 'R')]
    [TestCase("posix\nsystem", 'R')]
    [TestCase("subprocess\nPopen", '\u0081')]
    [TestCase("builtins\nexec", 'R')]
    public void A_pickle_that_would_run_a_command_runs_nothing_and_is_refused(string named, char opcode)
    {
        // What Python's pickle module would carry out on loading: os.system("touch …").
        var witness = At("ran");
        var command = Encoding.UTF8.GetBytes($"touch {witness}");
        byte[] pickle = [0x80, 2, (byte)'c', .. Encoding.UTF8.GetBytes($"{named}\n"), (byte)'X', (byte)command.Length, 0, 0, 0, .. command, 0x85, (byte)opcode, (byte)'.'];
        File.WriteAllBytes(At("evil.model"), pickle);
        using (var zip = ZipFile.Open(At("evil.weights"), ZipArchiveMode.Create))
        {
            using var member = zip.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            member.Write(pickle);
        }

        var model = Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.Read(At("evil.model")));
        var weights = Assert.Throws<DamagedCheckpointException>(() => OpenAiWeights.Read(At("evil.weights")));

        var name = named.Replace('\n', '.');
        Assert.That(model!.Message, Does.Contain(name).And.Contain("Nothing was run").And.Contain("evil.model"));
        Assert.That(weights!.Message, Does.Contain(name).And.Contain("Nothing was run").And.Contain("evil.weights"));
        Assert.That(File.Exists(witness), Is.False);
    }

    [Test]
    public void A_hostile_call_is_refused_wherever_it_hides()
    {
        // The golden model file with gym3's classes, one of them renamed in place.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(GoldenNet.PathOf("tiny_full_p2.model")));
        var hostile = text.Replace("cgym3.types\nDictType\n", "cos\nsystem\n", StringComparison.Ordinal);
        Assert.That(hostile, Is.Not.EqualTo(text));
        File.WriteAllBytes(At("evil.model"), Encoding.Latin1.GetBytes(hostile));

        var error = Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.Read(At("evil.model")));

        Assert.That(error!.Message, Does.Contain("os.system"));
    }

    [TestCase('i')]
    [TestCase('o')]
    [TestCase('\u0082')]
    public void An_instruction_that_no_model_needs_is_refused(char opcode)
    {
        File.WriteAllBytes(At("odd.model"), [0x80, 2, (byte)opcode, (byte)'.']);

        var error = Assert.Throws<DamagedCheckpointException>(() => OpenAiModel.Read(At("odd.model")));

        Assert.That(error!.Message, Does.Contain($"0x{(int)opcode:x2}"));
    }

    [Test]
    public void Plain_data_comes_back_from_a_pickle_as_it_was()
    {
        var data = new Dictionary<object, object?>
        {
            ["whole"] = new List<object?> { 0L, 255L, 256L, -1L, 1L << 40, long.MinValue },
            ["real"] = -0.1875,
            ["flags"] = new object?[] { true, false, null, "ä" },
            ["tuples"] = new object?[] { Array.Empty<object?>(), new object?[] { 1L }, new object?[] { 1L, 2L } },
        };

        Assert.That(PickleReader.Read(PickleWriter.Write(data)), Is.EqualTo(data));
    }

    private static ModelSource Golden(string name) => ModelSource.Parse(GoldenNet.PathOf($"{name}.weights"));

    private static string Told(KeyValuePair<object, object?> entry)
    {
        var arguments = ((PickleObject)entry.Value!).Arguments;
        var storage = ((PickleObject)arguments[0]!).Arguments;

        return $"{entry.Key} {((PickleObject)entry.Value!).Maker}: {string.Join(' ', storage)}; {arguments[1]}; "
            + $"{string.Join(',', (object?[])arguments[2]!)}; {string.Join(',', (object?[])arguments[3]!)}; {arguments[4]}";
    }

    private static void AssertSameTensors(string golden, string path)
    {
        using var scope = NewDisposeScope();
        var (expected, actual) = (OpenAiWeights.Read(GoldenNet.PathOf(golden)), OpenAiWeights.Read(path));
        Assert.That(actual.Keys, Is.EqualTo(expected.Keys));

        foreach (var (name, tensor) in expected)
        {
            Assert.That(actual[name].shape, Is.EqualTo(tensor.shape), name);
            Assert.That(Bytes(actual[name]), Is.EqualTo(Bytes(tensor)), name);
        }
    }

    private static byte[] Bytes(Tensor tensor)
    {
        var bytes = new byte[tensor.numel() * tensor.element_size()];
        TensorBytes.CopyTo(tensor, bytes);

        return bytes;
    }

    /// <summary>Members by their names without the archive's folder: where the content begins, how it is packed, and the content.</summary>
    private static Dictionary<string, (long Offset, int Method, byte[] Content)> Members(string path)
    {
        var bytes = File.ReadAllBytes(path);
        using var zip = ZipFile.OpenRead(path);
        var members = new Dictionary<string, (long Offset, int Method, byte[] Content)>();
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 6));

        foreach (var entry in zip.Entries)
        {
            var at = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(directory + 42));
            var (nameLength, extraLength) = (U16(at + 26), U16(at + 28));
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            members.Add(entry.FullName[(entry.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..], (at + 30 + nameLength + extraLength, U16(at + 8), content.ToArray()));
            directory += 46 + U16(directory + 28) + U16(directory + 30) + U16(directory + 32);
        }

        return members;

        int U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));
    }

    private string At(string name) => Path.Combine(_folder, name);
}

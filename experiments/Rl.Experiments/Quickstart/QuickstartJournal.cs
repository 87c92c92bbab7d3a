using System.Text.Json;
using Rl.Experiments.Configuration;

namespace Rl.Experiments.Quickstart;

/// <summary>What has been done: quickstart.json in the run's folder, rewritten in one step after every stage.</summary>
public sealed class QuickstartJournal
{
    private readonly string _path;
    private readonly List<FinishedStage> _finished;

    private QuickstartJournal(string path, List<FinishedStage> finished)
    {
        (_path, _finished) = (path, finished);
    }

    /// <summary>Finished stages, in the order in which they were finished.</summary>
    public IReadOnlyList<FinishedStage> Finished => _finished;

    /// <summary>Opens the journal of a run's folder, or begins one.</summary>
    /// <exception cref="UsageException">The file is no journal.</exception>
    public static QuickstartJournal Open(string folder)
    {
        var path = Path.Combine(folder, "quickstart.json");
        try
        {
            return new QuickstartJournal(path, File.Exists(path) ? JsonSerializer.Deserialize<List<FinishedStage>>(File.ReadAllText(path), ConfigLoader.Json)! : []);
        }
        catch (JsonException error)
        {
            throw new UsageException($"{path} is damaged: {error.Message} Begin anew with --force.", error);
        }
    }

    /// <summary>True if a stage needs not be run again.</summary>
    public bool Has(string stage) => _finished.Any(finished => finished.Name == stage);

    /// <summary>Notes a stage as finished.</summary>
    public void Add(FinishedStage stage)
    {
        _finished.Add(stage);
        WholeFile.Write(_path, JsonSerializer.Serialize(_finished, ConfigLoader.Json));
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Rl.Env;
using Rl.Env.Actions;
using Rl.Env.Experts;
using Rl.Env.Tasks;
using Rl.Env.World;

namespace Rl.Pretrain.Recordings;

/// <summary>A world and someone who plays in it, so that both see the same game.</summary>
/// <param name="Environment">The world, with its task; the recorder disposes it.</param>
/// <param name="Reset">Tells the player that the episode in the world of a seed has begun; called after the environment's reset.</param>
/// <param name="Act">What the player would do now; called once before every step.</param>
public sealed record ExpertPlay(IEnvironment Environment, Action<long> Reset, Func<MinecraftAction> Act)
{
    private static readonly JsonSerializerOptions PersonaJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Temper and habits of this episode's player, as a JSON object; null for one who has none. Asked for after a reset.</summary>
    public Func<JsonElement?> DescribePersona { get; init; } = () => null;

    /// <summary>The experts that <c>Create</c> knows.</summary>
    public static IReadOnlyList<string> Experts { get; } = ["lumberjack", "prospector"];

    /// <summary>The expert who knows what to do in a world: the prospector where the whole road can be gone, the lumberjack elsewhere.</summary>
    public static string For(string environment) => environment is "survival" or "compact" ? "prospector" : "lumberjack";

    /// <summary>Sets an expert into a world, by the names in a recording's settings.</summary>
    /// <param name="config">Names of the world and the expert, and the size of the frames.</param>
    /// <param name="task">What is rewarded; the episode ends when the recording's steps are over.</param>
    /// <exception cref="ArgumentException">There is no such world or expert, or the expert cannot play in that world.</exception>
    public static ExpertPlay Create(RecordingConfig config, TaskConfig task) =>
        Create(config.Environment, config.Expert, config.FrameSize, task with { EpisodeSteps = config.EpisodeSteps });

    /// <summary>Sets an expert into a world whose frames may have any size.</summary>
    /// <param name="environment">The world's name in the catalog.</param>
    /// <param name="expert">One of <see cref="Experts"/>.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="task">What is rewarded, and for how long is played.</param>
    /// <exception cref="ArgumentException">There is no such world or expert, or the expert cannot play in that world.</exception>
    public static ExpertPlay Create(string environment, string expert, FrameSize size, TaskConfig task)
    {
        if (!Experts.Contains(expert))
        {
            throw new ArgumentException($"There is no expert '{expert}'. Known ones: {string.Join(", ", Experts)}.");
        }

        if (EnvironmentCatalog.Create(environment, size) is not VoxelWorld world)
        {
            throw new ArgumentException($"The {expert} plays in the embedded world only, not in '{environment}'.");
        }

        var environmentWithTask = new TaskEnvironment(world, task);
        if (expert == "prospector")
        {
            var prospector = new Prospector(world);
            return new ExpertPlay(environmentWithTask, prospector.Reset, prospector.Act)
            {
                DescribePersona = () => JsonSerializer.SerializeToElement(prospector.Persona, PersonaJson),
            };
        }

        var lumberjack = new Lumberjack(world);
        return new ExpertPlay(environmentWithTask, lumberjack.Reset, lumberjack.Act)
        {
            DescribePersona = () => JsonSerializer.SerializeToElement(lumberjack.Style, PersonaJson),
        };
    }
}

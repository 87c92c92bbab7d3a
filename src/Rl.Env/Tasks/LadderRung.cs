namespace Rl.Env.Tasks;

/// <summary>One rung of the ladder from bare hands to a diamond pickaxe.</summary>
/// <param name="Key">The rung's name in reports: <c>log</c>.</param>
/// <param name="Items">Ids of the items that count for it; every species of log is a log.</param>
/// <param name="Quantity">Units that are rewarded in one episode; more are worth nothing.</param>
/// <param name="RewardEach">Reward for each unit up to <paramref name="Quantity"/>.</param>
public sealed record LadderRung(string Key, IReadOnlyList<string> Items, int Quantity, double RewardEach);

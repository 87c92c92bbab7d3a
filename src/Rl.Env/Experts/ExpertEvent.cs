namespace Rl.Env.Experts;

/// <summary>An expert turned to something else.</summary>
/// <param name="Tick">Ticks since the reset.</param>
/// <param name="Subgoal">What he set out to do, as a phrase: "gather logs", "craft stone pickaxe".</param>
public readonly record struct ExpertEvent(long Tick, string Subgoal);

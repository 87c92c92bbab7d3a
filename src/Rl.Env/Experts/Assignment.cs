namespace Rl.Env.Experts;

/// <summary>What to do next, and what it is for.</summary>
/// <param name="Errand">What to do.</param>
/// <param name="Subgoal">What it is for, as a phrase.</param>
internal readonly record struct Assignment(IErrand Errand, string Subgoal);

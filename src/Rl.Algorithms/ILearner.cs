namespace Rl.Algorithms;

/// <summary>Improves a policy by the fragments of one iteration at a time. Not thread-safe; nobody may run the policy during an update.</summary>
public interface ILearner : IDisposable
{
    /// <summary>Trains the policy on an iteration's fragments, all of one length. They stay the caller's.</summary>
    /// <param name="fragments">At least one.</param>
    /// <param name="iteration">Completed iterations before this one; decides ρ and the order of the mini-batches.</param>
    LearnerReport Update(IReadOnlyList<TrainingFragment> fragments, long iteration);

    /// <summary>Copies what a resume needs beside the policy's own tensors; the caller disposes it.</summary>
    LearnerState SaveState();

    /// <summary>Takes over a saved state; it stays the caller's.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape; the message names it. Discard the learner then.</exception>
    void LoadState(LearnerState state);
}

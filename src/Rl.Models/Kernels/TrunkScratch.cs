using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rl.Models.Kernels;

/// <summary>What one thread needs to take one image at a time through a trunk, there and back.</summary>
internal sealed unsafe class TrunkScratch
{
    private const int Line = 64;

    // Pinned, and all zeros at first; it lives as long as the addresses in it.
    private readonly float[] _memory;

    /// <param name="stacks">The trunk's.</param>
    /// <param name="image">What enters the first, dense.</param>
    public TrunkScratch(IReadOnlyList<StackKernel> stacks, Planes image)
    {
        var widest = stacks.Select(stack => stack.Output.Size).Prepend(image.Size).Max();
        _memory = GC.AllocateArray<float>(stacks.Sum(stack => stack.ScratchLength) + (3 * widest) + (Line / sizeof(float)), pinned: true);
        var next = (float*)(((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) + Line - 1) / Line * Line);
        Stacks = new StackScratch[stacks.Count];

        for (var i = 0; i < stacks.Count; i++)
        {
            Stacks[i] = stacks[i].Scratch(next);
            next += stacks[i].ScratchLength;
        }

        Image = next;
        Gradient = next + widest;
        InputGradient = next + (2 * widest);
    }

    public StackScratch[] Stacks { get; }

    /// <summary>The image as dense planes, where the first stack normalises it.</summary>
    public float* Image { get; }

    /// <summary>The gradient of what a stack gives.</summary>
    public float* Gradient { get; private set; }

    /// <summary>The gradient of what a stack is given.</summary>
    public float* InputGradient { get; private set; }

    /// <summary>What a stack was given is what the one before it gave.</summary>
    public void SwapGradients()
    {
        var given = InputGradient;
        InputGradient = Gradient;
        Gradient = given;
    }
}

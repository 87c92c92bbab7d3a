using Rl.Env.World.Blocks;
using Rl.Env.World.Dynamics;
using Rl.Env.World.Windows;

namespace Rl.Env.World.Rendering;

/// <summary>Everything a frame shows besides the blocks: filled by the simulation each tick, read by the renderer.</summary>
public sealed class Scene
{
    /// <summary>Most items lying about that one frame draws.</summary>
    public const int MaxEntities = 256;

    /// <summary>Most falling blocks that one frame draws.</summary>
    public const int MaxFalling = FallingBlocks.Capacity;

    /// <summary>Most animals that one frame draws.</summary>
    public const int MaxAnimals = 64;

    /// <summary>Eye position east, in blocks.</summary>
    public double EyeX { get; set; }

    /// <summary>Eye position up, in blocks.</summary>
    public double EyeY { get; set; }

    /// <summary>Eye position south, in blocks.</summary>
    public double EyeZ { get; set; }

    /// <summary>Heading in degrees: 0 looks to +Z, 90 to −X.</summary>
    public float YawDegrees { get; set; }

    /// <summary>Pitch in degrees, +90 looks straight down.</summary>
    public float PitchDegrees { get; set; }

    /// <summary>Vertical field of view in degrees, of a 16:9 picture whatever the frame's size.</summary>
    public float FieldOfViewDegrees { get; set; } = 70f;

    /// <summary>True if the eye is under water.</summary>
    public bool EyeInWater { get; set; }

    /// <summary>The block being mined; read only while <see cref="CrackStage"/> is not negative.</summary>
    public (int X, int Y, int Z) CrackedBlock { get; set; }

    /// <summary>Crack overlay 0 to 9, or −1 for none.</summary>
    public int CrackStage { get; set; } = -1;

    /// <summary>The block in reach under the crosshair, outlined; null for none.</summary>
    public (int X, int Y, int Z)? TargetedBlock { get; set; }

    /// <summary>Items lying about; the first <see cref="EntityCount"/> entries count.</summary>
    public ItemSprite[] Entities { get; } = new ItemSprite[MaxEntities];

    /// <summary>How many of <see cref="Entities"/> are drawn.</summary>
    public int EntityCount { get; set; }

    /// <summary>Blocks on their way down; the first <see cref="FallingCount"/> entries count.</summary>
    public FallingSprite[] Falling { get; } = new FallingSprite[MaxFalling];

    /// <summary>How many of <see cref="Falling"/> are drawn.</summary>
    public int FallingCount { get; set; }

    /// <summary>Animals in sight; the first <see cref="AnimalCount"/> entries count.</summary>
    public AnimalSprite[] Animals { get; } = new AnimalSprite[MaxAnimals];

    /// <summary>How many of <see cref="Animals"/> are drawn.</summary>
    public int AnimalCount { get; set; }

    /// <summary>Arm swing from 0 (start or rest) to 1 (end); moves by one sixth a tick.</summary>
    public float SwingProgress { get; set; }

    /// <summary>The nine hotbar slots, left to right.</summary>
    public ItemStack[] Hotbar { get; } = new ItemStack[9];

    /// <summary>The selected hotbar slot, 0 to 8; its item is held.</summary>
    public int SelectedSlot { get; set; }

    /// <summary>Half hearts, 0 to 20.</summary>
    public int Health { get; set; } = 20;

    /// <summary>Half drumsticks, 0 to 20.</summary>
    public int Food { get; set; } = 20;

    /// <summary>Air, 0 to 300; bubbles are drawn below 300.</summary>
    public int Air { get; set; } = 300;

    /// <summary>Time of day in ticks, 0 to 23999: 0 is sunrise, 6000 noon, 18000 midnight.</summary>
    public int DayTick { get; set; } = 6000;

    /// <summary>True if the eye is in lava.</summary>
    public bool EyeInLava { get; set; }

    /// <summary>The window over the world.</summary>
    public WindowView Window { get; } = new();
}

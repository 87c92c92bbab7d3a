namespace Rl.Env.World.Items;

/// <summary>
/// How items lie about, in blocks and ticks of 50 ms; the defaults are Minecraft 1.16.5. Marks: V read in a source, Mh, Mm from memory with
/// high, medium confidence.
/// </summary>
public sealed record ItemEntityConfig
{
    /// <summary>Width and height of an item's box. V</summary>
    public double Size { get; init; } = 0.25;

    /// <summary>Fall acceleration. Mh</summary>
    public double Gravity { get; init; } = 0.04;

    /// <summary>Share of speed kept per tick. Mh</summary>
    public double Drag { get; init; } = 0.98;

    /// <summary>Further share of horizontal speed kept per tick on the ground. Mh</summary>
    public double Slipperiness { get; init; } = 0.6;

    /// <summary>Share of the falling speed with which an item bounces. Mh</summary>
    public double Bounce { get; init; } = 0.5;

    /// <summary>Falling speed below which an item comes to rest. Mm</summary>
    public double RestSpeed { get; init; } = 0.1;

    /// <summary>Speed added per tick by which an item rises in water. Mm</summary>
    public double Buoyancy { get; init; } = 0.0005;

    /// <summary>Fastest rise in water. Mm</summary>
    public double BuoyantSpeed { get; init; } = 0.06;

    /// <summary>Share of horizontal speed kept per tick in water. Mm</summary>
    public double WaterDrag { get; init; } = 0.99;

    /// <summary>Most a broken block's drop lies off the block's centre, per axis. Mh</summary>
    public double SpawnSpread { get; init; } = 0.25;

    /// <summary>Fastest sideways speed of a drop. Mh</summary>
    public double SpawnSpeed { get; init; } = 0.1;

    /// <summary>Upward speed of a drop. Mh</summary>
    public double SpawnLift { get; init; } = 0.2;

    /// <summary>Speed of a thrown item along the view. Mh</summary>
    public double ThrowSpeed { get; init; } = 0.3;

    /// <summary>Upward speed added to a thrown item. Mh</summary>
    public double ThrowLift { get; init; } = 0.1;

    /// <summary>Where a thrown item starts, below the eye. Mh</summary>
    public double ThrowBelowEye { get; init; } = 0.3;

    /// <summary>Ticks before a broken block's drop can be picked up. Mh</summary>
    public int PickupDelayTicks { get; init; } = 10;

    /// <summary>Ticks before a dropped item can be picked up. Mh</summary>
    public int DroppedPickupDelayTicks { get; init; } = 40;

    /// <summary>How much the player's box grows sideways to pick up. V</summary>
    public double PickupReach { get; init; } = 1.0;

    /// <summary>How much the player's box grows up and down to pick up. V</summary>
    public double PickupReachVertical { get; init; } = 0.5;

    /// <summary>Ticks after which an item is gone. Mh</summary>
    public int DespawnTicks { get; init; } = 6000;

    /// <summary>Sideways gap within which equal items merge. Mh</summary>
    public double MergeReach { get; init; } = 0.5;

    /// <summary>Ticks between two tries of a moving item to merge. Mh</summary>
    public int MergeTicksMoving { get; init; } = 2;

    /// <summary>Ticks between two tries of a resting item to merge. Mh</summary>
    public int MergeTicksResting { get; init; } = 40;
}

using Rl.Env.Seeds;

namespace Rl.Env.Experts;

/// <summary>How one prospector differs from another: the temper of his hand, and what he is used to doing.</summary>
public sealed record Persona
{
    /// <summary>Largest camera motion, in bins from the resting one: 4 is 5.8 degrees, 5 is 10.</summary>
    public int FastestBin { get; init; } = 5;

    /// <summary>Largest cursor motion, in bins from the resting one: 3 is 21 pixels, 5 is 67.</summary>
    public int CursorBin { get; init; } = 4;

    /// <summary>Most ticks for which the cursor rests on a slot before the press.</summary>
    public int Dwell { get; init; } = 2;

    /// <summary>Most ticks for which he thinks between two errands.</summary>
    public int Hesitation { get; init; } = 6;

    /// <summary>Chance that a motion of the cursor goes past its slot and comes back.</summary>
    public double Overshoots { get; init; } = 0.1;

    /// <summary>Chance that a click goes to an empty slot first.</summary>
    public double Misclicks { get; init; } = 0.02;

    /// <summary>Chance that he opens the inventory between two errands just to look.</summary>
    public double Peeks { get; init; } = 0.02;

    /// <summary>How far from a face's middle he aims at it, in blocks.</summary>
    public double Scatter { get; init; } = 0.2;

    /// <summary>Pitch under which he walks, in degrees.</summary>
    public double WalkingPitch { get; init; } = 12;

    /// <summary>Blocks of plain way ahead from which on he sprints.</summary>
    public double SprintDistance { get; init; } = 4;

    /// <summary>The side to which he turns when he looks around.</summary>
    public bool TurnsRight { get; init; } = true;

    /// <summary>The quarter in which he digs by preference.</summary>
    public int Quarter { get; init; }

    /// <summary>How he digs down.</summary>
    public ShaftStyle Shaft { get; init; }

    /// <summary>Logs he wants before he begins to craft.</summary>
    public int Logs { get; init; } = 8;

    /// <summary>Cobblestone he wants before he makes a stone pickaxe.</summary>
    public int Cobblestone { get; init; } = 14;

    /// <summary>True if he carries iron ore down to where the diamonds are before he smelts it.</summary>
    public bool SmeltsBelow { get; init; } = true;

    /// <summary>True if he stands by while a furnace works.</summary>
    public bool WaitsAtFurnace { get; init; }

    /// <summary>Coal he would like to carry.</summary>
    public int Coal { get; init; } = 3;

    /// <summary>Sticks he makes at once at first.</summary>
    public int Sticks { get; init; } = 8;

    /// <summary>Spare stone pickaxes for a long tunnel.</summary>
    public int SparePickaxes { get; init; } = 1;

    /// <summary>True if he makes sticks before the table.</summary>
    public bool SticksFirst { get; init; }

    /// <summary>True if he makes a wooden axe when he can.</summary>
    public bool MakesAxe { get; init; }

    /// <summary>True if he makes a shovel when he can.</summary>
    public bool MakesShovel { get; init; }

    /// <summary>True if he makes a sword when he can.</summary>
    public bool MakesSword { get; init; }

    /// <summary>True if he makes torches when he can.</summary>
    public bool MakesTorches { get; init; }

    /// <summary>True if he takes the results of a grid by shift-click.</summary>
    public bool TakesQuickly { get; init; } = true;

    /// <summary>True if he carries his table on where it is little trouble.</summary>
    public bool TakesTable { get; init; }

    /// <summary>True if he digs at eye level first, false if at his feet.</summary>
    public bool DigsHighFirst { get; init; } = true;

    /// <summary>Hotbar slot, 0 to 8, for his pickaxe; other tools lie to its right.</summary>
    public int ToolSlot { get; init; }

    /// <summary>Draws a persona.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="isNear">True where everything is near, and less is needed on the way.</param>
    internal static Persona Draw(SeededRandom random, bool isNear)
    {
        var persona = Draw(random);
        return isNear
            ? persona with
            {
                Logs = 6,
                Cobblestone = 3 + (persona.Cobblestone % 2),
                Coal = persona.MakesTorches ? 2 : 1,
                SparePickaxes = 0,
                CursorBin = 5,
                Dwell = Math.Min(persona.Dwell, 2),
                Hesitation = Math.Min(persona.Hesitation, 4),
                WaitsAtFurnace = false,
                SmeltsBelow = true,
                MakesAxe = false,
                MakesShovel = false,
                MakesSword = false,
                TakesTable = true,
                FastestBin = 5,
            }
            : persona;
    }

    private static Persona Draw(SeededRandom random)
    {
        var persona = DrawAll(random);
        return persona.MakesTorches ? persona with { Sticks = 12, Coal = Math.Max(persona.Coal, 3) } : persona;
    }

    private static Persona DrawAll(SeededRandom random) => new()
    {
        FastestBin = random.Next(4, 6),
        CursorBin = random.Next(3, 6),
        Dwell = random.Next(1, 5),
        Hesitation = random.Next(2, 14),
        Overshoots = random.NextDouble() * 0.25,
        Misclicks = random.NextDouble() * 0.05,
        Peeks = random.NextDouble() * 0.03,
        Scatter = 0.05 + (random.NextDouble() * 0.25),
        WalkingPitch = random.NextDouble() * 22,
        SprintDistance = 3 + (random.NextDouble() * 4),
        TurnsRight = random.Next(2) == 0,
        Quarter = random.Next(Cell.Quarters),
        Shaft = random.Next(6) switch { 0 => ShaftStyle.Spiral, 1 => ShaftStyle.Zigzag, _ => ShaftStyle.Straight },
        Logs = random.Next(7, 11),
        Cobblestone = random.Next(3) == 0 ? random.Next(11, 18) : random.Next(3, 7),
        SmeltsBelow = random.Next(4) != 0,
        WaitsAtFurnace = random.Next(3) == 0,
        Coal = random.Next(1, 6),
        Sticks = 4 * random.Next(2, 4),
        SparePickaxes = random.Next(1, 3),
        SticksFirst = random.Next(2) == 0,
        MakesAxe = random.Next(5) == 0,
        MakesShovel = random.Next(5) == 0,
        MakesSword = random.Next(4) == 0,
        MakesTorches = random.Next(3) == 0,
        TakesQuickly = random.Next(3) != 0,
        TakesTable = random.Next(3) == 0,
        DigsHighFirst = random.Next(4) != 0,
        ToolSlot = random.Next(3) == 0 ? random.Next(0, 6) : 0,
    };
}

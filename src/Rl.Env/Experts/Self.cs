using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>
/// What a player is to himself, shared by all that he does: body, eyes, hands, pack and temper. The only way from an expert to the world:
/// blocks through <see cref="Sight"/>, things lying about through <see cref="LooseItems"/>, the rest is his own body and the screen.
/// </summary>
internal sealed class Self
{
    private readonly VoxelWorld _world;

    public Self(VoxelWorld world)
    {
        _world = world;
        Controls = new Controls(world.Player);
        Pack = new Pack(world.Inventory);
        Loose = new LooseItems(world, Sight, Pack);
        Chart = new Chart(Sight, Pack);
    }

    public Player Body => _world.Player;

    public Sight Sight { get; } = new();

    public Controls Controls { get; }

    public Pack Pack { get; }

    public Chart Chart { get; }

    /// <summary>Things lying about that are in view.</summary>
    public LooseItems Loose { get; }

    public Persona Persona { get; private set; } = new();

    public SeededRandom Random { get; } = new(0);

    /// <summary>What the open window shows.</summary>
    public WindowView Window => _world.Window;

    /// <summary>Half hearts.</summary>
    public float Health => _world.Health;

    /// <summary>Half drumsticks.</summary>
    public int Food => _world.Food;

    /// <summary>Times he died.</summary>
    public int Deaths => _world.Deaths;

    /// <summary>Ticks since the reset.</summary>
    public long Tick { get; private set; }

    /// <summary>Where the eyes are.</summary>
    public (double X, double Y, double Z) Eye => (Body.X, Body.EyeY, Body.Z);

    /// <summary>The cell that he stands in: the one his feet are in, or the one beside it whose floor holds him up over an edge.</summary>
    public Cell Stand { get; private set; }

    /// <summary>Begins an episode, knowing nothing.</summary>
    public void Begin(ulong seed)
    {
        Random.Reseed(seed);
        Persona = Persona.Draw(Random, _world.Config.Landscape == Landscape.Compact);
        Controls.FastestBin = Persona.FastestBin;
        Sight.Reset();
        Loose.Reset();
        Chart.Reset();
        Tick = 0;
    }

    /// <summary>Begins a tick: lets go of all keys, and looks.</summary>
    public void Sense()
    {
        Tick++;
        Controls.Release();
        if (Window.Kind == WindowKind.None)
        {
            Sight.Look(_world.Volume, _world.FrameEye, (Body.Yaw, Body.Pitch), Body.EyeInWater, Tick);
            Loose.Look(Tick);
        }

        Chart.Refresh(Tick);
        Stand = FindStand();
    }

    /// <summary>Horizontal distance to a point.</summary>
    public double GroundDistanceTo(double x, double z) => Math.Sqrt(((x - Body.X) * (x - Body.X)) + ((z - Body.Z) * (z - Body.Z)));

    /// <summary>A draw from 0 to a bound, the bound included.</summary>
    public int UpTo(int most) => Random.Next(most + 1);

    /// <summary>Presses the key of a hotbar slot unless it is selected; true if it is.</summary>
    public bool Select(int slot)
    {
        if (Pack.SelectedSlot == slot)
        {
            return true;
        }

        Controls.Hold((Buttons)((int)Buttons.Hotbar1 << slot));
        return false;
    }

    /// <summary>Goes to the middle of the cell that he stands in; true if he is there, within so many blocks.</summary>
    public bool Center(double tolerance)
    {
        var (x, _, z) = Stand.Center;
        if (GroundDistanceTo(x, z) <= tolerance)
        {
            return true;
        }

        const double aligned = 30;
        var yaw = Bearing.Yaw(x - Body.X, z - Body.Z);
        Controls.Aim(yaw, Body.Pitch);
        if (Math.Abs(Bearing.Wrap(yaw - Body.Yaw)) < aligned)
        {
            Controls.Hold(Buttons.Forward | Buttons.Sneak);
        }

        return false;
    }

    private Cell FindStand()
    {
        var feet = Cell.Containing(Body.X, Body.Y + 0.01, Body.Z);
        if (!Body.OnGround || Sight.At(feet.Below()) is not { } floor || BlockTable.IsSolid(floor))
        {
            return feet;
        }

        const double half = 0.3;
        var best = feet;
        var least = double.MaxValue;
        for (var corner = 0; corner < 9; corner++)
        {
            var cell = Cell.Containing(Body.X + (((corner % 3) - 1) * half), Body.Y + 0.01, Body.Z + (((corner / 3) - 1) * half));
            var distance = GroundDistanceTo(cell.X + 0.5, cell.Z + 0.5);
            if (distance < least && Sight.IsSolid(cell.Below()))
            {
                (best, least) = (cell, distance);
            }
        }

        return best;
    }
}

using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>
/// Plays the whole road from bare hands to a diamond pickaxe as a person would: fells trees, crafts with the cursor, digs down, smelts, looks for
/// diamonds. It acts through the agent's own actions and knows of the world what it has seen (<see cref="Sight"/>), its own body and pack, and
/// what windows show. The seed decides its temper and its habits.
/// </summary>
public sealed class Prospector
{
    private readonly Self _self;
    private readonly Errands _errands;
    private readonly Prospects _prospects;
    private readonly Agenda _agenda;
    private readonly Flight _flight;
    private IErrand? _errand;
    private string _subgoal = "";
    private int _pause;
    private int _deaths;
    private bool _hasBegun;

    /// <summary>A prospector in a world; <see cref="Reset"/> follows each reset of the world.</summary>
    public Prospector(VoxelWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _self = new Self(world);
        _errands = new Errands(_self);
        _prospects = new Prospects(_self, _errands.Miner);
        _agenda = new Agenda(_self, _errands, _prospects);
        _flight = new Flight(_self);
    }

    /// <summary>Hears of every subgoal that the expert turns to; null if nobody listens.</summary>
    public Action<ExpertEvent>? SubgoalChanged { get; set; }

    /// <summary>How this episode's prospector differs from others.</summary>
    public Persona Persona => _self.Persona;

    /// <summary>What he is about, as a phrase.</summary>
    public string Subgoal => _subgoal;

    /// <summary>Begins an episode, knowing nothing; the seed decides the style of play.</summary>
    public void Reset(long seed)
    {
        _self.Begin(SeedRule.Derive((ulong)seed, [0x70726F73706563]));
        _errands.Reset();
        _prospects.Reset();
        _errand = null;
        _subgoal = "";
        _pause = 0;
        _deaths = 0;
        _hasBegun = false;
    }

    /// <summary>Decides on the action that answers the newest frame.</summary>
    public MinecraftAction Act()
    {
        _self.Sense();
        if (!_hasBegun || _self.Deaths != _deaths)
        {
            BeginLife();
        }

        if (_self.Window.Kind == WindowKind.None && _flight.Act())
        {
            Drop();
        }
        else if (_pause > 0 && !_self.Body.InWater)
        {
            _pause--;
        }
        else
        {
            Work();
        }

        if (_self.Window.Kind == WindowKind.None && _self.Body.InWater && Floats())
        {
            _self.Controls.Float();
        }

        return _self.Controls.Action;
    }

    /// <summary>True if he holds jump in water: not to dive, and not where he can stand and work with his head out.</summary>
    private bool Floats()
    {
        var action = _self.Controls.Action;
        return !action.Holds(Buttons.Sneak)
            && (_self.Body.EyeInWater || action.Holds(Buttons.Forward) || _self.Chart.IsWater(_self.Stand.Below()));
    }

    /// <summary>At the start, and after a death, which costs all that was carried.</summary>
    private void BeginLife()
    {
        _errand?.Leave();
        _errand = null;
        _hasBegun = true;
        _deaths = _self.Deaths;
        _agenda.Reset();
        _flight.Reset();
    }

    private void Drop()
    {
        if (_errand is { } errand)
        {
            errand.Leave();
            _agenda.Report(errand, Progress.Failed);
            _errand = null;
        }
    }

    private void Work()
    {
        if (_errand is null)
        {
            var (errand, subgoal) = _agenda.Next();
            _errand = errand;
            var isAside = subgoal == Agenda.Collecting || _subgoal == Agenda.Collecting;
            if (subgoal != _subgoal && Announce(errand is CraftErrand ? _errands.Craft.Subgoal : subgoal) && !isAside && Hesitates())
            {
                return;
            }
        }

        if (_self.Window.Kind != WindowKind.None && !_errand.UsesWindows)
        {
            _ = _errands.Key.Close();
            return;
        }

        var progress = _errand.Act();
        if (_errand == _errands.Craft)
        {
            Announce(_errands.Craft.Subgoal);
        }

        if (progress != Progress.Underway)
        {
            _errand.Leave();
            _agenda.Report(_errand, progress);
            _errand = null;
        }
    }

    /// <summary>Tells of a new subgoal; false if it is the old one.</summary>
    private bool Announce(string subgoal)
    {
        if (subgoal == _subgoal)
        {
            return false;
        }

        _subgoal = subgoal;
        SubgoalChanged?.Invoke(new ExpertEvent(_self.Tick, subgoal));
        return true;
    }

    /// <summary>Thinks a moment before something new, or has a look at the inventory first.</summary>
    private bool Hesitates()
    {
        _pause = _self.UpTo(_self.Persona.Hesitation);
        if (_self.Random.NextDouble() < _self.Persona.Peeks && _self.Window.Kind == WindowKind.None)
        {
            _errand?.Leave();
            _errands.Peek.Begin();
            _errand = _errands.Peek;
        }

        return _pause > 0;
    }
}

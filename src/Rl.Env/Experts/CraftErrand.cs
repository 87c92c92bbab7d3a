using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Making things: opens the inventory or a table, works off the orders one after another, closes it.</summary>
internal sealed class CraftErrand(Self self, Workshop workshop, Bench bench, InventoryKey key) : IErrand
{
    private const int MostOrders = 8;

    private readonly Order[] _orders = new Order[MostOrders];
    private int _count;
    private int _next;
    private int _pause;
    private bool _hasBegun;
    private bool _isClosing;
    private bool _failed;
    private WindowKind _kind;

    /// <summary>Where he crafted last, if at a table.</summary>
    public Cell? Table { get; private set; }

    /// <summary>The order in work, as a phrase.</summary>
    public string Subgoal => _count == 0 ? "craft" : _orders[Math.Min(_next, _count - 1)].Recipe.Subgoal;

    /// <summary>Begins a list of orders in a window.</summary>
    public void Begin(WindowKind kind)
    {
        (_kind, _count, _next, _hasBegun, _isClosing, _failed) = (kind, 0, 0, false, false, false);
        Table = null;
        Think();
        workshop.Stop();
    }

    /// <summary>Adds an order.</summary>
    public void Add(Recipe recipe, int times)
    {
        if (times > 0 && _count < MostOrders)
        {
            _orders[_count++] = new Order(recipe, times);
        }
    }

    /// <inheritdoc />
    public bool UsesWindows => true;

    /// <inheritdoc />
    public Progress Act()
    {
        if (_count == 0)
        {
            return Progress.Failed;
        }

        if (self.Window.Kind != _kind && !_isClosing)
        {
            return _hasBegun ? Progress.Failed : Open();
        }

        if (_pause > 0)
        {
            _pause--;
            return Progress.Underway;
        }

        if (_isClosing)
        {
            return !key.Close() ? Progress.Underway : _failed ? Progress.Failed : Progress.Done;
        }

        if (!_hasBegun)
        {
            _hasBegun = true;
            Table = _kind == WindowKind.Player ? null : workshop.Site;
            bench.Begin(_orders[_next]);
        }

        var progress = bench.Act();
        if (progress == Progress.Underway)
        {
            return Progress.Underway;
        }

        Think();
        _failed |= progress == Progress.Failed;
        _isClosing = ++_next == _count || _failed;
        if (!_isClosing)
        {
            bench.Begin(_orders[_next]);
        }

        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave() => workshop.Stop();

    private void Think() => _pause = self.UpTo(self.Persona.Dwell);

    private Progress Open()
    {
        if (_kind == WindowKind.Player)
        {
            _ = key.Open();
            return Progress.Underway;
        }

        return workshop.Enter(_kind) == Progress.Failed ? Progress.Failed : Progress.Underway;
    }
}

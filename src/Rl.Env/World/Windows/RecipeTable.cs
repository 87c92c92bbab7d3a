using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>
/// Patterns of a crafting grid and what they make. A pattern is found by one 64-bit key: the width and height of the smallest rectangle
/// around it, and six bits for each cell within. So it matches wherever it lies in a grid, and only if every other cell is empty. Its
/// mirror image has a key of its own. Looking up allocates nothing.
/// </summary>
internal sealed class RecipeTable
{
    private const int BitsPerCell = 6;
    private const int MaximumCells = 9;
    private const int ShapeShift = BitsPerCell * MaximumCells;
    private const ulong PairMark = 1UL << 58;

    /// <summary>Stands for planks of any kind; no item has this number for its own.</summary>
    private const byte AnyPlanks = 1;

    private readonly Dictionary<ulong, ItemStack> _results = [];
    private readonly byte[] _ingredients = new byte[ItemTable.Count];
    private byte _lastIngredient = AnyPlanks;

    /// <summary>
    /// Adds a pattern and its mirror image. Rows from top to bottom are parted by strokes: <c>P</c> stands for planks of any kind, mixed or
    /// not, <c>S</c> for a stick, <c>X</c> and <c>Y</c> for the two items given, a blank for an empty cell.
    /// </summary>
    public void Add(ItemStack result, string pattern, ItemId x = ItemId.None, ItemId y = ItemId.None)
    {
        var rows = pattern.Split('/');
        var width = rows[0].Length;
        var key = Shape(width, rows.Length);
        var mirrored = key;
        for (var cell = 0; cell < width * rows.Length; cell++)
        {
            var (row, column) = (rows[cell / width], cell % width);
            var shift = BitsPerCell * cell;
            key |= (ulong)Ingredient(row[column], x, y) << shift;
            mirrored |= (ulong)Ingredient(row[width - 1 - column], x, y) << shift;
        }

        _results.Add(key, result);
        if (mirrored != key)
        {
            _results.Add(mirrored, result);
        }
    }

    /// <summary>Adds a recipe of two items that lie anywhere in the grid.</summary>
    public void AddPair(ItemStack result, ItemId first, ItemId second) => _results.Add(PairKey(Number(first), Number(second)), result);

    /// <summary>Finds what a grid makes.</summary>
    /// <param name="grid"><c>[row, column]</c>, <paramref name="width"/> squared.</param>
    /// <param name="width">2 or 3.</param>
    /// <param name="result">What one unit out of each occupied cell makes; empty if nothing.</param>
    public bool TryMatch(ReadOnlySpan<ItemStack> grid, int width, out ItemStack result)
    {
        var (left, right, top, bottom) = (width, -1, width, -1);
        var (count, first, last) = (0, (byte)0, (byte)0);
        for (var cell = 0; cell < grid.Length; cell++)
        {
            if (grid[cell].IsEmpty)
            {
                continue;
            }

            last = _ingredients[(int)grid[cell].Item];
            if (last == 0)
            {
                result = ItemStack.Empty;
                return false;
            }

            first = count == 0 ? last : first;
            count++;
            (left, right) = (Math.Min(left, cell % width), Math.Max(right, cell % width));
            (top, bottom) = (Math.Min(top, cell / width), cell / width);
        }

        if (count == 0)
        {
            result = ItemStack.Empty;
            return false;
        }

        var exact = Shape(right - left + 1, bottom - top + 1);
        var (mixed, shift) = (exact, 0);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                // An empty slot holds the item None, whose ingredient is 0.
                var item = grid[(row * width) + column].Item;
                exact |= (ulong)_ingredients[(int)item] << shift;
                mixed |= (ulong)(IsPlanks(item) ? AnyPlanks : _ingredients[(int)item]) << shift;
                shift += BitsPerCell;
            }
        }

        return _results.TryGetValue(exact, out result)
            || _results.TryGetValue(mixed, out result)
            || (count == 2 && _results.TryGetValue(PairKey(first, last), out result));
    }

    private static bool IsPlanks(ItemId item) => item is ItemId.OakPlanks or ItemId.BirchPlanks or ItemId.SprucePlanks;

    private static ulong Shape(int width, int height) => (ulong)((width << 2) | height) << ShapeShift;

    private static ulong PairKey(byte one, byte other) =>
        PairMark | ((ulong)Math.Max(one, other) << BitsPerCell) | Math.Min(one, other);

    private byte Ingredient(char letter, ItemId x, ItemId y) => letter switch
    {
        ' ' => 0,
        'P' => AnyPlanks,
        'S' => Number(ItemId.Stick),
        'X' => Number(x),
        'Y' => Number(y),
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "A pattern is made of P, S, X, Y and blanks."),
    };

    /// <summary>The ingredient's number, 2 to 63, given to an item when a pattern first asks for it.</summary>
    private byte Number(ItemId item)
    {
        ref var number = ref _ingredients[(int)item];
        if (number == 0)
        {
            ArgumentOutOfRangeException.ThrowIfEqual((int)item, (int)ItemId.None);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((int)_lastIngredient, (1 << BitsPerCell) - 1);
            number = ++_lastIngredient;
        }

        return number;
    }
}

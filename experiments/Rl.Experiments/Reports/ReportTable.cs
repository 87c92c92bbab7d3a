namespace Rl.Experiments.Reports;

/// <summary>A table.</summary>
public sealed record ReportTable : ReportBlock
{
    /// <summary>Makes a table.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Rows of as many cells.</param>
    /// <exception cref="ArgumentException">A row has another number of cells.</exception>
    public ReportTable(IReadOnlyList<TableColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.FirstOrDefault(row => row.Count != columns.Count) is { } uneven)
        {
            throw new ArgumentException($"A row has {uneven.Count} cells, expected {columns.Count}: '{string.Join("', '", uneven)}'.", nameof(rows));
        }

        (Columns, Rows) = (columns, rows);
    }

    /// <summary>The columns, left to right.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The rows, top to bottom.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }
}

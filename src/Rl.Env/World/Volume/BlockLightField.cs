namespace Rl.Env.World.Volume;

/// <summary>
/// Computes the light that blocks give: what the block itself gives, one less per step along the axes, whatever open cell the step leads
/// into; opaque cells stop it. Exact for fresh chunks and for edits alike.
/// </summary>
internal sealed unsafe class BlockLightField
{
    private const int InitialCapacity = 4096;

    private readonly LightFlood _flood = new(isSky: false);
    private int[] _emitters = new int[InitialCapacity];
    private int _emitterCount;

    /// <summary>False while certainly no cell has block light.</summary>
    public bool HasLight => _flood.Reached.AsSpan().Contains(true);

    /// <summary>Notes a cell of a fresh chunk that gives light.</summary>
    public void AddEmitter(int index)
    {
        if (_emitterCount == _emitters.Length)
        {
            Array.Resize(ref _emitters, _emitters.Length * 2);
        }

        _emitters[_emitterCount++] = index;
    }

    /// <summary>
    /// Lights fresh chunks, whose light bytes show no block light yet, by their emitters and by what shines in from settled neighbours, and
    /// brightens those in turn.
    /// </summary>
    public void Compute(byte* cells, byte* light, ChunkLinks links, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
    {
        foreach (var index in _emitters.AsSpan(0, _emitterCount))
        {
            var closed = LightCell.ClosedByte(cells[index]);
            light[index] = closed == 0 ? light[index] : closed;
            _flood.Rise(index);
        }

        _emitterCount = 0;
        for (var i = 0; i < roles.Length; i++)
        {
            var (x, z) = (i % region.CountX, i / region.CountX);
            if (roles[i] == ChunkRole.Fresh)
            {
                _flood.Reached[ChunkLinks.SlotOf(CornerOf(region, x, z))] = false;
            }
        }

        for (var i = 0; i < roles.Length; i++)
        {
            if (roles[i] == ChunkRole.Settled && _flood.Reached[ChunkLinks.SlotOf(CornerOf(region, i % region.CountX, i / region.CountX))])
            {
                RaiseBorders(cells, light, region, roles, i);
            }
        }

        _flood.Settle(cells, light, links);
    }

    /// <summary>Brings the light up to date after a cell has changed.</summary>
    /// <param name="cells">The volume's cells, changed already.</param>
    /// <param name="light">Their light; the changed cell's byte says that it is dark, or that it is closed.</param>
    /// <param name="links">Which chunks are neighbours.</param>
    /// <param name="index">The cell.</param>
    /// <param name="before">Block light that the cell held or gave before.</param>
    public void Update(byte* cells, byte* light, ChunkLinks links, int index, int before) =>
        _flood.Update(cells, light, links, index, before);

    private static int CornerOf(in ChunkRegion region, int x, int z) =>
        VoxelVolume.Index((region.ChunkX + x) << 4, 0, (region.ChunkZ + z) << 4);

    /// <summary>Lets the light at the borders of a settled chunk shine into its fresh neighbours.</summary>
    private void RaiseBorders(byte* cells, byte* light, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles, int chunk)
    {
        var (x, z) = (chunk % region.CountX, chunk / region.CountX);
        var corner = CornerOf(region, x, z);
        if (z > 0 && roles[chunk - region.CountX] == ChunkRole.Fresh)
        {
            RaiseBorder(cells, light, region, corner, step: 1);
        }

        if (z + 1 < region.CountZ && roles[chunk + region.CountX] == ChunkRole.Fresh)
        {
            RaiseBorder(cells, light, region, corner + (15 << 8), step: 1);
        }

        if (x > 0 && roles[chunk - 1] == ChunkRole.Fresh)
        {
            RaiseBorder(cells, light, region, corner, step: 1 << 8);
        }

        if (x + 1 < region.CountX && roles[chunk + 1] == ChunkRole.Fresh)
        {
            RaiseBorder(cells, light, region, corner + 15, step: 1 << 8);
        }
    }

    private void RaiseBorder(byte* cells, byte* light, in ChunkRegion region, int start, int step)
    {
        var last = Math.Min(VoxelVolume.Height - 1, region.Top + LightCell.Full);
        for (var y = region.LowestAir; y <= last; y++)
        {
            for (var i = 0; i < 16; i++)
            {
                var index = (y << 16) | (start + (i * step));
                if (LightCell.Block(light[index]) > 1 || LightCell.Emission(cells[index]) > 1)
                {
                    _flood.Rise(index);
                }
            }
        }
    }
}

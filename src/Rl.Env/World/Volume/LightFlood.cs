using System.Runtime.CompilerServices;

namespace Rl.Env.World.Volume;

/// <summary>
/// Spreads one of the two kinds of light from cell to cell, one less per step, exactly: what a vanished light had lit is darkened first, and
/// whatever borders on the darkness then pours into it.
/// </summary>
/// <param name="isSky">True for sky light, which falls straight down through clear cells; false for the light that blocks give.</param>
internal sealed unsafe class LightFlood(bool isSky)
{
    private readonly CellQueue _rising = new();
    private readonly CellQueue _falling = new();
    private readonly int _shift = isSky ? 0 : 4;

    /// <summary>Chunks, by slot, that this flood has brought light into or out of; cleared by the owner.</summary>
    public bool[] Reached { get; } = new bool[256];

    /// <summary>Lets a cell's light, or what its block gives, spread at the next <see cref="Settle"/>.</summary>
    public void Rise(int index) => _rising.Enqueue(index);

    /// <summary>Spreads what has risen.</summary>
    public void Settle(byte* cells, byte* light, ChunkLinks links)
    {
        while (!_rising.IsEmpty)
        {
            var index = _rising.Dequeue();
            var given = Given(cells, index);
            var level = LightCell.IsClosed(light[index]) ? given : Math.Max(given, Level(light[index]));
            if (level > Level(light[index]))
            {
                Write(light, index, level);
            }

            if (given > 0)
            {
                Reached[ChunkLinks.SlotOf(index)] = true;
            }

            for (var direction = 0; direction < 6 && level > 1; direction++)
            {
                var next = ChunkLinks.Beside(index, direction);
                if (!links.Connects(index, next, direction) || LightCell.IsClosed(light[next]))
                {
                    continue;
                }

                var falls = isSky && direction == (int)BlockFace.Down && level == LightCell.Full && LightCell.IsClear(cells[next]);
                var reached = falls ? level : level - 1;
                if (reached > Level(light[next]))
                {
                    Write(light, next, reached);
                    _rising.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Brings the light up to date after a cell has changed; its light byte says that it is dark, or that it is closed.</summary>
    /// <param name="cells">The volume's cells, changed already.</param>
    /// <param name="light">Their light.</param>
    /// <param name="links">Which chunks are neighbours.</param>
    /// <param name="index">The cell.</param>
    /// <param name="before">Light of this kind that the cell held or gave before.</param>
    public void Update(byte* cells, byte* light, ChunkLinks links, int index, int before)
    {
        if (before > 0)
        {
            _falling.Enqueue(index | (before << 24));
            Darken(cells, light, links);
        }

        if (!LightCell.IsClosed(light[index]))
        {
            for (var direction = 0; direction < 6; direction++)
            {
                var next = ChunkLinks.Beside(index, direction);
                if (links.Connects(index, next, direction))
                {
                    _rising.Enqueue(next);
                }
            }
        }

        _rising.Enqueue(index);
        Settle(cells, light, links);
    }

    private void Darken(byte* cells, byte* light, ChunkLinks links)
    {
        while (!_falling.IsEmpty)
        {
            var entry = _falling.Dequeue();
            var (index, level) = (entry & 0xFFFFFF, entry >> 24);
            for (var direction = 0; direction < 6; direction++)
            {
                var next = ChunkLinks.Beside(index, direction);
                if (!links.Connects(index, next, direction))
                {
                    continue;
                }

                var found = LightCell.IsClosed(light[next]) ? 0 : Level(light[next]);
                var fell = isSky && direction == (int)BlockFace.Down && level == LightCell.Full && found == LightCell.Full;
                var dependent = found > 0 && (found < level || fell);
                if (dependent)
                {
                    _falling.Enqueue(next | (found << 24));
                    Write(light, next, 0);
                }

                // What another source lights, or what gives light itself, lights the place again.
                if ((found > 0 && !dependent) || Given(cells, next) > 0)
                {
                    _rising.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Light that a cell has of itself: what its block gives, or, above the volume, the open sky.</summary>
    private int Given(byte* cells, int index)
    {
        if (!isSky)
        {
            return LightCell.Emission(cells[index]);
        }

        var isBelowOpenSky = index >> 16 == VoxelVolume.Height - 1 && LightCell.ClosedByte(cells[index]) == 0;
        return !isBelowOpenSky ? 0 : LightCell.IsClear(cells[index]) ? LightCell.Full : LightCell.Full - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Level(byte light) => (light >> _shift) & 15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(byte* light, int index, int level)
    {
        light[index] = (byte)((light[index] & ~(15 << _shift)) | (level << _shift));
        Reached[ChunkLinks.SlotOf(index)] = true;
    }
}

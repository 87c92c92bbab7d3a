using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Animals;

/// <summary>
/// Which animals a chunk starts with: a function of the world seed, the chunk, and the blocks that stand there when it is asked. Groups of
/// one species, on grass, in the light.
/// </summary>
internal sealed class AnimalGroups(AnimalConfig config)
{
    private const ulong Stream = 0x616E696D616C73;
    private const ulong PlaceStream = 0x706C616365;

    private readonly SeededRandom _random = new(0);
    private readonly SeededRandom _ownStream = new(0);

    private ulong _seed;

    /// <summary>Takes over the world seed.</summary>
    public void Reseed(ulong seed) => _seed = seed;

    /// <summary>True if the lot gives a chunk a group, though none of its animals may find room.</summary>
    public bool HasGroup(int chunkX, int chunkZ)
    {
        _random.Reseed(StreamOf(chunkX, chunkZ));
        return _random.NextDouble() < config.GroupChance;
    }

    /// <summary>Makes the group of a chunk that has one; gives how many found room.</summary>
    /// <param name="volume">The blocks; it must hold the chunk.</param>
    /// <param name="chunkX">Chunk coordinate east.</param>
    /// <param name="chunkZ">Chunk coordinate south.</param>
    /// <param name="group">At least <see cref="AnimalConfig.GroupSize"/> entries; the returned count is written.</param>
    public int Gather(VoxelVolume volume, int chunkX, int chunkZ, Span<Animal> group)
    {
        var stream = StreamOf(chunkX, chunkZ);
        _random.Reseed(SeedRule.Derive(stream, [PlaceStream]));
        var kind = AnimalTable.ByWeight(_random.Next(AnimalTable.TotalWeight));
        var (x, z) = (_random.Next(16), _random.Next(16));
        var count = 0;
        for (var member = 0; member < config.GroupSize; member++)
        {
            var isPlaced = false;
            for (var i = 0; i < config.GroupTries && !isPlaced; i++)
            {
                var (atX, atZ, yaw) = ((chunkX << 4) + x, (chunkZ << 4) + z, _random.NextDouble() * 360);
                isPlaced = TryFindStand(volume, atX, atZ, kind, out var y);
                if (isPlaced)
                {
                    group[count++] = Make(kind, (atX + 0.5, y, atZ + 0.5), yaw, SeedRule.Derive(stream, [(ulong)member]));
                }

                (x, z) = (DrawNear(x), DrawNear(z));
            }
        }

        return count;
    }

    /// <summary>A healthy animal that has yet to find the ground under its feet.</summary>
    /// <param name="kind">Its species.</param>
    /// <param name="feet">The middle of its box's bottom.</param>
    /// <param name="yaw">Where it looks, in degrees.</param>
    /// <param name="stream">Seed of its random stream.</param>
    public Animal Make(AnimalKind kind, (double X, double Y, double Z) feet, double yaw, ulong stream)
    {
        _ownStream.Reseed(stream);
        var heading = Heading.OfYaw(yaw);
        var animal = new Animal
        {
            Kind = kind,
            Body = new Body { X = feet.X, Y = feet.Y, Z = feet.Z },
            Heading = heading,
            Head = heading,
            Health = AnimalTable.Of(kind).Health,
            Air = config.MaximumAir,
            EggTicks = _ownStream.Next(config.EggTicks, 2 * config.EggTicks),
        };
        animal.Random = _ownStream.State;
        return animal;
    }

    private ulong StreamOf(int chunkX, int chunkZ) => SeedRule.Derive(_seed, [Stream, (ulong)chunkX, (ulong)chunkZ]);

    /// <summary>A coordinate within the chunk, near another.</summary>
    private int DrawNear(int from)
    {
        while (true)
        {
            var to = from + _random.Next(config.GroupSpread) - _random.Next(config.GroupSpread);
            if (to is >= 0 and < 16)
            {
                return to;
            }
        }
    }

    /// <summary>Finds the grass under the open sky or under leaves in a column; <paramref name="y"/> is the cell above.</summary>
    private bool TryFindStand(VoxelVolume volume, int x, int z, AnimalKind kind, out int y)
    {
        y = Math.Min(volume.Top, VoxelVolume.Height - 1) + 1;
        var block = volume[x, y - 1, z];
        while (y > 1 && (!BlockTable.IsSolid(block) || BlockTable.IsLeaves(block)) && BlockTable.Of(block).Shape != BlockShape.Fluid)
        {
            y--;
            block = volume[x, y - 1, z];
        }

        var properties = AnimalTable.Of(kind);
        return block == BlockId.GrassBlock
            && volume.SkyLight(x, y, z) >= config.GroupLight
            && BlockCollision.IsFree(volume, x + 0.5, y, z + 0.5, properties.Width, properties.Height);
    }
}

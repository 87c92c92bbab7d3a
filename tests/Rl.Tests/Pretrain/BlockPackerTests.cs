using Rl.Env.Seeds;
using Rl.Pretrain.Recordings;

namespace Rl.Tests.Pretrain;

public sealed class BlockPackerTests
{
    [Test]
    public void A_short_text_is_literals_alone() =>
        Assert.That(Pack("abc"u8.ToArray()), Is.EqualTo(new byte[] { 0x30, (byte)'a', (byte)'b', (byte)'c' }));

    [Test]
    public void A_long_run_is_one_byte_a_match_and_five_bytes_of_end()
    {
        // Token: 1 literal, match of 15 or more; the literal; offset 1; 40 - 1 - 5 = 34 repeats = 4 + 15 + 15. Then 5 literals.
        Assert.That(Pack(new byte[40]), Is.EqualTo(new byte[] { 0x1F, 0, 1, 0, 15, 0x50, 0, 0, 0, 0, 0 }));
    }

    [Test]
    public void A_block_of_the_formats_own_making_is_unpacked()
    {
        // "abab" again and again: 2 literals, offset 2, a match of 8 that overlaps itself, then "c" as literal.
        var target = new byte[11];

        Assert.That(BlockPacker.TryUnpack([0x24, (byte)'a', (byte)'b', 2, 0, 0x10, (byte)'c'], target), Is.True);
        Assert.That(target, Is.EqualTo("abababababc"u8.ToArray()));
    }

    [Test]
    public void What_was_packed_is_unpacked_to_the_bit()
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Sample(random, 1 + random.Next(3_000));

            Assert.That(Unpack(Pack(bytes), bytes.Length), Is.EqualTo(bytes), $"sample {i}");
        }
    }

    [Test]
    public void Repeats_further_back_than_the_format_reaches_are_not_taken()
    {
        var random = new SeededRandom(2);
        var part = Enumerable.Range(0, 1_000).Select(_ => (byte)random.Next(256)).ToArray();
        foreach (var gap in (int[])[65_535 - 1_000, 65_536 - 1_000, 200_000])
        {
            byte[] bytes = [.. part, .. new byte[gap], .. part];

            Assert.That(Unpack(Pack(bytes), bytes.Length), Is.EqualTo(bytes), $"gap {gap}");
        }
    }

    [Test]
    public void Noise_grows_by_no_more_than_the_bound()
    {
        var random = new SeededRandom(3);
        var noise = Enumerable.Range(0, 100_000).Select(_ => (byte)random.Next(256)).ToArray();

        Assert.That(Pack(noise), Has.Length.LessThanOrEqualTo(BlockPacker.MaxPackedLength(noise.Length)).And.Length.GreaterThan(noise.Length));
    }

    [Test]
    public void A_damaged_block_is_refused_or_wrong_but_never_read_past()
    {
        var random = new SeededRandom(4);
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = Sample(random, 1 + random.Next(500));
            var block = Pack(bytes);
            if (random.Next(2) == 0)
            {
                block = block[..random.Next(block.Length)];
            }
            else
            {
                block[random.Next(block.Length)] ^= (byte)(1 + random.Next(255));
            }

            refused += BlockPacker.TryUnpack(block, new byte[bytes.Length]) ? 0 : 1;
        }

        Assert.That(refused, Is.GreaterThan(1_000));
    }

    private static byte[] Pack(byte[] bytes)
    {
        var target = new byte[BlockPacker.MaxPackedLength(bytes.Length)];
        return target[..new BlockPacker().Pack(bytes, target)];
    }

    private static byte[] Unpack(byte[] block, int length)
    {
        var target = new byte[length];
        Assert.That(BlockPacker.TryUnpack(block, target), Is.True);
        return target;
    }

    /// <summary>Runs, repeats and noise, mixed.</summary>
    private static byte[] Sample(SeededRandom random, int length)
    {
        var bytes = new List<byte>();
        while (bytes.Count < length)
        {
            var count = 1 + random.Next(60);
            var from = random.Next(Math.Max(1, bytes.Count));
            for (var i = 0; i < count; i++)
            {
                bytes.Add((count % 3) switch
                {
                    0 => (byte)count,
                    1 => (byte)random.Next(256),
                    _ => bytes.Count > 0 ? bytes[Math.Min(from + i, bytes.Count - 1)] : (byte)0,
                });
            }
        }

        return [.. bytes.Take(length)];
    }
}

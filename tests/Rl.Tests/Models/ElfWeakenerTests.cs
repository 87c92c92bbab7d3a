using Rl.Models.Native;

namespace Rl.Tests.Models;

public class ElfWeakenerTests
{
    private static readonly byte[] Original = File.ReadAllBytes(NativeLibraries.OriginalBinding);

    [Test]
    public void The_binding_changes_in_one_flag_and_one_symbol_only()
    {
        var weakened = ElfWeakener.Weaken(Original, NativeLibraries.Version, NativeLibraries.Marker);

        var changed = Enumerable.Range(0, Original.Length).Where(i => Original[i] != weakened[i]).ToArray();
        Assert.That(weakened, Has.Length.EqualTo(Original.Length));
        Assert.That(changed, Has.Length.EqualTo(2));
        Assert.That(changed.Select(i => Original[i] ^ weakened[i]), Is.EquivalentTo(new[] { 0x02, 0x30 }));
    }

    [Test]
    public void A_weakened_library_stays_as_it_is()
    {
        var once = ElfWeakener.Weaken(Original, NativeLibraries.Version, NativeLibraries.Marker);

        Assert.That(ElfWeakener.Weaken(once, NativeLibraries.Version, NativeLibraries.Marker), Is.EqualTo(once));
    }

    [Test]
    public void A_library_that_does_not_ask_for_the_version_stays_as_it_is()
    {
        Assert.That(ElfWeakener.Weaken(Original, "GLIBCXX_9.9.9", NativeLibraries.Marker), Is.EqualTo(Original));
    }

    [Test]
    public void A_version_with_symbols_that_are_called_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfWeakener.Weaken(Original, NativeLibraries.Version, "another"));

        Assert.That(error!.Message, Does.Contain(NativeLibraries.Marker));
    }

    [Test]
    public void A_truncated_library_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => ElfWeakener.Weaken(Original.AsSpan(0, Original.Length / 2), NativeLibraries.Version, NativeLibraries.Marker));
    }

    [Test]
    public void A_text_file_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => ElfWeakener.Weaken(new byte[200], NativeLibraries.Version, NativeLibraries.Marker));
    }
}

using Rl.Workers.Worlds;

namespace Rl.Tests.Worlds;

public sealed class ListenAddressTests
{
    [TestCase("127.0.0.1:0", true, "127.0.0.1:7")]
    [TestCase("localhost:5055", true, "localhost:7")]
    [TestCase("[::1]:0", true, "[::1]:7")]
    [TestCase("0.0.0.0:0", false, "0.0.0.0:7")]
    [TestCase("10.1.2.3:80", false, "10.1.2.3:7")]
    [TestCase("unix:/tmp/x.sock", true, "unix:/tmp/x.sock")]
    public void An_address_knows_who_can_reach_it_and_how_it_is_dialled(string text, bool isLocal, string dialled)
    {
        var address = ListenAddress.Parse(text);

        Assert.That((address.IsLocal, address.Dial(7)), Is.EqualTo((isLocal, dialled)));
    }

    [TestCase("")]
    [TestCase("5055")]
    [TestCase(":5055")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:65536")]
    [TestCase("127.0.0.1:-1")]
    [TestCase("example.org:80")]
    [TestCase("unix:x.sock")]
    [TestCase("http://127.0.0.1:80")]
    public void What_is_no_address_is_refused(string text) =>
        Assert.That(() => ListenAddress.Parse(text), Throws.ArgumentException.With.Message.Contains($"'{text}' is no address").And.Message.Contains("unix:/PATH"));
}

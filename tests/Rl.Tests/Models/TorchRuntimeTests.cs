using System.Runtime.InteropServices;
using Rl.Models;
using TorchSharp;

namespace Rl.Tests.Models;

public class TorchRuntimeTests
{
    private delegate IntPtr GetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [Test]
    public void Threads_that_wait_for_each_other_soon_sleep()
    {
        TorchRuntime.Load();

        var chosen = Read("GOMP_SPINCOUNT") ?? Read("OMP_WAIT_POLICY");

        Assert.That(chosen, Is.Not.Null);

        static string? Read(string name)
        {
            // Environment has its own copy, taken when the program started.
            var read = Marshal.GetDelegateForFunctionPointer<GetVariable>(NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "getenv"));
            return Marshal.PtrToStringUTF8(read(name));
        }
    }

    [Test]
    public void Torch_differentiates_after_loading()
    {
        TorchRuntime.Load();
        TorchRuntime.Load();
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(3f, requires_grad: true);

        (x * x).backward();

        Assert.That(x.grad!.item<float>(), Is.EqualTo(6f));
    }

    [Test]
    public void Zero_threads_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchRuntime.SetThreads(0));
    }

    [Test]
    public void No_copy_of_libtorch_lies_beside_the_tests()
    {
        var copies = Directory.EnumerateFiles(AppContext.BaseDirectory, "lib*orch*.so", SearchOption.AllDirectories);

        Assert.That(copies, Is.Empty);
    }
}

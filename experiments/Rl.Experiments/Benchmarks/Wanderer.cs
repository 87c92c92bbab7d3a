using Rl.Env.Actions;
using Rl.Env.Seeds;

namespace Rl.Experiments.Benchmarks;

/// <summary>Walks, sprints, jumps, looks around and now and then attacks: a moving camera over changing ground.</summary>
internal sealed class Wanderer(ulong seed)
{
    private readonly SeededRandom _random = new(seed);
    private Buttons _buttons = Buttons.Forward;
    private int _turn;
    private int _left;

    public MinecraftAction Next()
    {
        if (_left-- <= 0)
        {
            _left = _random.Next(5, 40);
            _turn = _random.Next(5) - 2;
            _buttons = Buttons.Forward | Buttons.Jump;
            _buttons |= _random.Next(2) == 0 ? Buttons.Sprint : Buttons.None;
            _buttons |= _random.Next(4) == 0 ? Buttons.Attack : Buttons.None;
        }

        var pitch = (_random.Next(3) - 1) * 0.615394;
        return new MinecraftAction(_buttons, pitch, _turn * 1.609499);
    }
}

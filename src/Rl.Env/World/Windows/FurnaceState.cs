using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>
/// One furnace. Input and fuel were put there by the player; nobody can put anything into the output, so all that lies there was never
/// anybody's before it is taken.
/// </summary>
internal sealed class FurnaceState
{
    /// <summary>Ticks of fire that one item takes (V).</summary>
    public const int CookTicks = 200;

    /// <summary>What progress loses each tick without fire (V).</summary>
    public const int ProgressLossPerTick = 2;

    private ItemStack _input;

    /// <summary>What is smelted. Another item in its place starts from the beginning (Mh).</summary>
    public ItemStack Input
    {
        get => _input;
        set
        {
            Progress = value.Item == _input.Item && !value.IsEmpty ? Progress : 0;
            _input = value;
        }
    }

    /// <summary>What is burnt.</summary>
    public ItemStack Fuel { get; set; }

    /// <summary>What was made and not yet taken.</summary>
    public ItemStack Output { get; private set; }

    /// <summary>Ticks for which the fire still burns.</summary>
    public int BurnLeft { get; private set; }

    /// <summary>Ticks for which the fuel that burns lasts in all.</summary>
    public int BurnTotal { get; private set; }

    /// <summary>Progress of the item in work, 0 to <see cref="CookTicks"/>.</summary>
    public int Progress { get; private set; }

    /// <summary>True while there is fire.</summary>
    public bool IsLit => BurnLeft > 0;

    /// <summary>Takes units out of the output.</summary>
    public ItemStack TakeOutput(int units)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, Output.Count);
        var taken = Output with { Count = units };
        Output = units == Output.Count ? ItemStack.Empty : Output with { Count = Output.Count - units };
        return taken;
    }

    /// <summary>
    /// Burns and smelts for one tick. Fuel is lit only if there is something to smelt and room for what comes of it; a fire once lit burns
    /// down for nothing. With fire but nothing to smelt progress is lost at once, without fire it falls back step by step (Mh).
    /// </summary>
    public void Tick()
    {
        if (IsLit)
        {
            BurnLeft--;
        }

        if (!IsLit && (Fuel.IsEmpty || Input.IsEmpty))
        {
            Progress = Math.Max(0, Progress - ProgressLossPerTick);
            return;
        }

        var product = SmeltingTable.ProductOf(Input.Item);
        var canSmelt = product != ItemId.None && HasRoomFor(product);
        if (!IsLit && canSmelt)
        {
            Light();
        }

        if (!IsLit || !canSmelt)
        {
            Progress = 0;
            return;
        }

        Progress++;
        if (Progress == CookTicks)
        {
            Progress = 0;
            Output = new ItemStack(product, Output.Count + 1);
            _input = _input.Count == 1 ? ItemStack.Empty : _input with { Count = _input.Count - 1 };
        }
    }

    /// <summary>Adds all of it to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = StateHasher.Mix(hash, StateHasher.Word(Input));
        hash = StateHasher.Mix(hash, StateHasher.Word(Fuel));
        hash = StateHasher.Mix(hash, StateHasher.Word(Output));
        return StateHasher.Mix(hash, ((ulong)(uint)BurnLeft << 40) | ((ulong)(uint)BurnTotal << 16) | (uint)Progress);
    }

    private bool HasRoomFor(ItemId product) =>
        Output.IsEmpty || (Output.Item == product && Output.Count < ItemTable.Of(product).StackSize);

    /// <summary>Burns the next unit of fuel, if what lies there burns.</summary>
    private void Light()
    {
        BurnLeft = FuelTable.BurnTicks(Fuel.Item);
        BurnTotal = BurnLeft;
        if (BurnLeft > 0)
        {
            Fuel = Fuel.Count == 1 ? FuelTable.Remainder(Fuel.Item) : Fuel with { Count = Fuel.Count - 1 };
        }
    }
}

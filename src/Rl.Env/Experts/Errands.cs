namespace Rl.Env.Experts;

/// <summary>All that a prospector knows how to do, each made once and begun anew every time.</summary>
internal sealed class Errands
{
    private readonly CursorHand _hand;
    private readonly Mason _mason;

    public Errands(Self self)
    {
        Miner = new Miner(self);
        _mason = new Mason(self);
        Key = new InventoryKey(self);
        Journey = new Journey(self, Miner);
        _hand = new CursorHand(self);
        Workshop = new Workshop(self, Miner, _mason, Journey, Key);
        Craft = new CraftErrand(self, Workshop, new Bench(self, _hand), Key);
        Smelt = new SmeltErrand(self, Workshop, _hand, Key);
        Mine = new MineErrand(self, Miner, Journey);
        Collect = new CollectErrand(self, Journey);
        Shaft = new ShaftErrand(self, Miner);
        Search = new SearchErrand(self, Journey);
        Travel = new TravelErrand(Journey);
        Throw = new ThrowErrand(self, _hand, Key);
        Arrange = new ArrangeErrand(self, _hand, Key);
        Peek = new PeekErrand(self, _hand, Key);
        Eat = new EatErrand(self);
        Glance = new GlanceErrand(self);
        Torch = new TorchErrand(self, _mason);
    }

    public InventoryKey Key { get; }

    public Miner Miner { get; }

    public Journey Journey { get; }

    public Workshop Workshop { get; }

    public CraftErrand Craft { get; }

    public SmeltErrand Smelt { get; }

    public MineErrand Mine { get; }

    public CollectErrand Collect { get; }

    public ShaftErrand Shaft { get; }

    public SearchErrand Search { get; }

    public TravelErrand Travel { get; }

    public ThrowErrand Throw { get; }

    public ArrangeErrand Arrange { get; }

    public PeekErrand Peek { get; }

    public EatErrand Eat { get; }

    public GlanceErrand Glance { get; }

    public TorchErrand Torch { get; }

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        Miner.Reset();
        _mason.Reset();
        Key.Reset();
        Journey.Stop();
        Workshop.Reset();
        Shaft.Reset();
        Search.Reset();
        _hand.Reset();
    }
}

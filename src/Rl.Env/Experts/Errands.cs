namespace Rl.Env.Experts;

/// <summary>All that a prospector knows how to do, each made once and begun anew every time.</summary>
internal sealed class Errands
{
    private readonly CursorHand _hand;

    public Errands(Self self)
    {
        Miner = new Miner(self);
        var mason = new Mason(self);
        var key = new InventoryKey(self);
        Journey = new Journey(self, Miner);
        _hand = new CursorHand(self);
        Workshop = new Workshop(self, Miner, mason, Journey, key);
        Craft = new CraftErrand(self, Workshop, new Bench(self, _hand), key);
        Smelt = new SmeltErrand(self, Workshop, _hand, key);
        Mine = new MineErrand(self, Miner, Journey);
        Collect = new CollectErrand(self, Journey);
        Shaft = new ShaftErrand(self, Miner);
        Search = new SearchErrand(self, Journey);
        Travel = new TravelErrand(Journey);
        Throw = new ThrowErrand(self, _hand, key);
        Arrange = new ArrangeErrand(self, _hand, key);
        Peek = new PeekErrand(self, _hand, key);
        Eat = new EatErrand(self);
    }

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

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        Miner.Stop();
        Journey.Stop();
        Workshop.Reset();
        Shaft.Reset();
        Search.Reset();
        _hand.Stop();
    }
}

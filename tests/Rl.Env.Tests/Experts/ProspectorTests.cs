using Rl.Env.Experts;
using Rl.Env.Tests.World;
using Rl.Env.World.Blocks;

namespace Rl.Env.Tests.Experts;

[TestFixture]
public sealed class ProspectorTests
{
    [Test]
    public void A_staircase_leads_down_to_the_diamonds_height()
    {
        var player = WorldDriver.FacingSouth();
        player.Give(ItemId.IronPickaxe);
        player.Give(ItemId.StonePickaxe);
        player.Give(ItemId.StonePickaxe);
        var expert = new Prospector(player.World);
        expert.SubgoalChanged = e => TestContext.Out.WriteLine(e);
        expert.Reset(3);
        for (var tick = 0; tick < 6000 && player.Body.Y > 11.5; tick++)
        {
            var action = expert.Act();
            player.Step(action.Buttons, action.PitchDegrees, action.YawDegrees);
            if (tick % 200 == 0)
            {
                TestContext.Out.WriteLine($"{tick} {player.Body.X:F1} {player.Body.Y:F1} {player.Body.Z:F1} {expert.Subgoal} {action}");
            }
        }

        Assert.That(player.Body.Y, Is.LessThan(11.5));
    }
}

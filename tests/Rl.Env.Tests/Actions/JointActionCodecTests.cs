using System.Text.Json;
using Rl.Env.Actions;

namespace Rl.Env.Tests.Actions;

public sealed class JointActionCodecTests
{
    private static readonly string[] Names =
    [
        "attack", "back", "forward", "jump", "left", "right", "sneak", "sprint", "use", "drop", "inventory",
        "hotbar.1", "hotbar.2", "hotbar.3", "hotbar.4", "hotbar.5", "hotbar.6", "hotbar.7", "hotbar.8", "hotbar.9",
    ];

    [Test]
    public void Every_button_combination_presses_what_the_reference_presses()
    {
        var golden = Golden.Json("actions/button_combos.json");
        var pressed = golden.GetProperty("idx_to_factored_pressed");
        Assert.That(pressed.GetArrayLength(), Is.EqualTo(JointActionCodec.ButtonCount));

        for (var index = 0; index < JointActionCodec.ButtonCount; index++)
        {
            var expected = pressed[index].EnumerateArray().Aggregate(Buttons.None, (sum, bit) => sum | (Buttons)(1 << bit.GetInt32()));
            Assert.That(JointActionCodec.ButtonsOf(new JointAction((ushort)index, 60)), Is.EqualTo(expected), $"combination {index}");
        }
    }

    [Test]
    public void The_camera_takes_effect_for_the_combinations_of_the_reference()
    {
        var isOff = Golden.Json("actions/button_combos.json").GetProperty("camera_meta_off");

        for (var index = 0; index < JointActionCodec.ButtonCount; index++)
        {
            Assert.That(JointActionCodec.UsesCamera(index), Is.EqualTo(isOff[index].GetInt32() == 0), $"combination {index}");
        }
    }

    [Test]
    public void Camera_classes_are_the_bins_of_the_reference()
    {
        var table = Golden.Json("actions/button_combos.json").GetProperty("camera_idx_to_factored");
        var cameraOn = (ushort)1;

        for (var index = 0; index < JointActionCodec.CameraCount; index++)
        {
            var bins = JointActionCodec.CameraBinsOf(new JointAction(cameraOn, (byte)index));
            Assert.That(bins, Is.EqualTo((table[index][0].GetInt32(), table[index][1].GetInt32())), $"camera {index}");
        }
    }

    [Test]
    public void Factored_actions_become_the_joint_actions_of_the_reference_and_come_back_as_it_brings_them_back()
    {
        foreach (var row in Golden.Json("actions/factored_to_joint_500.json").EnumerateArray())
        {
            var camera = row.GetProperty("in_camera");
            var joint = JointActionCodec.Encode(Pressed(row.GetProperty("in_buttons")), camera[0].GetInt32(), camera[1].GetInt32());
            var expected = new JointAction(row.GetProperty("joint_buttons").GetUInt16(), row.GetProperty("joint_camera").GetByte());
            var back = row.GetProperty("back_camera");
            Assert.Multiple(() =>
            {
                Assert.That(joint, Is.EqualTo(expected));
                Assert.That(JointActionCodec.ButtonsOf(joint), Is.EqualTo(Pressed(row.GetProperty("back_buttons"))));
                Assert.That(JointActionCodec.CameraBinsOf(joint), Is.EqualTo((back[0].GetInt32(), back[1].GetInt32())));
            });
        }
    }

    [Test]
    public void Joint_actions_become_the_environment_actions_of_the_reference()
    {
        foreach (var row in Golden.Json("actions/joint_to_env_500.json").GetProperty("cases").EnumerateArray())
        {
            var joint = new JointAction(row.GetProperty("joint_buttons").GetUInt16(), row.GetProperty("joint_camera").GetByte());
            var action = JointActionCodec.Decode(joint);
            var camera = row.GetProperty("env_camera");
            Assert.Multiple(() =>
            {
                Assert.That(action.Buttons, Is.EqualTo(Pressed(row.GetProperty("buttons"))));
                Assert.That(action.PitchDegrees, Is.EqualTo(camera[0].GetDouble()).Within(1e-12));
                Assert.That(action.YawDegrees, Is.EqualTo(camera[1].GetDouble()).Within(1e-12));
            });
        }
    }

    [Test]
    public void Environment_actions_become_the_joint_actions_of_the_reference()
    {
        foreach (var row in Golden.Json("actions/env_to_joint_cases.json").GetProperty("cases").EnumerateArray())
        {
            var action = ActionOf(row.GetProperty("env_nonzero"));
            var expected = row.GetProperty("joint");
            Assert.That(
                JointActionCodec.Encode(action),
                Is.EqualTo(new JointAction(expected.GetProperty("buttons").GetUInt16(), expected.GetProperty("camera").GetByte())),
                row.GetProperty("env_nonzero").ToString());
        }
    }

    [Test]
    public void Every_joint_action_survives_the_way_there_and_back()
    {
        for (var buttons = 0; buttons < JointActionCodec.InventoryButtons; buttons++)
        {
            var camera = JointActionCodec.UsesCamera(buttons) ? (byte)(buttons % 60) : JointActionCodec.NullCamera;
            var joint = new JointAction((ushort)buttons, camera);
            Assert.That(JointActionCodec.Encode(JointActionCodec.Decode(joint)), Is.EqualTo(joint));
        }
    }

    [Test]
    public void An_index_outside_its_head_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => JointActionCodec.Decode(new JointAction(8641, 60)));
        Assert.Throws<ArgumentOutOfRangeException>(() => JointActionCodec.Decode(new JointAction(1, 121)));
    }

    private static Buttons Pressed(JsonElement zerosAndOnes)
    {
        var buttons = Buttons.None;
        for (var bit = 0; bit < zerosAndOnes.GetArrayLength(); bit++)
        {
            buttons |= zerosAndOnes[bit].GetInt32() == 1 ? (Buttons)(1 << bit) : Buttons.None;
        }

        return buttons;
    }

    private static MinecraftAction ActionOf(JsonElement nonzero)
    {
        var action = MinecraftAction.Idle;
        foreach (var entry in nonzero.EnumerateObject())
        {
            // ESC, pickItem and swapHands lie outside the policy's space: no button stands for them.
            var bit = Array.IndexOf(Names, entry.Name);
            action = entry.Name == "camera"
                ? action with { PitchDegrees = entry.Value[0].GetDouble(), YawDegrees = entry.Value[1].GetDouble() }
                : action with { Buttons = action.Buttons | (bit < 0 ? Buttons.None : (Buttons)(1 << bit)) };
        }

        return action;
    }
}

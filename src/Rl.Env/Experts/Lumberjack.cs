using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>
/// Fells trees as a person in a hurry would: looks around for a trunk, turns to it, runs to it, holds attack with the crosshair on it, fells it
/// upwards as far as it is little trouble, then the stump, gathers the logs, looks for the next. It acts through the agent's own actions, turns
/// by the camera's bins, and knows of the world what it has seen (<see cref="Sight"/>) and what it feels of its own body.
/// </summary>
public sealed class Lumberjack
{
    private const double ItemRange = 9;
    private const double DownToTheGround = 38;
    private const int FreshTicks = 20;
    private const int ItemMemoryTicks = 50;
    private const int GatheringTicks = 80;
    private const int WalkTicks = 50;
    private const int ApproachPatienceTicks = 110;
    private const int FellingPatienceTicks = 170;
    private const int BannedTrees = 16;

    private readonly VoxelWorld _world;
    private readonly Sight _sight = new();
    private readonly Controls _controls;
    private readonly Gait _gait;
    private readonly SeededRandom _random = new(0);
    private readonly (int X, int Z)[] _banned = new (int, int)[BannedTrees];

    private LumberjackStyle _style = new(5, TurnsRight: true, LongestPause: 0, SprintDistance: 5, StandOff: 2, Height: 2);
    private long _tick;
    private int _bannedCount;
    private int _pause;
    private int _logsHeld;
    private int _logsGone;
    private int _owedLogs;
    private (int X, int Z)? _tree;
    private int _treeTicks;
    private double _nearest;
    private (double X, double Y, double Z)? _item;
    private long _itemSeenTick;
    private int _itemTicks;
    private double _turned;
    private double _glanced;
    private int _walkTicks;
    private double _walkYaw;
    private (double X, double Z)? _shore;

    /// <summary>A lumberjack in a world; <see cref="Reset"/> follows each reset of the world.</summary>
    public Lumberjack(VoxelWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _controls = new Controls(world.Player);
        _gait = new Gait(world.Player, _sight, _controls);
    }

    /// <summary>How this episode's lumberjack differs from others.</summary>
    public LumberjackStyle Style => _style;

    private Player Body => _world.Player;

    /// <summary>Begins an episode, knowing nothing; the seed decides the style of play.</summary>
    public void Reset(long seed)
    {
        _random.Reseed(SeedRule.Derive((ulong)seed, [0x6C756D626572]));
        _style = LumberjackStyle.Draw(_random);
        _controls.FastestBin = _style.FastestBin;
        _gait.SprintDistance = _style.SprintDistance;
        _sight.Reset();
        _gait.Reset();
        _tick = 0;
        _bannedCount = 0;
        _pause = 0;
        _logsHeld = 0;
        _logsGone = 0;
        _owedLogs = 0;
        _item = null;
        _itemTicks = 0;
        _turned = 0;
        _glanced = 0;
        _walkTicks = 0;
        _shore = null;
        LeaveTree();
    }

    /// <summary>Decides on the action that answers the newest frame.</summary>
    public MinecraftAction Act()
    {
        _tick++;
        _controls.Release();
        _gait.Feel();
        _sight.Look(_world.Volume, _world.FrameEye, (Body.Yaw, Body.Pitch), Body.EyeInWater, _tick);
        CountLogs();
        LookForItems();
        if (Body.OnGround && !Body.InWater)
        {
            _shore = (Body.X, Body.Z);
        }

        Decide();
        if (Body.InWater)
        {
            _controls.Hold(Buttons.Jump);
        }

        return _controls.Action;
    }

    private void Decide()
    {
        if (_gait.GoOn())
        {
            return;
        }

        if (_gait.IsStuck)
        {
            GiveUpWay();
            return;
        }

        ChooseTree();
        if (_tree is { } tree)
        {
            Fell(tree);
        }
        else if (_item is { } item)
        {
            Gather(item);
        }
        else if (_pause > 0 && !Body.InWater)
        {
            _pause--;
        }
        else if (_owedLogs > 0 && _glanced < 360)
        {
            // A log fell somewhere near: look down all around before going on.
            _glanced += _controls.Spin(_style.TurnsRight, DownToTheGround);
        }
        else
        {
            _owedLogs = 0;
            Search();
        }
    }

    /// <summary>Keeps account of logs that were seen to fall and have not reached the inventory.</summary>
    private void CountLogs()
    {
        var held = _world.Inventory.CountOf(ItemId.OakLog) + _world.Inventory.CountOf(ItemId.BirchLog);
        _owedLogs = Math.Max(0, _owedLogs - Math.Max(0, held - _logsHeld));
        _logsHeld = held;
        if (_sight.LogsGone != _logsGone)
        {
            _owedLogs += _sight.LogsGone - _logsGone;
            _logsGone = _sight.LogsGone;
            _treeTicks = 0;
        }
    }

    private void LookForItems()
    {
        var nearest = double.MaxValue;
        foreach (ref readonly var entity in _world.Entities.All)
        {
            var (x, y, z) = (entity.Body.X, entity.Body.Y + 0.15, entity.Body.Z);
            if (entity.Stack.Item is not (ItemId.OakLog or ItemId.BirchLog)
                || y > Body.Y + 2.2 || y < Body.Y - 4
                || !_sight.Sees(_world.Volume, x, y, z, ItemRange))
            {
                continue;
            }

            var distance = _gait.DistanceTo(x, z);
            if (distance < nearest)
            {
                nearest = distance;
                _item = (x, y, z);
                _itemSeenTick = _tick;
            }
        }

        if (_tick - _itemSeenTick > ItemMemoryTicks)
        {
            _item = null;
        }
    }

    /// <summary>Stays with the present tree to its end, then takes the nearest one in view, the one straight ahead by preference.</summary>
    private void ChooseTree()
    {
        if (_tree is { } tree)
        {
            if (NextLog(tree) is not null)
            {
                return;
            }

            LeaveTree();
            _glanced = 0;
            _pause = _random.Next(_style.LongestPause + 1);
        }

        if (_item is not null)
        {
            return;
        }

        var best = double.MaxValue;
        foreach (ref readonly var log in _sight.Logs)
        {
            if (_tick - log.SeenTick > FreshTicks || !IsWorthFelling(log.Y) || log.Y < _gait.FeetY - 6 || IsBanned(log.X, log.Z))
            {
                continue;
            }

            var turn = Math.Abs(Bearing.Wrap(Bearing.Yaw(log.X + 0.5 - Body.X, log.Z + 0.5 - Body.Z) - Body.Yaw));
            var descent = Math.Max(0, _gait.FeetY - 1 - log.Y);
            var cost = _gait.DistanceTo(log.X + 0.5, log.Z + 0.5) + (0.05 * turn) + (2 * descent);
            if (cost < best)
            {
                best = cost;
                _tree = (log.X, log.Z);
            }
        }

        if (_tree is not null)
        {
            _treeTicks = 0;
            _nearest = double.MaxValue;
            _turned = 0;
            _walkTicks = 0;
        }
    }

    /// <summary>
    /// The log to fell next: the one straight ahead of the eyes, so that he walks up with a level gaze; then upwards as far as he reaches from
    /// beside the trunk; the stump at last.
    /// </summary>
    private int? NextLog((int X, int Z) tree)
    {
        var ahead = (int)Math.Floor(Body.EyeY);
        int? next = null;
        foreach (ref readonly var log in _sight.Logs)
        {
            if (log.X == tree.X && log.Z == tree.Z && IsWorthFelling(log.Y) && (next is null || Turn(log.Y) < Turn(next.Value)))
            {
                next = log.Y;
            }
        }

        return next;

        int Turn(int y) => y >= ahead ? y : VoxelVolume.Height + ahead - y;
    }

    private bool IsWorthFelling(int y) => y <= _gait.FeetY + _style.Height;

    private bool IsBanned(int x, int z) => _banned.AsSpan(0, _bannedCount).Contains((x, z));

    private void Ban((int X, int Z) tree)
    {
        if (_bannedCount == BannedTrees)
        {
            _banned.AsSpan(1).CopyTo(_banned);
            _bannedCount--;
        }

        _banned[_bannedCount++] = tree;
        LeaveTree();
    }

    private void LeaveTree()
    {
        _tree = null;
        _treeTicks = 0;
    }

    private void Fell((int X, int Z) tree)
    {
        var distance = _gait.DistanceTo(tree.X + 0.5, tree.Z + 0.5);
        if (distance < _nearest - 0.3)
        {
            _nearest = distance;
            _treeTicks = 0;
        }

        if (++_treeTicks > (distance < Controls.Reach ? FellingPatienceTicks : ApproachPatienceTicks))
        {
            Ban(tree);
        }
        else if (NextLog(tree) is { } next)
        {
            FellLog(tree, next, distance);
        }
    }

    private void FellLog((int X, int Z) tree, int log, double distance)
    {
        const double fromHere = 2.6;
        var (x, z) = (tree.X + 0.5, tree.Z + 0.5);
        var height = log + 0.5 - Body.EyeY;
        var reach = Math.Sqrt((distance * distance) + (height * height)) - 0.5;
        var pitch = Bearing.Pitch(height, distance);
        if (distance > _style.StandOff && (distance > fromHere || reach > Controls.Reach - 0.6 || _gait.Stall < 4))
        {
            _gait.Walk(x, z, Math.Clamp(pitch, -50, 50), _style.StandOff);
        }
        else
        {
            _controls.Aim(Bearing.Yaw(x - Body.X, z - Body.Z), pitch);
        }

        if (reach < Controls.Reach && IsWoodAhead())
        {
            _controls.Strike();
            _controls.RestOn(tree, _sight);
        }
    }

    private bool IsWoodAhead() =>
        _controls.Crosshair(_sight) is { } hit && (BlockTable.IsLog(hit.Block) || BlockTable.IsLeaves(hit.Block));

    private void Gather((double X, double Y, double Z) item)
    {
        var distance = _gait.DistanceTo(item.X, item.Z);
        var isHopeless = ++_itemTicks > GatheringTicks || (distance < 0.5 && _itemTicks > 25);
        var isGone = distance < 0.7 && _tick - _itemSeenTick > 8;
        if (isHopeless || isGone)
        {
            _item = null;
            _itemTicks = 0;
            _owedLogs = Math.Max(0, _owedLogs - (isHopeless ? 1 : 0));
            return;
        }

        _gait.Walk(item.X, item.Z, Math.Clamp(Bearing.Pitch(item.Y - Body.EyeY, distance), -30, 60), stopAt: 0.3);
    }

    /// <summary>Looks around once, walks a while, and looks around again.</summary>
    private void Search()
    {
        if (Body.InWater && _shore is { } shore && _gait.DistanceTo(shore.X, shore.Z) > 0.5)
        {
            _gait.Walk(shore.X, shore.Z, pitch: 0, stopAt: 0);
        }
        else if (_walkTicks > 0)
        {
            _walkTicks--;
            if (IsWaterAhead())
            {
                _walkYaw = Bearing.Wrap(_walkYaw + (_style.TurnsRight ? 10 : -10));
            }

            _gait.WalkAlong(_walkYaw, pitch: 0);
        }
        else if (_turned < 360)
        {
            _turned += _controls.Spin(_style.TurnsRight, pitch: 0);
        }
        else
        {
            _turned = 0;
            _walkTicks = WalkTicks;
            _walkYaw = ChooseWay();
        }
    }

    /// <summary>Towards the nearest trunk ever seen, else towards foliage in view, else anywhere ahead.</summary>
    private double ChooseWay()
    {
        var nearest = double.MaxValue;
        var yaw = Bearing.Wrap(Body.Yaw + ((_random.NextDouble() - 0.5) * 120));
        foreach (ref readonly var log in _sight.Logs)
        {
            var distance = _gait.DistanceTo(log.X + 0.5, log.Z + 0.5);
            if (distance < nearest && distance > 3 && !IsBanned(log.X, log.Z))
            {
                nearest = distance;
                yaw = Bearing.Yaw(log.X + 0.5 - Body.X, log.Z + 0.5 - Body.Z);
            }
        }

        return nearest == double.MaxValue && _sight.Foliage is { } leaf
            ? Bearing.Yaw(leaf.X + 0.5 - Body.X, leaf.Z + 0.5 - Body.Z)
            : yaw;
    }

    private bool IsWaterAhead()
    {
        var (x, z) = (-SineTable.SinDegrees(_walkYaw), SineTable.CosDegrees(_walkYaw));
        for (var distance = 3; distance <= 9; distance += 2)
        {
            var (cellX, cellZ) = ((int)Math.Floor(Body.X + (x * distance)), (int)Math.Floor(Body.Z + (z * distance)));
            for (var y = _gait.FeetY - 4; y <= _gait.FeetY; y++)
            {
                if (_sight.At(cellX, y, cellZ) == BlockId.Water)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void GiveUpWay()
    {
        _gait.Detour(Bearing.Wrap(Body.Yaw + ((_random.Next(2) == 0 ? 1 : -1) * (70 + (_random.NextDouble() * 60)))));
        _walkTicks = 0;
        _item = null;
        if (_tree is { } tree)
        {
            Ban(tree);
        }
    }
}

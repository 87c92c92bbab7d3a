using Rl.Env.Actions;
using Rl.Env.Seeds;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.Experts;

/// <summary>
/// Fells trees as a person would: looks around for a trunk, turns to it, runs to it, holds attack with the crosshair on it, steps under
/// what is left and fells it upwards, gathers the logs, looks for the next. It acts through the agent's own actions, turns by the camera's
/// bins, and knows of the world what it has seen (<see cref="Sight"/>) and what it feels of its own body.
/// </summary>
public sealed class Lumberjack
{
    private const double MiningReach = 4.3;
    private const double ItemRange = 9;
    private const double UnderTrunk = 0.38;
    private const int FreshTicks = 20;
    private const int ItemMemoryTicks = 50;
    private const int WalkTicks = 50;
    private const int PatienceTicks = 110;
    private const int MiningPatienceTicks = 170;
    private const int ClearingPatienceTicks = 90;
    private const int BannedTrees = 16;

    private readonly MeadowWorld _world;
    private readonly Sight _sight = new();
    private readonly SeededRandom _random = new(0);
    private readonly (int X, int Z)[] _banned = new (int, int)[BannedTrees];

    private LumberjackStyle _style = new(5, TurnsRight: true, LongestPause: 0, SprintDistance: 5, StandOff: 2);
    private long _tick;
    private int _bannedCount;
    private int _pause;
    private int _logsHeld;
    private int _goneBefore;
    private int _owedLogs;
    private (int X, int Z)? _tree;
    private bool _treeWasCut;
    private bool _lookedUp;
    private int _treeTicks;
    private double _nearest;
    private (double X, double Y, double Z)? _item;
    private long _itemSeenTick;
    private int _itemTicks;
    private (int X, int Y, int Z)? _obstacle;
    private int _obstacleTicks;
    private int _stall;
    private int _detourTicks;
    private double _detourYaw;
    private double _turned;
    private int _walkTicks;
    private double _walkYaw;
    private double _glanced;
    private (double X, double Z) _before;
    private (double X, double Z)? _shore;
    private Buttons _buttons;
    private double _pitchTurn;
    private double _yawTurn;
    private bool _walked;

    /// <summary>A lumberjack in a world; <see cref="Reset"/> follows each reset of the world.</summary>
    public Lumberjack(MeadowWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
    }

    private Player Body => _world.Player;

    private int FeetY => (int)Math.Floor(Body.Y + 0.01);

    /// <summary>Begins an episode, knowing nothing; the seed decides the style of play.</summary>
    public void Reset(long seed)
    {
        _random.Reseed(SeedRule.Derive((ulong)seed, [0x6C756D626572]));
        _style = LumberjackStyle.Draw(_random);
        _sight.Reset();
        _tick = 0;
        _bannedCount = 0;
        _pause = 0;
        _logsHeld = 0;
        _goneBefore = 0;
        _owedLogs = 0;
        _item = null;
        _obstacle = null;
        _stall = 0;
        _detourTicks = 0;
        _turned = 0;
        _walkTicks = 0;
        _glanced = 0;
        _shore = null;
        _walked = false;
        _before = (Body.X, Body.Z);
        LeaveTree();
    }

    /// <summary>Decides on the action that answers the newest frame.</summary>
    public MinecraftAction Act()
    {
        Observe();
        _buttons = Buttons.None;
        _pitchTurn = 0;
        _yawTurn = 0;
        var walkedBefore = _walked;
        _walked = false;
        NoteStall(walkedBefore);
        Decide();
        if (Body.InWater)
        {
            _buttons |= Buttons.Jump;
        }

        _before = (Body.X, Body.Z);
        return new MinecraftAction(_buttons, _pitchTurn, _yawTurn);
    }

    private static int Floor(double value) => (int)Math.Floor(value);

    private static bool IsDiggable(BlockId block) =>
        BlockTable.IsLeaves(block) || BlockTable.IsLog(block)
        || block is BlockId.Dirt or BlockId.GrassBlock or BlockId.Sand or BlockId.Gravel;

    private void Observe()
    {
        _tick++;
        _sight.Look(_world.Volume, _world.FrameEye, (Body.Yaw, Body.Pitch), Body.EyeInWater, _tick);
        var logs = _world.Inventory.CountOf(ItemId.OakLog) + _world.Inventory.CountOf(ItemId.BirchLog);
        if (logs != _logsHeld)
        {
            _owedLogs = Math.Max(0, _owedLogs - Math.Max(0, logs - _logsHeld));
            _logsHeld = logs;
        }

        if (_sight.LogsGone != _goneBefore)
        {
            _owedLogs += _sight.LogsGone - _goneBefore;
            _goneBefore = _sight.LogsGone;
            _treeTicks = 0;
        }

        if (!Body.InWater && Body.OnGround)
        {
            _shore = (Body.X, Body.Z);
        }

        LookForItems();
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

            var distance = Horizontal(x, z);
            if (distance < nearest)
            {
                nearest = distance;
                _item = (x, y, z);
                _itemSeenTick = _tick;
            }
        }

        if (_item is not null && _tick - _itemSeenTick > ItemMemoryTicks)
        {
            _item = null;
        }
    }

    private void NoteStall(bool walkedBefore)
    {
        var (dx, dz) = (Body.X - _before.X, Body.Z - _before.Z);
        var moved = (dx * dx) + (dz * dz);
        _stall = walkedBefore && moved < 0.03 * 0.03 ? _stall + 1 : Math.Max(0, _stall - (walkedBefore ? 2 : 0));
    }

    private void Decide()
    {
        if (_detourTicks > 0)
        {
            _detourTicks--;
            Walk(Body.X - (SineTable.SinDegrees(_detourYaw) * 8), Body.Z + (SineTable.CosDegrees(_detourYaw) * 8), pitch: 10, stopAt: 0);
            return;
        }

        if (_obstacle is { } cell)
        {
            ClearAway(cell);
            return;
        }

        if (_stall >= 40)
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
            _glanced += Spin(38);
        }
        else
        {
            _owedLogs = 0;
            Search();
        }
    }

    private void ChooseTree()
    {
        if (_tree is { } tree)
        {
            if (HasLogs(tree) || (_treeWasCut && !_lookedUp))
            {
                return;
            }

            LeaveTree();
            _glanced = 0;
            _pause = _style.LongestPause > 0 ? _random.Next(_style.LongestPause + 1) : 0;
        }

        if (_item is not null)
        {
            return;
        }

        var best = double.MaxValue;
        foreach (ref readonly var log in _sight.Logs)
        {
            if (_tick - log.SeenTick > FreshTicks || log.Y > FeetY + 7 || log.Y < FeetY - 6 || IsBanned(log.X, log.Z))
            {
                continue;
            }

            var (dx, dz) = (log.X + 0.5 - Body.X, log.Z + 0.5 - Body.Z);
            var turn = Math.Abs(Bearing.Wrap(Bearing.Yaw(dx, dz) - Body.Yaw));
            var cost = Math.Sqrt((dx * dx) + (dz * dz)) + (0.05 * turn) + (2 * Math.Max(0, FeetY - 1 - log.Y));
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

    private bool HasLogs((int X, int Z) tree) => LowestLog(tree) is not null;

    private int? LowestLog((int X, int Z) tree)
    {
        int? lowest = null;
        foreach (ref readonly var log in _sight.Logs)
        {
            if (log.X == tree.X && log.Z == tree.Z && (lowest is null || log.Y < lowest))
            {
                lowest = log.Y;
            }
        }

        return lowest;
    }

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
        _treeWasCut = false;
        _lookedUp = false;
        _treeTicks = 0;
    }

    private void Fell((int X, int Z) tree)
    {
        var (centerX, centerZ) = (tree.X + 0.5, tree.Z + 0.5);
        var distance = Horizontal(centerX, centerZ);
        if (distance < _nearest - 0.3)
        {
            _nearest = distance;
            _treeTicks = 0;
        }

        if (++_treeTicks > (distance < 4 ? MiningPatienceTicks : PatienceTicks))
        {
            Ban(tree);
            return;
        }

        if (LowestLog(tree) is not { } lowest)
        {
            FinishTrunk(centerX, centerZ, distance);
            return;
        }

        var isOverhead = lowest - FeetY >= 2;
        if (isOverhead && _treeWasCut)
        {
            FellFromBelow(tree, lowest, distance);
            return;
        }

        var eyeToLog = lowest + 0.5 - Body.EyeY;
        var reach = Math.Sqrt((distance * distance) + (eyeToLog * eyeToLog)) - 0.5;
        if (distance > _style.StandOff && (reach > MiningReach - 0.6 || distance > 2.6 || _stall < 4))
        {
            Walk(centerX, centerZ, Math.Clamp(Bearing.Pitch(eyeToLog, distance), -50, 50), stopAt: _style.StandOff);
        }
        else
        {
            Aim(Bearing.Yaw(centerX - Body.X, centerZ - Body.Z), Bearing.Pitch(eyeToLog, distance));
        }

        if (reach < MiningReach && StrikesWood())
        {
            _buttons = (_buttons | Buttons.Attack) & ~Buttons.Sprint;
            _treeWasCut = true;
            RestCamera(tree);
        }
    }

    /// <summary>Steps to where the trunk stood and fells what is left of it overhead; the logs fall on the lumberjack's head.</summary>
    private void FellFromBelow((int X, int Z) tree, int lowest, double distance)
    {
        var (centerX, centerZ) = (tree.X + 0.5, tree.Z + 0.5);
        if (distance > UnderTrunk)
        {
            Walk(centerX, centerZ, Bearing.Pitch(lowest - Body.EyeY, distance), stopAt: UnderTrunk);
        }
        else
        {
            Aim(Body.Yaw, -89);
        }

        if (lowest - Body.EyeY > MiningReach)
        {
            Ban(tree);
            return;
        }

        if (StrikesWood() && (distance <= UnderTrunk || _stall > 3))
        {
            _buttons |= Buttons.Attack;
            RestCamera(tree);
        }
    }

    /// <summary>No more of the trunk is known: step under it and look up once.</summary>
    private void FinishTrunk(double centerX, double centerZ, double distance)
    {
        if (distance > UnderTrunk + 0.3 && _treeTicks < 60)
        {
            Walk(centerX, centerZ, pitch: -20, stopAt: UnderTrunk);
            return;
        }

        Aim(Body.Yaw, -89);
        _lookedUp = Body.Pitch < -65 || _treeTicks >= 80;
    }

    private void Gather((double X, double Y, double Z) item)
    {
        var distance = Horizontal(item.X, item.Z);
        if (++_itemTicks > 80 || (distance < 0.5 && _itemTicks > 25))
        {
            _item = null;
            _itemTicks = 0;
            _owedLogs = Math.Max(0, _owedLogs - 1);
            return;
        }

        if (_tick - _itemSeenTick > 8 && distance < 0.7)
        {
            _item = null;
            _itemTicks = 0;
            return;
        }

        Walk(item.X, item.Z, Math.Clamp(Bearing.Pitch(item.Y - Body.EyeY, distance), -30, 60), stopAt: 0.3);
    }

    private void Search()
    {
        if (Body.InWater && _shore is { } shore && Horizontal(shore.X, shore.Z) > 0.5)
        {
            Walk(shore.X, shore.Z, pitch: 0, stopAt: 0);
            return;
        }

        if (_walkTicks > 0)
        {
            _walkTicks--;
            if (WaterAhead())
            {
                _walkYaw = Bearing.Wrap(_walkYaw + (_style.TurnsRight ? 10 : -10));
            }

            Walk(Body.X - (SineTable.SinDegrees(_walkYaw) * 12), Body.Z + (SineTable.CosDegrees(_walkYaw) * 12), pitch: 0, stopAt: 0);
            return;
        }

        if (_turned < 360)
        {
            _turned += Spin(0);
            return;
        }

        _turned = 0;
        _walkTicks = WalkTicks;
        _walkYaw = ChooseWay();
    }

    private double ChooseWay()
    {
        var nearest = double.MaxValue;
        var yaw = Bearing.Wrap(Body.Yaw + ((_random.NextDouble() - 0.5) * 120));
        foreach (ref readonly var log in _sight.Logs)
        {
            var distance = Horizontal(log.X + 0.5, log.Z + 0.5);
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

    private bool WaterAhead()
    {
        var (x, z) = (-SineTable.SinDegrees(_walkYaw), SineTable.CosDegrees(_walkYaw));
        for (var distance = 3; distance <= 9; distance += 2)
        {
            for (var y = FeetY - 4; y <= FeetY; y++)
            {
                if (_sight.At(Floor(Body.X + (x * distance)), y, Floor(Body.Z + (z * distance))) == BlockId.Water)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Turns on the spot at an even pace; gives the degrees turned.</summary>
    private double Spin(double pitch)
    {
        var bin = CameraQuantizer.Default.NullBin + (_style.TurnsRight ? _style.FastestBin : -_style.FastestBin);
        _yawTurn = CameraQuantizer.Default.ToDegrees(bin);
        _pitchTurn = Nearest(pitch - Body.Pitch);
        return Math.Abs(_yawTurn);
    }

    private void GiveUpWay()
    {
        _stall = 0;
        _detourTicks = 25;
        _detourYaw = Bearing.Wrap(Body.Yaw + ((_random.Next(2) == 0 ? 1 : -1) * (70 + (_random.NextDouble() * 60))));
        _walkTicks = 0;
        _item = null;
        if (_tree is { } tree)
        {
            Ban(tree);
        }
    }

    /// <summary>Walks towards a point: turns to it, sprints if it is far, jumps up steps, clears what bars the way.</summary>
    private void Walk(double x, double z, double pitch, double stopAt)
    {
        var (dx, dz) = (x - Body.X, z - Body.Z);
        var distance = Math.Sqrt((dx * dx) + (dz * dz));
        var yaw = distance > 0.2 ? Bearing.Yaw(dx, dz) : Body.Yaw;
        var turn = Math.Abs(Bearing.Wrap(yaw - Body.Yaw));
        Aim(yaw, pitch);
        if (turn > 35 || distance <= stopAt)
        {
            return;
        }

        _buttons |= Buttons.Forward;
        _walked = true;
        if (turn < 12 && distance > _style.SprintDistance)
        {
            _buttons |= Buttons.Sprint;
        }

        LookAhead(dx / distance, dz / distance);
    }

    private void LookAhead(double dx, double dz)
    {
        var feet = FeetY;
        var (stepAhead, wallAhead) = (false, ((int X, int Y, int Z)?)null);
        for (var side = -1; side <= 1; side++)
        {
            var x = Floor(Body.X + (dx * 0.75) - (dz * side * 0.28));
            var z = Floor(Body.Z + (dz * 0.75) + (dx * side * 0.28));
            stepAhead |= _sight.IsSolid(x, feet, z);
            if (_sight.IsSolid(x, feet + 1, z) && (wallAhead is null || side == 0))
            {
                wallAhead = (x, feet + 1, z);
            }
            else if (_sight.IsSolid(x, feet, z) && _sight.IsSolid(x, feet + 2, z) && wallAhead is null)
            {
                wallAhead = (x, feet + 2, z);
            }
        }

        if (Body.OnGround && ((stepAhead && wallAhead is null) || _stall is 6 or 18 or 30))
        {
            _buttons |= Buttons.Jump;
        }

        if (_stall >= 5 && wallAhead is { } wall && _sight.At(wall.X, wall.Y, wall.Z) is { } block && IsDiggable(block))
        {
            _obstacle = wall;
            _obstacleTicks = 0;
        }
    }

    private void ClearAway((int X, int Y, int Z) cell)
    {
        if (!_sight.IsSolid(cell.X, cell.Y, cell.Z))
        {
            _obstacle = null;
            _stall = 0;
            return;
        }

        if (++_obstacleTicks > ClearingPatienceTicks)
        {
            _obstacle = null;
            GiveUpWay();
            return;
        }

        var (dx, dy, dz) = (cell.X + 0.5 - Body.X, cell.Y + 0.5 - Body.EyeY, cell.Z + 0.5 - Body.Z);
        Aim(Bearing.Yaw(dx, dz), Bearing.Pitch(dy, Math.Sqrt((dx * dx) + (dz * dz))));
        if (Crosshair() is { } hit && IsDiggable(hit.Block) && Horizontal(hit.X + 0.5, hit.Z + 0.5) < 2.5)
        {
            _buttons |= Buttons.Attack;
        }
    }

    /// <summary>What the crosshair will point at after this tick's turn, as far as it was seen.</summary>
    private (int X, int Y, int Z, BlockId Block)? Crosshair()
    {
        var (yaw, pitch) = (Body.Yaw + _yawTurn, Math.Clamp(Body.Pitch + _pitchTurn, -90, 90));
        double level = SineTable.CosDegrees(pitch);
        return _sight.Meets(
            (Body.X, Body.EyeY, Body.Z),
            (-SineTable.SinDegrees(yaw) * level, -SineTable.SinDegrees(pitch), SineTable.CosDegrees(yaw) * level),
            MiningReach);
    }

    private bool StrikesWood() => Crosshair() is { } hit && (BlockTable.IsLog(hit.Block) || BlockTable.IsLeaves(hit.Block));

    /// <summary>Keeps the view still while the crosshair is already well on the trunk.</summary>
    private void RestCamera((int X, int Z) tree)
    {
        var (pitchTurn, yawTurn) = (_pitchTurn, _yawTurn);
        if (Math.Abs(pitchTurn) > 2 || Math.Abs(yawTurn) > 2)
        {
            return;
        }

        (_pitchTurn, _yawTurn) = (0, 0);
        if (Crosshair() is not { } hit || (hit.X, hit.Z) != tree)
        {
            (_pitchTurn, _yawTurn) = (pitchTurn, yawTurn);
        }
    }

    private void Aim(double yaw, double pitch)
    {
        _yawTurn = Nearest(Bearing.Wrap(yaw - Body.Yaw));
        _pitchTurn = Nearest(pitch - Body.Pitch);
    }

    /// <summary>The camera bin nearest to a wanted turn, within the style's pace.</summary>
    private double Nearest(double degrees)
    {
        var quantizer = CameraQuantizer.Default;
        var bin = quantizer.ToBin(degrees);
        return quantizer.ToDegrees(Math.Clamp(bin, quantizer.NullBin - _style.FastestBin, quantizer.NullBin + _style.FastestBin));
    }

    private double Horizontal(double x, double z)
    {
        var (dx, dz) = (x - Body.X, z - Body.Z);
        return Math.Sqrt((dx * dx) + (dz * dz));
    }
}

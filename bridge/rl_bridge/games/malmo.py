"""Malmo 0.37: Minecraft 1.11.2 with the mod of Project Malmo, by the protocol of MalmoEnv; no package of Malmo's is needed.

Written from its public sources, and what it cannot do follows from them:

- It has no lock step. The game runs on by its own clock, 50 ms a tick unless `ms_per_tick` says otherwise; a step is answered with what was shown at
  the first tick after its commands were taken, so what they do is seen in full one step later. A player that takes longer than a tick misses some;
  how many passed is told in game_ms.
- Its frames are taken before hand, hotbar and windows are drawn. Its mouse turns the view alone: there is no cursor, and a window that has opened
  cannot be closed. Therefore the inventory's key stays up unless `inventory` is set, and nothing can be crafted by hand; a table or a chest that is
  used leaves its window open, unseen, until the episode ends.
- Turns are sent as a mouse's motion (moveMouse), in counts of 0.15 degrees as VPT's recordings have them; what is left of a turn is added to the next.
  The other command, setYaw, takes any angle, but by way of the server, which holds the player in place until it is confirmed. Counts are worth 0.15
  degrees at Minecraft's default mouseSensitivity of 0.5; whether they are is checked.
- Items are counted by what the inventory has gained since the step before, less what went from the slot in hand when the key to drop was pressed.
  So an item taken back out of a chest is obtained again, one that came and went within a step was never there, and charcoal is coal.
- Names of items are those of 1.11; where later versions put a tree's name before them, as in oak_log, so do we.
- A seed of 0 would be a random world; it is replaced by one that is always the same.
"""

from __future__ import annotations

import collections
import dataclasses
import json
import os
import re
import shlex
import shutil
import socket
import time
import uuid
from typing import Any, Callable, Iterable, Mapping

import numpy

from rl_bridge import display
from rl_bridge.game import Action, Capabilities, FaultKind, Game, GameFault, Observation, Spaces
from rl_bridge.games.malmo_client import Deadline, MalmoClient, Reply
from rl_bridge.guard import Guarded
from rl_bridge.server import tail

_MISSION = """<MissionInit xmlns="http://ProjectMalmo.microsoft.com" SchemaVersion="" PlatformVersion="{version}">
  <Mission>
    <About><Summary>Survival from nothing</Summary></About>
    <ModSettings><MsPerTick>{ms_per_tick}</MsPerTick></ModSettings>
    <ServerSection>
      <ServerInitialConditions><AllowSpawning>true</AllowSpawning></ServerInitialConditions>
      <ServerHandlers>
        <DefaultWorldGenerator seed="{seed}" forceReset="true"/>
        <ServerQuitWhenAnyAgentFinishes/>
      </ServerHandlers>
    </ServerSection>
    <AgentSection mode="Survival">
      <Name>Player</Name>
      <AgentStart><Inventory/></AgentStart>
      <AgentHandlers>
        <ObservationFromFullStats/>
        <ObservationFromFullInventory flat="false"/>
        <VideoProducer want_depth="false"><Width>{width}</Width><Height>{height}</Height></VideoProducer>
        <HumanLevelCommands/>
      </AgentHandlers>
    </AgentSection>
  </Mission>
  <ExperimentUID>{experiment}</ExperimentUID>
  <ClientRole>0</ClientRole>
  <ClientAgentConnection>
    <ClientIPAddress>127.0.0.1</ClientIPAddress>
    <ClientMissionControlPort>0</ClientMissionControlPort>
    <ClientCommandsPort>0</ClientCommandsPort>
    <AgentIPAddress>127.0.0.1</AgentIPAddress>
    <AgentMissionControlPort>0</AgentMissionControlPort>
    <AgentVideoPort>0</AgentVideoPort>
    <AgentDepthPort>0</AgentDepthPort>
    <AgentLuminancePort>0</AgentLuminancePort>
    <AgentObservationsPort>0</AgentObservationsPort>
    <AgentRewardsPort>0</AgentRewardsPort>
    <AgentColourMapPort>0</AgentColourMapPort>
  </ClientAgentConnection>
</MissionInit>"""

_REFUSED = "a client refuses one while it is busy, or where it is of another version or does not know a handler; its log says which"
_SEED_FOR_0 = 4_620_693_217_682_128_896  # Any would do.
_TICK_MS = 50.0  # of game time, whatever ms_per_tick says
_CONNECT_PAUSE = 0.25  # seconds
_CLOSE_SECONDS = 2.0
_OBITUARY_SECONDS = 1.0


@dataclasses.dataclass(frozen=True)
class Settings:
    address: str = "127.0.0.1:9000"  # Where a client listens; with port 0, any that is free, for one that is launched
    launch: str = ""  # Command that starts a client, {port} in place of its port: "…/launchClient.sh -port {port} -env"
    version: str = "0.37.0"  # Malmo's, as the client knows it
    height: int = 360
    width: int = 640
    ms_per_tick: int = 50  # More slows the game down, for players that need longer
    degrees_per_count: float = 0.15  # How far one count of the mouse turns
    inventory: bool = False  # Pass the inventory's key on
    bottom_first: bool = True  # Frames come as OpenGL reads them, lowest row first
    check: bool = True  # Refuse a client whose view turns otherwise than it should
    start_seconds: float = 280.0  # How long a launched client may take until it listens
    reset_seconds: float = 280.0  # How long a new episode may take, and a step: a little less than whoever plays allows
    step_seconds: float = 25.0


class MalmoGame(Game):
    """One Minecraft with Malmo's mod, and one mission after another in it."""

    capabilities = Capabilities(seeds=True, deterministic=False, lock_step=False, items=True, rewards=False)

    def __init__(self, client: MalmoClient, settings: Settings, child: Guarded | None, screen: display.Display | None) -> None:
        self.name = f"malmo {settings.version} (Minecraft 1.11.2)"
        self.spaces = Spaces(settings.height, settings.width)
        self.log = child.log if child is not None else ""
        self._client = client
        self._settings = settings
        self._child = child
        self._screen = screen
        self._experiment = uuid.uuid4().hex
        self._episode = 0
        self._is_running = False
        self._is_lost = False
        self._begin()

    def reset(self, seed: int) -> Observation:
        return self._guard(lambda: self._reset(seed, Deadline("a new episode", self._settings.reset_seconds)))

    def step(self, action: Action) -> Observation:
        return self._guard(lambda: self._advance(self._commands(action), Deadline("a step", self._settings.step_seconds)))

    def close(self) -> None:
        try:
            if not self._is_lost and self._episode > 0:
                deadline = Deadline("the end of the mission", _CLOSE_SECONDS)
                if self._is_running:
                    self._client.quit_mission(deadline)
                self._client.forget(self._token, deadline)
        except (GameFault, OSError):
            pass  # It was to end in any case.
        finally:
            self._client.close()
            _close(self._child, self._screen)

    @property
    def _token(self) -> str:
        return f"{self._experiment}:0:{self._episode}"

    def _guard(self, play: Callable[[], Observation]) -> Observation:
        try:
            return play()
        except BaseException as error:
            self._is_lost = True
            if isinstance(error, GameFault) and error.kind == FaultKind.CRASH and self._child is not None:
                code = self._child.code(_OBITUARY_SECONDS)
                if code is not None:
                    raise GameFault(FaultKind.CRASH, f"{error}. Its process ended with code {code}") from error
            raise

    def _begin(self) -> None:
        self._held: set[str] = set()
        self._tick = -1  # The game's clock as last observed
        self._life = 0.0
        self._frame: bytearray | None = None
        self._reward = 0.0
        self._answered_at = time.monotonic()
        self._items = _Items()
        self._mouse = _Mouse(self._settings.degrees_per_count)

    def _reset(self, seed: int, deadline: Deadline) -> Observation:
        if self._is_running:
            self._client.quit_mission(deadline)
            self._is_running = False
        self._episode += 1
        self._begin()
        settings = self._settings
        mission = _MISSION.format(
            version=settings.version, ms_per_tick=settings.ms_per_tick, seed=seed or _SEED_FOR_0, width=settings.width, height=settings.height,
            experiment=self._experiment,
        )
        self._client.start_mission(mission, self._token, deadline.part("taking the mission", FaultKind.START, _REFUSED))
        self._is_running = True
        while True:
            frame, is_over = self._client.peek(deadline)
            if is_over:
                raise GameFault(FaultKind.START, "the mission ended before it began: no world could be made, or the client lost its server; its log says which")
            if frame:
                break
            deadline.pause()
        observation = self._advance([f"{key} 0" for key in self.spaces.keys], deadline)
        if observation.terminated:
            raise GameFault(FaultKind.START, "the player was dead when the mission began; another seed may do better")
        observation.reward = 0.0
        observation.totals = {}
        return observation

    def _commands(self, action: Action) -> list[str]:
        """What changes: keys by their edges, and the mouse's motion."""
        held = set(action.held(self.spaces))
        if not self._settings.inventory:
            held.discard("inventory")
        commands = [f"{key} {int(key in held)}" for key in self.spaces.keys if (key in held) != (key in self._held)]
        if "drop" in held and "drop" not in self._held:
            self._items.drop()
        self._held = held
        x, y = self._mouse.move(action.yaw_degrees, -action.pitch_degrees)
        if x or y:
            commands.append(f"moveMouse {x} {y}")
        return commands

    def _advance(self, commands: Iterable[str], deadline: Deadline) -> Observation:
        """Has commands taken, and answers with the tick that follows."""
        before = self._tick
        if time.monotonic() - self._answered_at > self._settings.ms_per_tick / 1000:
            self._ask("", deadline)  # What has come meanwhile was before the commands.
        seen = self._tick
        text = "\n".join(commands)
        while True:
            reply = self._ask(text, deadline)
            if reply.is_done:
                self._end()
                break
            if not reply.is_taken:
                deadline.pause()
                continue
            text = ""
            if self._tick > seen:
                break
        self._answered_at = time.monotonic()
        reward, self._reward = self._reward, 0.0
        passed = self._tick - before if before >= 0 else 1
        return Observation(self._picture(), reward, terminated=reply.is_done, totals=self._items.totals, game_ms=_TICK_MS * passed)

    def _ask(self, text: str, deadline: Deadline) -> Reply:
        reply = self._client.step(text, deadline)
        if reply.frame:
            if len(reply.frame) != self.spaces.frame_bytes:
                raise GameFault(
                    FaultKind.CORRUPT,
                    f"a frame has {len(reply.frame)} bytes, expected {self.spaces.frame_width}x{self.spaces.frame_height}x3 = {self.spaces.frame_bytes}",
                )
            self._frame = reply.frame
        self._reward += reply.reward
        if reply.info:
            self._observe(reply.info)
        return reply

    def _observe(self, text: str) -> None:
        try:
            info = json.loads(text)
            self._tick, self._life, yaw = int(info["TotalTime"]), float(info["Life"]), float(info["Yaw"])
            self._items.observe(info["inventory"], info.get("currentItemIndex", 0))
        except KeyError as error:
            raise GameFault(FaultKind.CORRUPT, f"an observation has no {error}; does the client know the mission's handlers?") from error
        except (ValueError, TypeError) as error:
            raise GameFault(FaultKind.CORRUPT, f"an observation is not what it should be: {error}") from error
        turned = self._mouse.misfit(yaw)
        if turned is not None and self._settings.check:
            raise GameFault(
                FaultKind.SETTINGS,
                f"the view has turned by {turned[0]:.1f} degrees where {turned[1]:.1f} were asked for; options.txt of the client has to say "
                f"mouseSensitivity:0.5, or 'degrees_per_count' what a count is worth there, or set check=false",
            )

    def _end(self) -> None:
        """Missions have no end of their own but death."""
        self._is_running = False
        if self._life > 0:
            raise GameFault(FaultKind.CRASH, f"the mission ended with a player alive ({self._life:g} points of life); the client's log says why")
        if self._frame is None:
            raise GameFault(FaultKind.CORRUPT, "the mission ended without a frame")

    def _picture(self) -> Any:
        """The last frame that came: a mission that has ended draws no more."""
        rows = numpy.frombuffer(self._frame, numpy.uint8).reshape(self.spaces.frame_height, self.spaces.frame_width, 3)
        return numpy.ascontiguousarray(rows[::-1]) if self._settings.bottom_first else rows


class _Mouse:
    """Turns angles into counts, and watches whether the view follows."""

    _LATE = 5  # Observations that a turn may be late
    _STEPS = 200  # Later than this something else may have turned the view: a boat, a portal.

    def __init__(self, degrees_per_count: float) -> None:
        self._degrees = degrees_per_count
        self._rest = (0.0, 0.0)
        self._yaw: float | None = None
        self._asked = 0.0
        self._recent: collections.deque[float] = collections.deque([0.0] * self._LATE, self._LATE)
        self._steps = 0

    def move(self, right: float, up: float) -> tuple[int, int]:
        """Counts to the right and upwards; what is less than half a count waits."""
        x, y = (turn / self._degrees + rest for turn, rest in zip((right, up), self._rest))
        counts = round(x), round(y)
        self._rest = (x - counts[0], y - counts[1])
        self._asked += counts[0] * self._degrees
        self._recent.append(abs(counts[0] * self._degrees))
        self._steps += 1
        return counts

    def misfit(self, yaw: float) -> tuple[float, float] | None:
        """How far the view has turned and how far it should have, where that cannot be."""
        if self._yaw is None:
            self._yaw = yaw
        off = (yaw - self._yaw - self._asked + 180) % 360 - 180
        return (self._asked + off, self._asked) if self._steps <= self._STEPS and abs(off) > sum(self._recent) + 1 else None


class _Items:
    """Totals as the contract means them, of what an inventory holds from one observation to the next."""

    _PATIENCE = 10  # Observations until a drop that took nothing is forgotten

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}
        self._counts: Mapping[str, int] | None = None
        self._in_hand = ""
        self._drops: list[tuple[str, int]] = []

    def drop(self) -> None:
        """The key to drop is about to be pressed: one unit of what is in hand goes."""
        if self._in_hand:
            self._drops.append((self._in_hand, self._PATIENCE))

    def observe(self, inventory: Iterable[Mapping[str, Any]], slot: int) -> None:
        """What the inventory holds now. Chests that are looked at come in the same list, and are left out."""
        counts: collections.Counter[str] = collections.Counter()
        self._in_hand = ""
        for stack in inventory:
            if stack.get("inventory", "inventory") == "inventory":
                name = _item(stack)
                counts[name] += int(stack["quantity"])
                if stack["index"] == slot:
                    self._in_hand = name
        if self._counts is not None:
            for name in counts.keys() | self._counts.keys():
                self._count(name, counts[name] - self._counts.get(name, 0))
        self._drops = [(name, patience - 1) for name, patience in self._drops if patience > 1]
        self._counts = counts

    def _count(self, name: str, change: int) -> None:
        if change > 0:
            self.totals[name] = self.totals.get(name, 0) + change
        while change < 0 and (drop := next((drop for drop in self._drops if drop[0] == name), None)):
            self._drops.remove(drop)
            self.totals[name] = self.totals.get(name, 0) - 1
            change += 1


_OF_TREES = {
    "log": "log", "log2": "log", "leaves": "leaves", "leaves2": "leaves", "planks": "planks", "sapling": "sapling", "wooden_slab": "slab",
}
_OF_OAK = ("boat", "fence", "fence_gate", "trapdoor")


def _item(stack: Mapping[str, Any]) -> str:
    """An item's name as later versions have it, where rewards ask for it: with its tree."""
    name = str(stack["type"])
    tree = {"big_oak": "dark_oak"}.get(stack.get("variant", ""), stack.get("variant", ""))
    if name in _OF_TREES and re.fullmatch("[a-z_]+", tree):
        return f"{tree}_{_OF_TREES[name]}"
    if name in _OF_OAK:
        return f"oak_{name}"
    return re.sub("^wooden_(door|button|pressure_plate)$", r"oak_\1", name)


def start(settings: Settings, logs: str) -> MalmoGame:
    """Connects to a client, and launches it first where the settings say how."""
    if settings.launch:
        return _launch(settings, logs)
    host, port = _split(settings.address)
    try:
        client = MalmoClient(host, port, settings.version, Deadline(f"connecting to {settings.address}", settings.start_seconds, FaultKind.START))
    except OSError as error:
        raise GameFault(
            FaultKind.START,
            f"nobody answers at {settings.address} ({error.strerror or error}); start Malmo's client with 'launchClient.sh -port {port} -env', "
            "or set 'launch' to a command that does",
        ) from error
    return MalmoGame(client, settings, None, None)


def _launch(settings: Settings, logs: str) -> MalmoGame:
    host, port = _split(settings.address)
    port = port or _free_port(host)
    try:
        command = shlex.split(settings.launch.replace("{port}", str(port)))
    except ValueError as error:
        raise GameFault(FaultKind.SETTINGS, f"'launch' is no command: {error}") from error
    if not command or shutil.which(command[0]) is None:
        raise GameFault(FaultKind.SETTINGS, f"'launch' is '{settings.launch}', which names no program that is here")
    screen = display.ensure(settings.width, settings.height)
    child = None
    try:
        child = Guarded(command, os.path.join(logs, "malmo.log"))
        deadline = Deadline("the start of the client", settings.start_seconds, FaultKind.START, f"the last of its log {child.log} follows")
        return MalmoGame(_connect(host, port, settings, child, deadline), settings, child, screen)
    except GameFault as fault:
        _close(child, screen)
        raise GameFault(fault.kind, f"{fault}\n{tail(child.log) if child is not None else ''}".strip()) from fault
    except BaseException:
        _close(child, screen)
        raise


def _connect(host: str, port: int, settings: Settings, child: Guarded, deadline: Deadline) -> MalmoClient:
    while True:
        code = child.code()
        if code is not None:
            raise GameFault(
                FaultKind.START, f"'{shlex.join(child.command)}' ended with code {code} before it listened at port {port}; the last of its log {child.log}:",
            )
        try:
            return MalmoClient(host, port, settings.version, deadline)
        except OSError:
            time.sleep(min(_CONNECT_PAUSE, deadline.left()))


def _close(child: Guarded | None, screen: display.Display | None) -> None:
    if child is not None:
        child.close()
    if screen is not None:
        screen.close()


def _split(address: str) -> tuple[str, int]:
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdigit():
        raise GameFault(FaultKind.SETTINGS, f"'address' is '{address}'; expected HOST:PORT")
    return host, int(port)


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as server:
        return server.getsockname()[1]

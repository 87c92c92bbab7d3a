"""Luanti (Minetest): the real client on an X server without a screen, played through keys and mouse.

What is seen is its window; what is done are X events, by XTest; what was obtained tells a small mod of ours.

- The game runs in real time: a step lasts `pictures` pictures of its window, which are drawn at a steady rate, two in 50 ms, and longer where whoever
  plays, or the machine, is slower. `game_ms` says how long. If nobody plays for `pause_seconds`, the game is paused, and its clock with it.
- Every reset is a new world and a new client, so that a seed is a world. It takes some seconds.
- Keys take effect with the first of a step's two pictures, or with the second where it had begun to be drawn. So a key is held for 50 ms, but is felt up
  to 25 ms late.
- The mouse turns by 0.15 degrees a pixel, as Minecraft's does at its default; what is left over of a turn goes into the next one. More than 46 degrees
  aside, or 25 up or down, take a picture each.
- Sprinting is Luanti's "aux1", which does nothing in its standard game. Dropping drops what is in hand, a whole stack.
- Death ends the episode.
"""

from __future__ import annotations

import dataclasses
import fcntl
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
from typing import Any

import numpy

from rl_bridge.display import Display
from rl_bridge.game import Action, Capabilities, FaultKind, Game, GameFault, Observation, Spaces
from rl_bridge.game_clock import GameClock
from rl_bridge.guard import Guarded
from rl_bridge.screen import Screen

_FIELD_OF_VIEW = 70  # degrees
_DEGREES_PER_PIXEL = 0.15
_BORDER = 10  # pixels that the mouse keeps away from the window's border, where it would stop; after every picture it is back at the centre

_KEYS = {
    "attack": "button1", "use": "button3", "forward": "w", "back": "s", "left": "a", "right": "d", "jump": "space", "sneak": "Shift_L",
    "sprint": "Control_L", "drop": "q", "inventory": "e", **{f"hotbar.{slot}": str(slot) for slot in range(1, 10)},
}

# Threads of the client that wait for those that draw: its world's, and those that make meshes and maps
_BACKGROUND = ("Server", "Emerge", "Connection", "MeshUpdate", "MinimapUpdate")


def _view_factor() -> float:
    """Luanti turns by sensitivity times this, which is 1 at its default field of view of 72 degrees."""
    return math.tan(math.radians(_FIELD_OF_VIEW / 2)) / math.tan(math.radians(36))


_CLIENT = {
    "fullscreen": "false", "vsync": "false", "autosave_screensize": "false", "pause_on_lost_focus": "false", "mute_sound": "true", "enable_sound": "false",
    "fov": str(_FIELD_OF_VIEW), "mouse_sensitivity": str(_DEGREES_PER_PIXEL / _view_factor()), "dedicated_server_step": "0.05", "enable_damage": "true", "creative_mode": "false",
    # Meshes 20 ms apart: one after the other they take the core from the drawing, and many a picture comes late.
    "mesh_generation_interval": "20",
    "keymap_forward": "KEY_KEY_W", "keymap_backward": "KEY_KEY_S", "keymap_left": "KEY_KEY_A", "keymap_right": "KEY_KEY_D", "keymap_jump": "KEY_SPACE",
    "keymap_sneak": "KEY_LSHIFT", "keymap_aux1": "KEY_LCONTROL", "keymap_drop": "KEY_KEY_Q", "keymap_inventory": "KEY_KEY_E",
    **{f"keymap_slot{slot}": f"KEY_KEY_{slot}" for slot in range(1, 10)},
}


@dataclasses.dataclass(frozen=True)
class Settings:
    height: int = 360
    width: int = 640
    program: str = ""  # The client; empty looks for luanti and minetest
    game: str = "minetest"  # The game's id, as Luanti has it: "minetest" is its standard game
    pictures: int = 2  # Drawn in a step
    viewing_range: int = 48  # nodes
    shaders: bool = False  # Costs half of a machine without a graphics card
    seek: str = ""  # Kind of node whose nearest one `state` is to tell, as "group:tree", for scripted players
    settle_seconds: float = 2.0  # From the world's being there to the first frame, for what is still to be drawn
    start_seconds: float = 90.0  # That a client may take until then
    pause_seconds: float = 0.1  # Without a step, and the game pauses; needs Debian's package libfaketime; 0 never pauses
    silence_seconds: float = 10.0  # Without a picture or a word of the world, and the game counts as lost


class LuantiGame(Game):
    """One client after the other, each with a world of its own that is never saved."""

    capabilities = Capabilities(seeds=True, deterministic=False, lock_step=False, items=True, rewards=False)

    def __init__(self, settings: Settings, logs: str, program: str, version: str) -> None:
        self._settings = settings
        self._program = program
        self.name = version
        self.spaces = Spaces(settings.height, settings.width)
        self.log = os.path.join(logs, "luanti.log")
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="rl-luanti-"))
        for name in ("framebuffer", "home"):
            (self._folder / name).mkdir()
        self._display = Display(settings.width, settings.height, str(self._folder / "framebuffer"))
        self._screen = Screen(self._display.name, str(self._folder / "framebuffer"))
        self._frame = numpy.empty((settings.height, settings.width, 3), numpy.uint8)
        self._clock = GameClock(self._folder, settings.pause_seconds)
        self._client: Guarded | None = None
        self._report: _Report | None = None
        self._rest = [0.0, 0.0]  # of turns, in pixels, right and down
        self._taken_at = 0.0  # The last picture, by the game's clock
        self._heard_at = 0.0  # The last word of the mod, likewise

    @property
    def state(self) -> dict[str, Any]:
        """What the mod said last: position, yaw and pitch, health, the nearest node of the kind that is sought. For players who may know; no policy does."""
        return self._report.state

    def reset(self, seed: int) -> Observation:
        self._end_client()
        self._start_client(seed)
        due = time.monotonic() + self._settings.start_seconds
        self._wait(lambda: self._screen.attach(self._settings.width, self._settings.height), due, "open its window")
        self._wait(lambda: self._report.read() and self._report.state["loaded"], due, "have its world")
        self._client.lower(_BACKGROUND)
        settled = time.monotonic() + self._settings.settle_seconds
        self._wait(lambda: time.monotonic() >= settled, due, "settle")
        self._rest = [0.0, 0.0]
        self._report.forget()
        self._taken_at = self._heard_at = self._clock.now()
        return self._step(self._moves(Action()))

    def step(self, action: Action) -> Observation:
        self._clock.play(self._client)
        held = action.held(self.spaces)
        for key in self.spaces.keys:
            self._screen.press(_KEYS[key], key in held)
        return self._step(self._moves(action))

    def close(self) -> None:
        self._end_client()
        self._screen.close()
        self._display.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _moves(self, action: Action) -> list[tuple[int, int]]:
        """The mouse's moves, of which each needs a picture of its own; at least one, which may be none at all."""
        for axis, degrees in enumerate((action.yaw_degrees, action.pitch_degrees)):
            self._rest[axis] += degrees / _DEGREES_PER_PIXEL
        largest = (self._settings.width // 2 - _BORDER, self._settings.height // 2 - _BORDER)
        moves = []
        while not moves or max(abs(round(rest)) for rest in self._rest) > 0:
            move = tuple(max(-most, min(most, round(rest))) for rest, most in zip(self._rest, largest))
            self._rest = [rest - moved for rest, moved in zip(self._rest, move)]
            moves.append(move)
        return moves

    def _step(self, moves: list[tuple[int, int]]) -> Observation:
        self._screen.pictures()  # Those that were drawn while the player thought do not count.
        for picture in range(max(self._settings.pictures, len(moves) + 1)):
            if picture < len(moves):
                self._screen.move(*moves[picture])
                self._screen.send()
            self._wait_picture()
        self._screen.take(self._frame)
        began, self._taken_at = self._taken_at, self._clock.now()
        if self._report.read():
            self._heard_at = self._taken_at
        elif self._taken_at - self._heard_at > self._settings.silence_seconds:
            raise GameFault(FaultKind.CORRUPT, f"Luanti draws, but its world has been silent for {self._settings.silence_seconds:g} s: a dialog, a full disk, or a hanging server")
        self._clock.rest(self._client)
        return Observation(self._frame, terminated=self._report.state["died"], totals=self._report.totals, game_ms=1000 * (self._taken_at - began))

    def _wait_picture(self) -> None:
        if not self._screen.wait_picture(self._settings.silence_seconds):
            self._require_client()
            raise GameFault(FaultKind.TIMEOUT, f"Luanti has drawn nothing for {self._settings.silence_seconds:g} s")

    def _wait(self, is_so: Any, due: float, what: str) -> None:
        while not is_so():
            self._require_client()
            if time.monotonic() > due:
                raise GameFault(FaultKind.START, f"Luanti did not {what} within {self._settings.start_seconds:g} s")
            time.sleep(0.02)

    def _require_client(self) -> None:
        code = self._client.code()
        if code is not None:
            raise GameFault(FaultKind.CRASH, f"Luanti has ended with code {code}")

    def _start_client(self, seed: int) -> None:
        world = self._folder / "world"
        mod = world / "worldmods" / "rl_bridge"
        shutil.copytree(pathlib.Path(__file__).parent / "luanti_mod", mod)
        # Nothing of a world is kept, hence it lives in memory.
        _write(world / "world.mt", {"gameid": self._settings.game, "backend": "dummy", "player_backend": "dummy", "load_mod_rl_bridge": "true"})
        _write(self._folder / "client.conf", {
            **_CLIENT, "screen_w": str(self._settings.width), "screen_h": str(self._settings.height), "fixed_map_seed": str(seed & (1 << 64) - 1),
            "fps_max": str(20 * self._settings.pictures), "fps_max_unfocused": str(20 * self._settings.pictures),
            "viewing_range": str(self._settings.viewing_range), "enable_shaders": "true" if self._settings.shaders else "false",
            **({"rl_bridge_seek": self._settings.seek} if self._settings.seek else {}),
        })
        self._report = _Report(world / "rl_bridge.jsonl")
        home = str(self._folder / "home")
        _wait_for_turn()
        self._client = Guarded(
            self._clock.command([self._program, "--go", "--world", str(world), "--config", str(self._folder / "client.conf"), "--logfile", ""]),
            self.log, {**os.environ, "DISPLAY": self._display.name, "HOME": home, "MINETEST_USER_PATH": home})

    def _end_client(self) -> None:
        if self._client is not None:
            self._clock.play(self._client)
            self._screen.release()
            self._screen.send()
            self._client.close()
            self._client = None
        shutil.rmtree(self._folder / "world", ignore_errors=True)


class _Report:
    """What the mod tells, read as it is written."""

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        self._file: Any = None
        self._line = ""
        self.state: dict[str, Any] = {}
        self.totals: dict[str, int] = {}

    def read(self) -> bool:
        """Reads what is new; true if there was anything."""
        if self._file is None:
            try:
                self._file = open(self._path, encoding="utf-8")
            except FileNotFoundError:
                return False
        is_new = False
        while line := self._file.readline():
            self._line += line
            if not self._line.endswith("\n"):
                break  # The rest is still to be written.
            self.state = json.loads(self._line)
            self._line = ""
            self.totals.update((item, int(total)) for item, total in (self.state.get("obtained") or {}).items())
            is_new = True
        return is_new

    def forget(self) -> None:
        """The episode begins here."""
        self.totals.clear()


def start(settings: Settings, logs: str) -> LuantiGame:
    """Looks for the client; the first reset starts it."""
    names = [settings.program] if settings.program else ["luanti", "minetest", "/usr/games/luanti", "/usr/games/minetest"]
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise GameFault(FaultKind.SETTINGS, f"there is no {' or '.join(names[:2])}; install Debian's package minetest, or set program=/PATH")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout.split("\n")[0]
    return LuantiGame(settings, logs, program, said.lower().split(" (")[0] or "luanti")


def _wait_for_turn() -> None:
    """Luanti draws its server's port from a stream that begins with the second in which it starts: two clients of one second would take the same port."""
    with open(os.path.join(tempfile.gettempdir(), f"rl-luanti-{os.getuid()}.lock"), "w", encoding="ascii") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        time.sleep(1.05)


def _write(path: pathlib.Path, settings: dict[str, str]) -> None:
    path.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()), encoding="utf-8")

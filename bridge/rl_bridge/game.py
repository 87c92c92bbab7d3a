"""What the server wants of a game: three methods, and a word about itself."""

from __future__ import annotations

import abc
import dataclasses
import enum
import hashlib
import math
from typing import Any, Mapping

KEYS = (
    "attack", "back", "forward", "jump", "left", "right", "sneak", "sprint", "use", "drop", "inventory",
    "hotbar.1", "hotbar.2", "hotbar.3", "hotbar.4", "hotbar.5", "hotbar.6", "hotbar.7", "hotbar.8", "hotbar.9",
)
"""The keys a policy holds, in the order of VPT's factored action space."""


@dataclasses.dataclass(frozen=True)
class Spaces:
    """What can be seen and done; see the contract."""

    frame_height: int = 360
    frame_width: int = 640
    keys: tuple[str, ...] = KEYS
    camera_degrees: int = 180
    steps_per_second: int = 20

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame: height x width x RGB."""
        return self.frame_height * self.frame_width * 3

    def hash(self) -> bytes:
        """SHA-256 of the spaces, as the contract writes them down."""
        text = (
            f"frame={self.frame_height}x{self.frame_width}x3;keys={','.join(self.keys)};"
            f"degrees={self.camera_degrees};rate={self.steps_per_second}"
        )
        return hashlib.sha256(text.encode("ascii")).digest()


@dataclasses.dataclass(frozen=True)
class Capabilities:
    """What a game promises; see the contract."""

    seeds: bool = False
    deterministic: bool = False
    lock_step: bool = False
    items: bool = False
    rewards: bool = False


@dataclasses.dataclass(frozen=True)
class Action:
    """Keys held for one step, and how far the view turns, in degrees: downwards and to the right."""

    keys: int = 0
    pitch_degrees: float = 0.0
    yaw_degrees: float = 0.0

    def require(self, spaces: Spaces) -> None:
        """Refuses what the spaces do not have."""
        if self.keys >> len(spaces.keys):
            raise InvalidAction(f"keys is 0x{self.keys:x}, but there are only {len(spaces.keys)} keys")
        for name, value in (("pitch_degrees", self.pitch_degrees), ("yaw_degrees", self.yaw_degrees)):
            if not math.isfinite(value) or abs(value) > spaces.camera_degrees:
                raise InvalidAction(f"{name} is {value}; expected -{spaces.camera_degrees} to {spaces.camera_degrees}")

    def held(self, spaces: Spaces) -> list[str]:
        """Names of the keys that are held."""
        return [key for bit, key in enumerate(spaces.keys) if self.keys >> bit & 1]


@dataclasses.dataclass
class Observation:
    """What a game shows after a step.

    frame: anything with a buffer of height x width x 3 bytes, RGB, rows from the top; the server copies it before it asks for the next step.
    reward: the game's own; terminated and truncated: as Gymnasium means them.
    totals: units of every item obtained since the reset, less those dropped; items left out stay as they were.
    game_ms: game time that the step took.
    """

    frame: Any
    reward: float = 0.0
    terminated: bool = False
    truncated: bool = False
    totals: Mapping[str, int] = dataclasses.field(default_factory=dict)
    game_ms: float = 50.0


class FaultKind(enum.IntEnum):
    """Why a game is of no use any more; numbers of the contract."""

    MISMATCH = 1
    BUSY = 2
    INVALID = 3
    START = 4
    CRASH = 5
    TIMEOUT = 6
    CORRUPT = 7
    SETTINGS = 8
    OTHER = 9


class GameFault(Exception):
    """The game failed. It is closed, and whoever plays it is told; there is no frame in its place."""

    def __init__(self, kind: FaultKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class InvalidAction(ValueError):
    """An action that the game's spaces do not have."""


class Game(abc.ABC):
    """One running game. Made when it has started; all calls come one after the other."""

    name: str
    """Name and version, as in "luanti 5.6.1"."""

    spaces: Spaces = Spaces()
    capabilities: Capabilities = Capabilities()

    log: str = ""
    """Path of the game's own log, if it writes one."""

    @abc.abstractmethod
    def reset(self, seed: int) -> Observation:
        """Begins an episode and shows its first frame. Raises GameFault if the game does not answer as it should."""

    @abc.abstractmethod
    def step(self, action: Action) -> Observation:
        """Carries an action out, which the server has checked, for one tick of 1/20 s."""

    @abc.abstractmethod
    def close(self) -> None:
        """Ends the game and whatever it has started. Called once, whatever happened before."""

"""Fells a tree in Luanti through keys and mouse alone: walks to the nearest one and holds the left button until its trunk is gone.

    PYTHONPATH=bridge python3 bridge/examples/fell_a_tree.py --seed 6 --logs 3 --video tree.mp4

It knows where it is and where trees are, which no policy does; what it does, it does as a policy would. `--random` plays at random instead.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
import tempfile
from typing import Any

from rl_bridge import games
from rl_bridge.game import KEYS, Action, Observation

_EYE = 1.47  # nodes above the feet
_REACH = 3.5  # nodes


class Lumberjack:
    """Decides on actions, one after the other, by what the game's mod tells."""

    def __init__(self) -> None:
        self._target: tuple[float, ...] | None = None
        self._last = (0.0, 0.0, 0.0)
        self._stuck = 0

    def act(self, state: dict[str, Any]) -> Action:
        target, (x, y, z) = state.get("nearest"), state["position"]
        if target is None:
            return _action(["forward", "jump"], 0, 3)
        east, up, north = target[0] - x, target[1] - y - _EYE, target[2] - z
        distance = math.hypot(east, north)
        # Luanti's yaw of 0 looks north (+z); ours grows to the right.
        yaw = (math.degrees(math.atan2(east, north)) - state["yaw"] + 180) % 360 - 180
        pitch = -math.degrees(math.atan2(up, distance)) - state["pitch"]
        turn = (max(-15, min(15, 0.5 * pitch)), max(-15, min(15, 0.5 * yaw)))
        if math.hypot(distance, up) <= _REACH:
            return _action(["attack"], *turn)
        self._stuck = self._stuck + 1 if math.dist(self._last, (x, y, z)) < 0.02 else 0
        self._last = (x, y, z)
        keys = ["forward"] if abs(yaw) < 30 else []
        if self._stuck > 3 and keys:
            keys += ["jump", "attack"]  # Up a step, or through leaves
        return _action(keys, *turn)


class Random:
    """Holds keys for a while, and turns."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._keys: list[str] = []

    def act(self, _: dict[str, Any]) -> Action:
        if self._random.random() < 0.1:
            self._keys = self._random.sample([key for key in KEYS if key not in ("inventory", "drop")], 2)
        return _action(self._keys, self._random.gauss(0, 1), self._random.gauss(0, 5))


class Film:
    """Writes what is seen as a video; nothing without a path."""

    def __init__(self, path: str, width: int, height: int) -> None:
        self._ffmpeg = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", "20", "-i", "-", "-pix_fmt", "yuv420p", path],
            stdin=subprocess.PIPE) if path else None

    def add(self, seen: Observation) -> None:
        if self._ffmpeg is not None:
            self._ffmpeg.stdin.write(seen.frame.tobytes())

    def close(self) -> None:
        if self._ffmpeg is not None:
            self._ffmpeg.stdin.close()
            self._ffmpeg.wait()


def _action(keys: list[str], pitch: float, yaw: float) -> Action:
    return Action(sum(1 << KEYS.index(key) for key in keys), pitch, yaw)


def main() -> int:
    parser = argparse.ArgumentParser(description="Fell a tree in Luanti through keys and mouse.")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--logs", type=int, default=3, help="logs after which it is done (default %(default)s)")
    parser.add_argument("--steps", type=int, default=2400, help="steps after which it gives up (default %(default)s)")
    parser.add_argument("--video", default="", help="file to film it into, by ffmpeg")
    parser.add_argument("--random", action="store_true", help="play at random, for all steps")
    options = parser.parse_args()
    logs = tempfile.mkdtemp(prefix="rl-luanti-logs-")
    game = games.create("luanti", games.parse_settings("luanti", ["seek=group:tree"]), logs)
    film = Film(options.video, game.spaces.frame_width, game.spaces.frame_height)
    player: Lumberjack | Random = Random(options.seed) if options.random else Lumberjack()
    try:
        seen = game.reset(options.seed)
        milliseconds, steps, felled = 0.0, 0, 0
        while steps < options.steps and not seen.terminated and (options.random or felled < options.logs):
            seen = game.step(player.act(game.state))
            film.add(seen)
            milliseconds, steps = milliseconds + seen.game_ms, steps + 1
            felled = sum(units for item, units in seen.totals.items() if item.endswith("tree"))
        print(f"{game.name}: {felled} logs in {steps} steps of {milliseconds / max(1, steps):.1f} ms; obtained {dict(seen.totals)}")
        return 0 if options.random or felled >= options.logs else 1
    finally:
        film.close()
        game.close()


if __name__ == "__main__":
    sys.exit(main())

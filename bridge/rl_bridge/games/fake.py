"""No game at all: frames by a rule, and every fault that a game can have, on request. For tests of whatever plays games."""

from __future__ import annotations

import dataclasses
import os
import time

from rl_bridge.game import Action, Capabilities, FaultKind, Game, GameFault, Observation, Spaces


@dataclasses.dataclass(frozen=True)
class Settings:
    """Faults are made in the step of that number, counted from 1 over all episodes; 0 makes none."""

    height: int = 360
    width: int = 640
    episode_steps: int = 0  # The episode ends after so many; 0 for never
    terminates: bool = False  # It ends by termination, not by truncation
    log_every: int = 0  # An oak log is obtained every so many steps of an episode
    drop_every: int = 0  # ... and one dropped
    step_ms: float = 0.0  # Time that a step takes
    start_seconds: float = 0.0
    fails_to_start: bool = False
    fault_at: int = 0  # The game says that it failed
    raise_at: int = 0  # ... raises what nobody expects
    exit_at: int = 0  # ... its process ends
    hang_at: int = 0  # ... does not answer any more
    wrong_size_at: int = 0  # ... shows a frame that lacks a row
    hang_in_reset: int = 0  # The reset of that number does not come back


class FakeGame(Game):
    """A field of colour that turns with the view: its phase is what seed and actions have added up to."""

    capabilities = Capabilities(seeds=True, deterministic=True, lock_step=True, items=True, rewards=False)

    def __init__(self, settings: Settings, logs: str) -> None:
        self._settings = settings
        self.name = "fake 1"
        self.log = os.path.join(logs, "game.log")
        with open(self.log, "w", encoding="utf-8") as log:
            log.write("this game is not real\n")
        self.spaces = Spaces(settings.height, settings.width)
        # Every frame is a window of one long row of bytes, so that a frame costs no more than its copy.
        period = bytes((7 * i + (i >> 3)) & 0xFF for i in range(3 * 256))
        self._row = memoryview(period * (self.spaces.frame_bytes // len(period) + 2))
        self._phase = 0
        self._steps = 0
        self._resets = 0
        self._episode_steps = 0
        self._logs = 0

    def reset(self, seed: int) -> Observation:
        self._resets += 1
        if self._resets == self._settings.hang_in_reset:
            time.sleep(3600)
        self._phase = 3 * (seed % 256)
        self._episode_steps = 0
        self._logs = 0
        return self._observe()

    def step(self, action: Action) -> Observation:
        settings = self._settings
        self._steps += 1
        self._episode_steps += 1
        if settings.step_ms > 0:
            time.sleep(settings.step_ms / 1000)
        self._fail_on_request()
        turn = round(action.yaw_degrees) + 5 * round(action.pitch_degrees) + action.keys % 251
        self._phase = (self._phase + 3 * turn) % 768
        if settings.log_every and self._episode_steps % settings.log_every == 0:
            self._logs += 1
        if settings.drop_every and self._episode_steps % settings.drop_every == 0:
            self._logs -= 1
        seen = self._observe()
        if self._steps == settings.wrong_size_at:
            seen.frame = seen.frame[: -self.spaces.frame_width * 3]
        if settings.episode_steps and self._episode_steps == settings.episode_steps:
            seen.terminated, seen.truncated = settings.terminates, not settings.terminates
        return seen

    def close(self) -> None:
        pass

    def _observe(self) -> Observation:
        return Observation(self._row[self._phase : self._phase + self.spaces.frame_bytes], totals={"oak_log": self._logs})

    def _fail_on_request(self) -> None:
        settings = self._settings
        if self._steps == settings.fault_at:
            raise GameFault(FaultKind.CRASH, "the game's process ended with code 1; it was asked to")
        if self._steps == settings.raise_at:
            raise RuntimeError("nobody expected this")
        if self._steps == settings.exit_at:
            os._exit(3)
        if self._steps == settings.hang_at:
            time.sleep(3600)


def start(settings: Settings, logs: str) -> FakeGame:
    """Starts it, or fails to."""
    time.sleep(settings.start_seconds)
    if settings.fails_to_start:
        raise GameFault(FaultKind.START, "the game did not start; it was asked not to")
    return FakeGame(settings, logs)

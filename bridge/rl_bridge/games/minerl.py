"""MineRL 1.0: Minecraft 1.16.5 for agents, at the settings that OpenAI's weights were trained on.

Written from its public sources and documentation. Its known faults and what becomes of them here:

- A step that times out there answers with a random picture, reward 0, done, and an error in info. Here it is a fault; no such picture goes out.
- A seed holds for one reset only, and has to be set before it.
- The Java process leaks and its time-outs grow with its age; whoever plays starts servers anew after some hours.
- Where there is no display the game does not start; here an Xvfb is started for it.
"""

from __future__ import annotations

import dataclasses
import importlib
import os
from typing import Any, Mapping

from rl_bridge import display
from rl_bridge.game import FaultKind, GameFault, Observation
from rl_bridge.games import gymnasium

_SEED_MASK = (1 << 63) - 1


@dataclasses.dataclass(frozen=True)
class Settings:
    task: str = "MineRLHumanSurvival-v0"  # Its id: HumanSurvival, the BASALT tasks, MineRLObtainDiamondShovel-v0
    height: int = 360
    width: int = 640
    check: bool = True  # Refuse settings that published weights do not fit


class MineRLGame(gymnasium.GymnasiumGame):
    """One Minecraft. Totals of items come from its statistics, where the task shows them."""

    def __init__(self, env: Any, settings: Settings, screen: display.Display | None, name: str) -> None:
        super().__init__(env, gymnasium.Settings(frame="pov"), name)
        self._screen = screen
        self._has_statistics = {"pickup", "craft_item", "drop"} <= set(env.observation_space.spaces)
        self.capabilities = dataclasses.replace(self.capabilities, items=self._has_statistics)
        self._start: dict[str, int] = {}

    def reset(self, seed: int) -> Observation:
        self._start = {}
        first = super().reset(seed)
        # Statistics belong to the world; one that was loaded may have some.
        self._start = dict(first.totals)
        first.totals = {}
        return first

    def totals(self, seen: Any, info: Mapping[str, Any]) -> Mapping[str, int]:
        if not self._has_statistics:
            return {}
        totals: dict[str, int] = {item: -count for item, count in self._start.items()}
        for statistic, sign in (("pickup", 1), ("craft_item", 1), ("drop", -1)):
            for item, count in seen[statistic].items():
                number = int(count)
                if number:
                    totals[item] = totals.get(item, 0) + sign * number
        return totals

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._screen is not None:
                self._screen.close()

    def _reset(self, seed: int) -> Any:
        self._env.seed(seed)
        return self._env.reset()


def start(settings: Settings, logs: str) -> MineRLGame:
    """Starts Minecraft; the first start of all compiles for minutes."""
    screen = display.ensure(settings.width, settings.height)
    try:
        gym = importlib.import_module("gym")
        minerl = importlib.import_module("minerl")
        env = gym.make(settings.task)
        game = MineRLGame(env, settings, screen, f"minerl {getattr(minerl, '__version__', '1.0')} {settings.task}")
        if settings.check:
            _require_fit(env, settings)
        return game
    except BaseException:
        if screen is not None:
            screen.close()
        raise


def _require_fit(env: Any, settings: Settings) -> None:
    """Published weights know 640x360 at a field of view of 70, gamma 2 and a GUI scale of 1: other pictures cost them skill without a word."""
    height, width = env.observation_space["pov"].shape[:2]
    if (height, width) != (settings.height, settings.width):
        raise GameFault(
            FaultKind.SETTINGS, f"{settings.task} draws {width}x{height}, but {settings.width}x{settings.height} is wanted; is this MineRL 1.0? (0.4 draws 64x64)",
        )
    spec = getattr(env.unwrapped, "task", None)
    for name, wanted in (("fov_range", (70, 70)), ("gamma_range", (2, 2)), ("guiscale_range", (1, 1))):
        found = getattr(spec, name, None)
        if found is not None and tuple(found) != wanted:
            raise GameFault(FaultKind.SETTINGS, f"{settings.task} has {name} {list(found)}, but weights were trained at {list(wanted)}; change the task, or set check=false")

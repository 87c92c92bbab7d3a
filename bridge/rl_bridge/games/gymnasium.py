"""Any environment of Gymnasium, or of Gym before it, that shows a picture and takes MineRL's dictionary of actions."""

from __future__ import annotations

import dataclasses
import importlib
import json
from typing import Any, Mapping

import numpy

from rl_bridge.game import KEYS, Action, Capabilities, FaultKind, Game, GameFault, Observation, Spaces

_SEED_MASK = (1 << 63) - 1  # Seeds of Gymnasium are not negative.


@dataclasses.dataclass(frozen=True)
class Settings:
    make: str = ""  # What makes it: "module:callable", or an id that Gymnasium knows
    imports: str = ""  # Modules to import first, which register ids, with commas between
    options: str = "{}"  # Arguments of what makes it, as JSON
    frame: str = "pov"  # Where the picture lies in an observation; empty if the observation is the picture
    totals: str = ""  # Where in info totals of items lie, as the contract means them; empty where there are none
    deterministic: bool = False  # The same seed and actions give the same frames


class GymnasiumGame(Game):
    """Translates between the contract and an environment. What an environment lacks is refused when it is made, not when it is missed."""

    def __init__(self, env: Any, settings: Settings, name: str) -> None:
        self._env = env
        self._settings = settings
        self.name = name
        self.spaces = _spaces_of(env, settings.frame)
        self._template = _idle(env)
        self.capabilities = Capabilities(seeds=True, deterministic=settings.deterministic, lock_step=True, items=bool(settings.totals), rewards=True)

    def reset(self, seed: int) -> Observation:
        answer = self._reset(seed & _SEED_MASK)
        seen, info = answer if isinstance(answer, tuple) else (answer, {})
        return self._observe(seen, info)

    def step(self, action: Action) -> Observation:
        seen, reward, terminated, *rest = self._env.step(self._dictionary(action))
        *truncated, info = rest
        if isinstance(info, Mapping) and info.get("error"):
            raise GameFault(FaultKind.CRASH, f"the environment says that it failed: {info['error']}")
        observation = self._observe(seen, info)
        observation.reward = float(reward)
        # Gym's older step knows one end only; time limits say so in info.
        cut = bool(truncated[0]) if truncated else bool(info.get("TimeLimit.truncated", False))
        observation.terminated = bool(terminated) and not (cut and not truncated)
        observation.truncated = cut
        return observation

    def close(self) -> None:
        self._env.close()

    def totals(self, seen: Any, info: Mapping[str, Any]) -> Mapping[str, int]:
        """Totals of items, as the contract means them."""
        return info[self._settings.totals] if self._settings.totals else {}

    def _reset(self, seed: int) -> Any:
        try:
            return self._env.reset(seed=seed)
        except TypeError:
            self._env.seed(seed)
            return self._env.reset()

    def _dictionary(self, action: Action) -> dict[str, Any]:
        wanted = dict(self._template)
        for bit, key in enumerate(self.spaces.keys):
            wanted[key] = action.keys >> bit & 1
        wanted["camera"] = numpy.array([action.pitch_degrees, action.yaw_degrees], numpy.float32)
        return wanted

    def _observe(self, seen: Any, info: Mapping[str, Any]) -> Observation:
        frame = seen[self._settings.frame] if self._settings.frame else seen
        if frame.dtype != numpy.uint8:
            raise GameFault(FaultKind.CORRUPT, f"a frame is of {frame.dtype}, expected uint8")
        return Observation(numpy.ascontiguousarray(frame), totals=self.totals(seen, info))


def start(settings: Settings, logs: str) -> GymnasiumGame:
    """Makes the environment that the settings name."""
    for module in filter(None, settings.imports.split(",")):
        importlib.import_module(module.strip())
    options = json.loads(settings.options)
    if ":" in settings.make:
        module, _, name = settings.make.partition(":")
        env = getattr(importlib.import_module(module), name)(**options)
    else:
        env = _gym().make(settings.make, **options)
    return GymnasiumGame(env, settings, settings.make)


def _gym() -> Any:
    try:
        return importlib.import_module("gymnasium")
    except ImportError:
        return importlib.import_module("gym")


def _spaces_of(env: Any, key: str) -> Spaces:
    space = env.observation_space
    if key:
        if key not in _keys(space):
            raise GameFault(FaultKind.SETTINGS, f"observations have no '{key}', only {', '.join(_keys(space)) or 'no parts'}; set 'frame'")
        space = space[key]
    if len(space.shape) != 3 or space.shape[2] != 3:
        raise GameFault(FaultKind.SETTINGS, f"the picture is {space.shape}; expected (height, width, 3)")
    missing = [action for action in (*KEYS, "camera") if action not in _keys(env.action_space)]
    if missing:
        raise GameFault(FaultKind.SETTINGS, f"actions lack {', '.join(missing)}; the policy's have all of MineRL's")
    return Spaces(int(space.shape[0]), int(space.shape[1]))


def _keys(space: Any) -> list[str]:
    parts = getattr(space, "spaces", {})
    return list(parts) if isinstance(parts, Mapping) else []


def _idle(env: Any) -> dict[str, Any]:
    """What is done with actions that we do not know: nothing."""
    space = env.action_space
    for name in ("no_op", "noop"):
        if hasattr(space, name):
            return dict(getattr(space, name)())
    return {key: numpy.zeros(getattr(part, "shape", ()), part.dtype) if getattr(part, "shape", ()) else 0 for key, part in space.spaces.items()}

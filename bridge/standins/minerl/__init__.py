"""MineRL 1.0 without Minecraft: its tasks' spaces and names, and how a step fails there.

MINERL_STANDIN, comma-separated: "fail=N" fails in the N-th step of the process, "height=H" draws frames of another height, "fov=F" sets another view.
"""

import os

import gym
import numpy
from gym import spaces

__version__ = "1.0.2"

_OPTIONS = dict(option.split("=") for option in os.environ.get("MINERL_STANDIN", "").split(",") if option)
_ITEMS = ("air", "oak_log", "oak_planks", "stick", "crafting_table")
_KEYS = (
    "ESC", "attack", "back", "drop", "forward", "hotbar.1", "hotbar.2", "hotbar.3", "hotbar.4", "hotbar.5", "hotbar.6", "hotbar.7", "hotbar.8",
    "hotbar.9", "inventory", "jump", "left", "pickItem", "right", "sneak", "sprint", "swapHands", "use",
)


class _ActionSpace(spaces.Dict):
    def __init__(self):
        super().__init__({**{key: spaces.Discrete(2) for key in _KEYS}, "camera": spaces.Box(-180.0, 180.0, (2,))})

    def no_op(self):
        return {**{key: numpy.array(0) for key in _KEYS}, "camera": numpy.zeros(2, numpy.float32)}

    noop = no_op


class _Spec:
    """Settings of a task, where MineRL keeps them."""

    def __init__(self, name):
        self.name = name
        view = int(_OPTIONS.get("fov", 70))
        self.resolution = (640, int(_OPTIONS.get("height", 360)))
        self.fov_range, self.gamma_range, self.guiscale_range = (view, view), (2, 2), (1, 1)


class _Env(gym.Env):
    steps_of_process = 0

    def __init__(self, name, has_statistics):
        if not os.environ.get("DISPLAY"):
            raise RuntimeError("Minecraft process finished unexpectedly: no display")
        self.task = _Spec(name)
        width, height = self.task.resolution
        parts = {"pov": spaces.Box(0, 255, (height, width, 3), numpy.uint8)}
        if has_statistics:
            parts.update({name: spaces.Dict({item: spaces.Box(0, 2**31, ()) for item in _ITEMS}) for name in ("pickup", "craft_item", "drop", "mine_block")})
        self.observation_space = spaces.Dict(parts)
        self.action_space = _ActionSpace()
        self._seed = None
        self.done = True

    def seed(self, seed=None, seed_spaces=True):
        assert isinstance(seed, int) or seed is None, "Seed must be an int!"
        self._seed = seed

    def reset(self):
        self._world = self._seed if self._seed is not None else int.from_bytes(os.urandom(4), "big")
        self._seed = None  # It holds for one reset.
        self._turned = 0.0
        self._statistics = {name: dict.fromkeys(_ITEMS, 0) for name in ("pickup", "craft_item", "drop", "mine_block")}
        self.done = False
        return self._observe()

    def step(self, action):
        if self.done:
            raise RuntimeError("Attempted to step an environment server with done=True")
        assert set(action) == set(self.action_space.spaces), "actions of the space, all of them"
        _Env.steps_of_process += 1
        if _Env.steps_of_process == int(_OPTIONS.get("fail", 0)):
            self.done = True
            return self.observation_space.sample(), 0, True, {"error": "Connection timed out!"}
        self._turned += float(action["camera"][1]) + 3 * float(action["camera"][0]) + sum(int(action[key]) << i for i, key in enumerate(_KEYS)) % 97
        if action["attack"]:
            self._statistics["mine_block"]["oak_log"] += 1
            self._statistics["pickup"]["oak_log"] += 1
        if action["drop"]:
            self._statistics["drop"]["oak_log"] += 1
        if action["inventory"]:
            self._statistics["craft_item"]["oak_planks"] += 4
        self.done = bool(action["ESC"])
        return self._observe(), 0.0, self.done, {}

    def _observe(self):
        height, width, _ = self.observation_space["pov"].shape
        row = (numpy.arange(width * 3) + int(self._turned) * 5 + self._world % 251).astype(numpy.uint8).reshape(width, 3)
        seen = {"pov": numpy.broadcast_to(row, (height, width, 3))}
        if "pickup" in self.observation_space.spaces:
            seen.update({name: {item: numpy.array(count) for item, count in items.items()} for name, items in self._statistics.items()})
        return seen


for _name, _shows in (
    ("MineRLHumanSurvival-v0", True), ("MineRLObtainDiamondShovel-v0", False), ("MineRLBasaltFindCave-v0", False), ("MineRLBasaltMakeWaterfall-v0", False),
    ("MineRLBasaltCreateVillageAnimalPen-v0", False), ("MineRLBasaltBuildVillageHouse-v0", False),
):
    gym.register(_name, lambda name, has_statistics: _Env(name, has_statistics), {"name": _name, "has_statistics": _shows})

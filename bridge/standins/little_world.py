"""An environment of Gymnasium's newer interface, in plain Python: a row of colours that turns."""

import numpy
from gym import spaces

from rl_bridge.game import KEYS


class LittleWorld:
    def __init__(self, height=48, width=80, episode_steps=0):
        self.observation_space = spaces.Dict({"pov": spaces.Box(0, 255, (height, width, 3), numpy.uint8)})
        self.action_space = spaces.Dict({**{key: spaces.Discrete(2) for key in KEYS}, "camera": spaces.Box(-180.0, 180.0, (2,))})
        self._episode_steps = episode_steps

    def reset(self, *, seed=None, options=None):
        self._phase, self._steps, self._logs = seed % 256, 0, 0
        return self._observe(), {"totals": {}}

    def step(self, action):
        self._steps += 1
        self._phase += int(action["camera"][1]) + 7 * int(action["camera"][0]) + sum(int(action[key]) << i for i, key in enumerate(KEYS)) % 251
        self._logs += int(action["attack"])
        truncated = self._steps == self._episode_steps
        return self._observe(), 0.5 * self._logs, False, truncated, {"totals": {"oak_log": self._logs}}

    def close(self):
        pass

    def _observe(self):
        height, width, _ = self.observation_space["pov"].shape
        row = (numpy.arange(width * 3) + self._phase * 3).astype(numpy.uint8).reshape(width, 3)
        return {"pov": numpy.ascontiguousarray(numpy.broadcast_to(row, (height, width, 3)))}

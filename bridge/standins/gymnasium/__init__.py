"""As much of Gymnasium 1.x as an environment and its checker touch, written from its public documentation. No wrappers."""

import copy
import dataclasses
import importlib

from gymnasium import error, logger, spaces
from gymnasium.spaces import Space
from gymnasium.utils import seeding

registry = {}


class Env:
    metadata = {"render_modes": []}
    render_mode = None
    spec = None
    _np_random = None
    _np_random_seed = None

    def reset(self, *, seed=None, options=None):
        if seed is not None:
            self._np_random, self._np_random_seed = seeding.np_random(seed)

    def step(self, action):
        raise NotImplementedError

    def render(self):
        raise NotImplementedError

    def close(self):
        pass

    @property
    def unwrapped(self):
        return self

    @property
    def np_random(self):
        if self._np_random is None:
            self._np_random, self._np_random_seed = seeding.np_random()
        return self._np_random

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


from gymnasium import vector  # noqa: E402  Its base class needs Env.


@dataclasses.dataclass
class EnvSpec:
    id: str
    entry_point: str
    vector_entry_point: str | None = None
    nondeterministic: bool = False
    kwargs: dict = dataclasses.field(default_factory=dict)

    def make(self, **kwargs):
        return make(self, **kwargs)


def register(id, entry_point=None, vector_entry_point=None, nondeterministic=False, kwargs=None):
    if id in registry:
        logger.warn(f"{id} is registered twice")
    registry[id] = EnvSpec(id, entry_point, vector_entry_point, nondeterministic, dict(kwargs or {}))


def spec(id):
    if id not in registry:
        raise error.UnregisteredEnv(f"nobody has registered {id}")
    return registry[id]


def make(id, **kwargs):
    return _make(id, "entry_point", kwargs)


def make_vec(id, num_envs=1, **kwargs):
    return _make(id, "vector_entry_point", {**kwargs, "num_envs": num_envs})


def _make(id, entry_point, kwargs):
    known = id if isinstance(id, EnvSpec) else spec(id)
    module, _, name = getattr(known, entry_point).partition(":")
    arguments = {**known.kwargs, **kwargs}
    env = getattr(importlib.import_module(module), name)(**arguments)
    env.spec = dataclasses.replace(copy.deepcopy(known), kwargs={key: value for key, value in arguments.items() if key != "num_envs"})
    return env

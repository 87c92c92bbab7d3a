"""As much of Gym 0.21 as MineRL 1.0 and its users touch."""

from gym import spaces

_registry = {}


class Env:
    """Gym's older interface: reset answers with an observation, step with four things."""

    metadata = {}
    observation_space: spaces.Space
    action_space: spaces.Space

    @property
    def unwrapped(self):
        return self

    def close(self):
        pass


def register(id, entry_point, kwargs=None):
    _registry[id] = (entry_point, kwargs or {})


def make(id, **kwargs):
    if id not in _registry:
        raise KeyError(f"No registered env with id: {id}")
    entry_point, defaults = _registry[id]
    return entry_point(**{**defaults, **kwargs})

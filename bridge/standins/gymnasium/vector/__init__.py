"""Many environments at once."""

import enum

import numpy

from gymnasium.utils import seeding


class AutoresetMode(enum.Enum):
    NEXT_STEP = "NextStep"
    SAME_STEP = "SameStep"
    DISABLED = "Disabled"


class VectorEnv:
    metadata = {}
    spec = None
    render_mode = None
    closed = False
    _np_random = None
    _np_random_seed = None

    def reset(self, *, seed=None, options=None):
        if seed is not None:
            self._np_random, self._np_random_seed = seeding.np_random(seed)

    def close(self, **kwargs):
        if not self.closed:
            self.close_extras(**kwargs)
            self.closed = True

    def close_extras(self, **kwargs):
        pass

    @property
    def unwrapped(self):
        return self

    def _add_info(self, vector_infos, env_info, env_num):
        """Every key gets an array with an entry an environment, and under "_key" a mask of those that have it; dictionaries nest."""
        for key, value in env_info.items():
            if isinstance(value, dict):
                vector_infos[key] = self._add_info(vector_infos.get(key, {}), value, env_num)
            else:
                if key not in vector_infos:
                    is_number = isinstance(value, (int, float, numpy.number))
                    vector_infos[key] = numpy.zeros(self.num_envs, type(value)) if is_number else numpy.full(self.num_envs, None, object)
                vector_infos[key][env_num] = value
            vector_infos.setdefault(f"_{key}", numpy.zeros(self.num_envs, numpy.bool_))[env_num] = True
        return vector_infos

    def __del__(self):
        if not getattr(self, "closed", True):
            self.close()

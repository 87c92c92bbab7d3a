"""Spaces: what observations and actions look like."""

import numpy


class Space:
    shape = ()
    dtype = numpy.dtype(numpy.int64)

    def seed(self, seed=None):
        self._random = numpy.random.default_rng(seed)
        return [seed]

    @property
    def random(self):
        if not hasattr(self, "_random"):
            self.seed()
        return self._random


class Box(Space):
    def __init__(self, low, high, shape, dtype=numpy.float32):
        self.low, self.high, self.shape, self.dtype = low, high, tuple(shape), numpy.dtype(dtype)

    def sample(self):
        return self.random.uniform(self.low, self.high + (self.dtype.kind in "iu"), self.shape).astype(self.dtype)


class Discrete(Space):
    def __init__(self, n):
        self.n = n

    def sample(self):
        return int(self.random.integers(self.n))


class Dict(Space):
    def __init__(self, spaces):
        self.spaces = dict(spaces)

    def __getitem__(self, key):
        return self.spaces[key]

    def __contains__(self, value):
        return isinstance(value, dict) and value.keys() == self.spaces.keys()

    def sample(self):
        return {key: space.sample() for key, space in self.spaces.items()}

    def seed(self, seed=None):
        return [space.seed(seed) for space in self.spaces.values()]

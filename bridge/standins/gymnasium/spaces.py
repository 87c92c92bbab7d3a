"""Spaces: what observations and actions look like."""

import numpy

from gymnasium.utils import seeding


class Space:
    def __init__(self, shape=None, dtype=None, seed=None):
        self.shape = None if shape is None else tuple(shape)
        self.dtype = None if dtype is None else numpy.dtype(dtype)
        self._np_random = None
        if seed is not None:
            self.seed(seed)

    @property
    def np_random(self):
        if self._np_random is None:
            self.seed()
        return self._np_random

    def seed(self, seed=None):
        self._np_random, seed = seeding.np_random(seed)
        return seed

    def __contains__(self, value):
        return self.contains(value)


class Box(Space):
    def __init__(self, low, high, shape=None, dtype=numpy.float32, seed=None):
        shape = tuple(shape) if shape is not None else numpy.broadcast_shapes(numpy.shape(low), numpy.shape(high))
        super().__init__(shape, dtype, seed)
        self.low = numpy.broadcast_to(numpy.asarray(low, self.dtype), shape)
        self.high = numpy.broadcast_to(numpy.asarray(high, self.dtype), shape)

    def contains(self, value):
        return (
            isinstance(value, numpy.ndarray) and numpy.can_cast(value.dtype, self.dtype) and value.shape == self.shape
            and bool(numpy.all(value >= self.low)) and bool(numpy.all(value <= self.high))
        )

    def sample(self):
        if self.dtype.kind in "iu":
            return self.np_random.integers(self.low, self.high, endpoint=True, dtype=self.dtype)
        return self.np_random.uniform(self.low, self.high).astype(self.dtype)


class Discrete(Space):
    def __init__(self, n, seed=None, start=0):
        super().__init__((), numpy.int64, seed)
        self.n, self.start = n, start

    def contains(self, value):
        is_whole = isinstance(value, (int, numpy.integer)) or (isinstance(value, numpy.ndarray) and value.shape == () and value.dtype.kind in "iu")
        return bool(is_whole and self.start <= value < self.start + self.n)

    def sample(self):
        return self.start + self.np_random.integers(self.n)


class MultiDiscrete(Space):
    def __init__(self, nvec, seed=None):
        self.nvec = numpy.asarray(nvec, numpy.int64)
        super().__init__(self.nvec.shape, numpy.int64, seed)

    def contains(self, value):
        return isinstance(value, numpy.ndarray) and value.shape == self.shape and value.dtype.kind in "iu" and bool(((0 <= value) & (value < self.nvec)).all())

    def sample(self):
        return self.np_random.integers(self.nvec)


class Dict(Space):
    def __init__(self, spaces, seed=None):
        self.spaces = dict(spaces)
        super().__init__(None, None, seed)

    def __getitem__(self, key):
        return self.spaces[key]

    def keys(self):
        return self.spaces.keys()

    def values(self):
        return self.spaces.values()

    def items(self):
        return self.spaces.items()

    def contains(self, value):
        return isinstance(value, dict) and value.keys() == self.spaces.keys() and all(value[key] in space for key, space in self.spaces.items())

    def sample(self):
        return {key: space.sample() for key, space in self.spaces.items()}

    def seed(self, seed=None):
        sprouts = numpy.random.SeedSequence(seed).generate_state(len(self.spaces)).tolist()
        return {key: space.seed(sprout) for (key, space), sprout in zip(self.spaces.items(), sprouts)}

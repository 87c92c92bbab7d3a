"""Spaces of many environments at once."""

import numpy

from gymnasium import spaces


def batch_space(space, n=1):
    if isinstance(space, spaces.Box):
        low, high = (numpy.broadcast_to(bound, (n, *space.shape)) for bound in (space.low, space.high))
        return spaces.Box(low, high, (n, *space.shape), space.dtype)
    if isinstance(space, spaces.Discrete):
        return spaces.MultiDiscrete(numpy.full(n, space.n))
    if isinstance(space, spaces.Dict):
        return spaces.Dict({key: batch_space(part, n) for key, part in space.items()})
    raise TypeError(f"there is no batch of {type(space)}")

"""Random generators of seeds."""

import numpy

from gymnasium import error


def np_random(seed=None):
    if seed is not None and not (isinstance(seed, (int, numpy.integer)) and seed >= 0):
        raise error.Error(f"the seed is {seed!r}; expected a whole number that is not negative")
    sequence = numpy.random.SeedSequence(None if seed is None else int(seed))
    return numpy.random.Generator(numpy.random.PCG64(sequence)), sequence.entropy

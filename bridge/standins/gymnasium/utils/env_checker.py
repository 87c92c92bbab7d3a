"""Whether an environment keeps to the interface: what Gymnasium 1.x's own checker asks, as far as it concerns a single environment of numpy arrays.

What breaks the interface is an AssertionError; what is merely unwise is a warning.
"""

import copy
import inspect

import gymnasium
import numpy
from gymnasium import logger, spaces


def check_env(env, skip_render_check=False, skip_close_check=False):
    assert isinstance(env, gymnasium.Env), f"{type(env)} does not inherit from gymnasium.Env"
    _advise(env.unwrapped is env, "the environment has wrappers around it; check env.unwrapped")
    _check_space(env.action_space, "action")
    _check_space(env.observation_space, "observation")
    _advise(not callable(getattr(env, "seed", None)), "seed() is gone; it is an argument of reset")
    _check_signature(env)
    _check_reset(env, env.reset())
    _check_seeds(env)
    _check_reset(env, env.reset(options={}))
    _check_step(env, env.step(env.action_space.sample()))
    _check_determinism(env)
    if not skip_render_check:
        _check_rendering(env)
    if not skip_close_check and env.spec is not None:
        other = env.spec.make()
        other.close()
        other.close()


def _advise(fine, message):
    if not fine:
        logger.warn(message)


def _check_space(space, role):
    assert isinstance(space, spaces.Space), f"the {role} space is a {type(space)}"
    if isinstance(space, spaces.Box):
        assert space.low.shape == space.shape and space.high.shape == space.shape, f"the bounds of a box of the {role} space have another shape than it"
        _advise((space.low < space.high).all(), f"a box of the {role} space is empty or a single point")
        _advise(numpy.isfinite([space.low.min(), space.high.max()]).all(), f"a box of the {role} space has no bounds")
        is_symmetric = ((space.low == 0) | (numpy.abs(space.low) == numpy.abs(space.high))).all() and (space.low >= -1).all() and (space.high <= 1).all()
        _advise(role != "action" or len(space.shape) != 1 or is_symmetric, "a box of the action space is not normalised to [-1, 1]")
    elif isinstance(space, spaces.Discrete):
        assert space.n > 0 and space.shape == (), f"a discrete {role} space has {space.n} elements and shape {space.shape}"
    elif isinstance(space, spaces.Dict):
        assert space.spaces, f"a dictionary of the {role} space is empty"
        for part in space.values():
            _check_space(part, role)


def _check_signature(env):
    parameters = inspect.signature(env.reset).parameters
    assert "seed" in parameters and "options" in parameters, f"reset takes {list(parameters)}; expected seed and options"
    _advise(parameters["seed"].default is None, "a seed of reset that is not None by default makes every episode the same")
    _advise("return_info" not in parameters, "return_info is gone; reset answers with both always")


def _check_reset(env, answer):
    assert isinstance(answer, tuple) and len(answer) == 2, f"reset answered with {type(answer)}; expected (observation, info)"
    _check_observation(env.observation_space, answer[0], "reset")
    assert isinstance(answer[1], dict), f"the info of reset is a {type(answer[1])}"


def _check_observation(space, seen, method):
    if isinstance(space, spaces.Dict):
        assert isinstance(seen, dict) and seen.keys() == space.keys(), f"{method} observed {seen.keys()}; expected {space.keys()}"
        for key, part in space.items():
            _check_observation(part, seen[key], method)
    elif isinstance(space, spaces.Box) and space.shape:
        assert isinstance(seen, numpy.ndarray), f"{method} observed a {type(seen)}; expected an array"
        assert seen.dtype == space.dtype, f"{method} observed {seen.dtype}; expected {space.dtype}"
    assert seen in space, f"what {method} observed is not in the observation space"


def _check_seeds(env):
    first, _ = env.reset(seed=123)
    assert env.unwrapped._np_random is not None, "reset does not pass its seed on to super().reset"
    state = copy.deepcopy(env.unwrapped._np_random.bit_generator.state)
    second, _ = env.reset()
    again, _ = env.reset(seed=123)
    assert env.unwrapped._np_random.bit_generator.state == state, "the same seed left other random numbers behind"
    afterwards, _ = env.reset()
    if env.spec is not None and not env.spec.nondeterministic:
        assert _equal(first, again), "the same seed showed another beginning"
        assert _equal(second, afterwards), "the episode after the same seed began otherwise"
    env.reset(seed=456)
    assert env.unwrapped._np_random.bit_generator.state != state, "another seed left the same random numbers behind"


def _check_step(env, answer):
    assert isinstance(answer, tuple) and len(answer) == 5, f"step answered with {len(answer)} things; expected observation, reward, terminated, truncated, info"
    seen, reward, terminated, truncated, info = answer
    _check_observation(env.observation_space, seen, "step")
    assert isinstance(terminated, (bool, numpy.bool_)) and isinstance(truncated, (bool, numpy.bool_)), "terminated or truncated is no truth value"
    assert numpy.issubdtype(type(reward), numpy.number) and numpy.isfinite(reward), f"the reward is {reward!r}"
    assert isinstance(info, dict), f"the info of step is a {type(info)}"


def _check_determinism(env):
    if env.spec is not None and env.spec.nondeterministic:
        return
    env.action_space.seed(123)
    action = env.action_space.sample()
    env.reset(seed=123)
    first = env.step(action)
    state = copy.deepcopy(env.unwrapped._np_random.bit_generator.state)
    env.reset(seed=123)
    again = env.step(action)
    assert env.unwrapped._np_random.bit_generator.state == state, "the same seed and action left other random numbers behind"
    assert first[3] is False and again[3] is False, "the first step was truncated"
    for name, one, other in zip(("observation", "reward", "terminated", "truncated", "info"), first, again):
        assert _equal(one, other), f"{name} differs for the same seed and action: {one} and {other}"


def _check_rendering(env):
    if env.render_mode is not None:
        _check_picture(env)
    if env.spec is None:
        logger.warn("render modes are not checked without a spec; make the environment by gymnasium.make")
        return
    for mode in env.metadata["render_modes"]:
        other = env.spec.make(render_mode=mode)
        other.reset()
        _check_picture(other)
        other.close()


def _check_picture(env):
    modes, rate = env.metadata.get("render_modes"), env.metadata.get("render_fps")
    assert isinstance(modes, (list, tuple)) and all(isinstance(mode, str) for mode in modes), f"render_modes is {modes!r}"
    assert not modes or rate > 0, f"render_fps is {rate!r}"
    assert env.render_mode is None or env.render_mode in modes, f"render_mode is {env.render_mode}, which is not among {modes}"
    picture = env.render()
    if env.render_mode == "rgb_array":
        assert isinstance(picture, numpy.ndarray) and picture.dtype == numpy.uint8, "render showed no array of uint8"
        assert picture.ndim == 3 and picture.shape[2] == 3, f"render showed {picture.shape}"


def _equal(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, numpy.ndarray):
        return one.dtype == other.dtype and numpy.array_equal(one, other)
    return one == other

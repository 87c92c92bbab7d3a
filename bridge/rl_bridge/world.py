"""The embedded world as an environment of Gymnasium, one or many at once; `python3 -m rl_bridge.world` plays it and prints its speed.

Observations are `{"pov": picture}`, actions are MineRL's dictionary: 20 keys, each 0 or 1, and `camera`, degrees downwards and to the right. Nothing but
the picture is shown; `info["obtained"]` has the units of every item that a step brought. Importing this registers RlWorld/Compact-v0, RlWorld/Survival-v0,
RlWorld/Flat-v0 and RlWorld/Meadow-v0.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any, Mapping, Sequence

import numpy

from rl_bridge.client import Server, Session, Step, find_command
from rl_bridge.game import KEYS, Action, GameFault, Spaces

try:
    import gymnasium
    from gymnasium import spaces
    from gymnasium.utils import seeding
    from gymnasium.vector import VectorEnv
    from gymnasium.vector.utils import batch_space
except ImportError as missing:
    raise ImportError(f"rl_bridge.world needs the package gymnasium, 1.0 or newer ({missing}); install it: pip install gymnasium") from missing

WORLDS = ("compact", "survival", "flat", "meadow")

TRAINING_SEEDS = 1_000_000
"""Worlds of seeds below this are drawn where no seed is given; the framework keeps those above for evaluation."""

_LARGEST_SEED = (1 << 63) - 1
_BITS = 1 << numpy.arange(len(KEYS))


class WorldEnv(gymnasium.Env):
    """One world.

    world: "compact", "survival", "flat" or "meadow".
    frame_size: of the pictures, one number for a square or (height, width); None is 360 x 640, or what a server that runs already has.
    task: what is rewarded: "ladder" as the paper does, or a rung of it, as "log", whose first unit also ends the episode; None rewards nothing.
    steps: after which an episode is truncated; None for never.
    address: a server that runs already (`./rl world serve`), whose own `steps` hold; None starts one, and `close` ends it.
    command: how the framework's program is called; see `rl_bridge.client.find_command`.
    shared_memory: whether pictures come through memory that both processes share, where they share a machine.
    step_timeout: seconds that a step may take; a new episode may take ten times as long.
    render_mode: "rgb_array" lets `render` show the picture.

    A GameFault says that the game has failed; the next `reset` begins anew, with another server if need be.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 20}

    def __init__(
        self, world: str = "compact", *, frame_size: int | tuple[int, int] | None = None, task: str | None = "ladder", steps: int | None = None,
        address: str | None = None, command: str | Sequence[str] | None = None, shared_memory: bool = True, step_timeout: float = 30.0,
        render_mode: str | None = None,
    ) -> None:
        _require_mode(render_mode)
        self.render_mode = render_mode
        self._place = _Place(world, frame_size, task, steps, address, command, shared_memory, step_timeout)
        self._session: Session | None = self._place.open()
        self._is_playing = False
        self._picture: numpy.ndarray | None = None
        self.observation_space, self.action_space = _spaces_of(self._session.spaces)

    @property
    def game(self) -> str:
        """The game and its version, as it calls itself."""
        return self._place.game

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
        super().reset(seed=seed)
        _require_no_options(options)
        world_seed = _world_seed(seed, self.np_random)
        if self._session is None or self._session.is_lost:
            self._session = self._place.open()
        first = self._session.reset(world_seed)
        self._is_playing = True
        return self._observe(first), {"seed": world_seed, "obtained": {}}

    def step(self, action: Mapping[str, Any]) -> tuple[dict[str, Any], float, bool, bool, dict[str, Any]]:
        if not self._is_playing:
            raise gymnasium.error.ResetNeeded("the episode is over, or none was begun; call reset first")
        wanted = _action_of(action)
        self._is_playing = False  # Unless the answer comes.
        step = self._session.step(wanted)
        self._is_playing = not (step.terminated or step.truncated)
        return self._observe(step), step.reward, step.terminated, step.truncated, {"obtained": step.obtained}

    def render(self) -> numpy.ndarray | None:
        if self.render_mode is None:
            gymnasium.logger.warn("render shows nothing; make the environment with render_mode='rgb_array'")
            return None
        if self._picture is None:
            raise gymnasium.error.ResetNeeded("there is no picture before the first reset")
        return self._picture.copy()

    def close(self) -> None:
        self._is_playing = False
        if self._session is not None:
            self._session.close()
            self._session = None
        self._place.close()

    def _observe(self, step: Step) -> dict[str, Any]:
        self._picture = numpy.array(_pixels(step, self._session.spaces))
        return {"pov": self._picture}


class WorldVectorEnv(VectorEnv):
    """Many worlds of one server: all actions are sent before the first answer is waited for, so that worlds step side by side.

    What ended is begun anew by the next step, whose action for it is ignored, with reward 0 (Gymnasium's "next step" mode). World i is the same as a
    WorldEnv of its seed, new episodes included. Arguments are WorldEnv's, and num_envs.
    """

    metadata: dict[str, Any] = {"render_modes": ["rgb_array"], "render_fps": 20}
    if hasattr(gymnasium.vector, "AutoresetMode"):
        metadata["autoreset_mode"] = gymnasium.vector.AutoresetMode.NEXT_STEP

    def __init__(
        self, num_envs: int = 1, world: str = "compact", *, frame_size: int | tuple[int, int] | None = None, task: str | None = "ladder",
        steps: int | None = None, address: str | None = None, command: str | Sequence[str] | None = None, shared_memory: bool = True,
        step_timeout: float = 30.0, render_mode: str | None = None,
    ) -> None:
        self.closed = True  # Nothing is to be closed yet, should the following fail.
        _require_mode(render_mode)
        if num_envs < 1:
            raise ValueError(f"num_envs is {num_envs}; expected at least 1")
        self.num_envs = num_envs
        self.render_mode = render_mode
        self._place = _Place(world, frame_size, task, steps, address, command, shared_memory, step_timeout, num_envs)
        self._sessions: list[Session] = []
        self._randoms: list[numpy.random.Generator | None] = [None] * num_envs
        self._ended = numpy.zeros(num_envs, numpy.bool_)
        self._pictures: numpy.ndarray | None = None
        self._is_playing = False
        self._open()
        self.single_observation_space, self.single_action_space = _spaces_of(self._spaces)
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.closed = False

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        _require_no_options(options)
        if seed is None:
            seeds: list[int | None] = [None] * self.num_envs
        elif isinstance(seed, (int, numpy.integer)):
            super().reset(seed=int(seed))
            seeds = [int(seed) + i for i in range(self.num_envs)]
        else:
            seeds = list(seed)
        if len(seeds) != self.num_envs:
            raise ValueError(f"{len(seeds)} seeds were given, expected {self.num_envs}")
        for i, own in enumerate(seeds):
            if own is not None or self._randoms[i] is None:
                self._randoms[i] = seeding.np_random(own)[0]
        worlds = [_world_seed(own, random) for own, random in zip(seeds, self._randoms)]
        if not self._sessions:
            self._open()
        self._ended[:] = False
        firsts = self._ask([lambda session, world=world: session.send_reset(world) for world in worlds])
        self._is_playing = True
        infos: dict[str, Any] = {}
        for i, world in enumerate(worlds):
            infos = self._add_info(infos, {"seed": world}, i)
        return self._observe(firsts), infos

    def step(self, actions: Mapping[str, Any]) -> tuple[dict[str, Any], numpy.ndarray, numpy.ndarray, numpy.ndarray, dict[str, Any]]:
        if not self._is_playing:
            raise gymnasium.error.ResetNeeded("no episode was begun; call reset first")
        requests: list[Any] = []
        infos: dict[str, Any] = {}
        for i, action in enumerate(_actions_of(actions, self.num_envs)):
            if self._ended[i]:
                world = _world_seed(None, self._randoms[i])
                infos = self._add_info(infos, {"seed": world}, i)
                requests.append(lambda session, world=world: session.send_reset(world))
            else:
                requests.append(lambda session, action=action: session.send_step(action))
        steps = self._ask(requests)
        for i, step in enumerate(steps):
            if step.obtained:
                infos = self._add_info(infos, {"obtained": step.obtained}, i)
        rewards = numpy.array([step.reward for step in steps])
        terminations = numpy.array([step.terminated for step in steps], numpy.bool_)
        truncations = numpy.array([step.truncated for step in steps], numpy.bool_)
        self._ended = terminations | truncations
        return self._observe(steps), rewards, terminations, truncations, infos

    def render(self) -> tuple[numpy.ndarray, ...] | None:
        if self.render_mode is None:
            gymnasium.logger.warn("render shows nothing; make the environment with render_mode='rgb_array'")
            return None
        if self._pictures is None:
            raise gymnasium.error.ResetNeeded("there are no pictures before the first reset")
        return tuple(self._pictures.copy())

    def close_extras(self, **kwargs: Any) -> None:
        self._leave()
        self._place.close()

    def _open(self) -> None:
        try:
            for _ in range(self.num_envs):
                self._sessions.append(self._place.open())
        except BaseException:
            self._leave()
            self._place.close()
            raise
        self._spaces = self._sessions[0].spaces

    def _ask(self, requests: Sequence[Any]) -> list[Step]:
        try:
            for session, request in zip(self._sessions, requests):
                request(session)
            return [session.receive() for session in self._sessions]
        except BaseException:
            self._leave()  # Answers of the others would be taken for those of the next step.
            raise

    def _leave(self) -> None:
        self._is_playing = False
        for session in self._sessions:
            session.close()
        self._sessions.clear()

    def _observe(self, steps: Sequence[Step]) -> dict[str, Any]:
        self._pictures = numpy.stack([_pixels(step, self._spaces) for step in steps])
        return {"pov": self._pictures}


class _Place:
    """Where worlds are played: a server that runs already, or one of our own, started when it is needed."""

    def __init__(
        self, world: str, frame_size: int | tuple[int, int] | None, task: str | None, steps: int | None, address: str | None,
        command: str | Sequence[str] | None, shared_memory: bool, step_timeout: float, players: int = 1,
    ) -> None:
        if world not in WORLDS:
            raise ValueError(f"there is no world '{world}'; known ones: {', '.join(WORLDS)}")
        if address is not None and steps is not None:
            raise ValueError(f"steps is {steps}, but the server at {address} runs already; start it with --steps {steps}, or leave steps out")
        if steps is not None and steps < 1:
            raise ValueError(f"steps is {steps}; expected at least 1")
        self._world, self._task, self._steps, self._players = world, task, steps, players
        self._address, self._command = address, command
        self._shared_memory, self._step_timeout = shared_memory, step_timeout
        self._spaces = None if frame_size is None else Spaces(*((frame_size, frame_size) if isinstance(frame_size, int) else frame_size))
        self._server: Server | None = None
        self.game = ""

    def open(self) -> Session:
        """A session in a world of its own."""
        if self._address is None and (self._server is None or not self._server.is_running):
            self.close()
            self._server = Server([*find_command(self._command), *self._arguments()])
        address = self._address or self._server.address
        try:
            session = Session(
                address, spaces=self._spaces, shared_memory=self._shared_memory, step_timeout=self._step_timeout, reset_timeout=10 * self._step_timeout,
            )
        except BaseException:
            self.close()  # A server of our own that lets nobody in is replaced by the next.
            raise
        misfit = self._misfit(session, address)
        if misfit is not None:
            session.close()
            raise ValueError(misfit)
        self.game = session.game
        return session

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _misfit(self, session: Session, address: str) -> str | None:
        """What is asked for and a server that runs already does not have."""
        if session.game.split()[-1] != self._world:
            return f"the server at {address} has '{session.game}', not the world '{self._world}'"
        if session.capabilities.rewards and self._task is None:
            return f"the server at {address} gives rewards, but task is None; start it without --task, or say which task it has"
        if not session.capabilities.rewards and self._task is not None:
            return f"the server at {address} gives no rewards, but task is '{self._task}'; start it with --task {self._task}, or set task to None"
        if session.spaces.keys != KEYS:
            return f"the server at {address} has the keys {', '.join(session.spaces.keys)}; expected {', '.join(KEYS)}"
        return None

    def _arguments(self) -> list[str]:
        size = self._spaces or Spaces()
        players = 2 * self._players  # One who has just left may still be on the way out when he comes again.
        arguments = ["world", "serve", "--env", self._world, "--frame-size", f"{size.frame_width}x{size.frame_height}", "--players", str(players)]
        if self._task is not None:
            arguments += ["--task", self._task]
        if self._steps is not None:
            arguments += ["--steps", str(self._steps)]
        return [*arguments, "--listen", "127.0.0.1:0", "--while-stdin"]


def _spaces_of(game: Spaces) -> tuple[spaces.Dict, spaces.Dict]:
    pov = spaces.Box(0, 255, (game.frame_height, game.frame_width, 3), numpy.uint8)
    camera = spaces.Box(-game.camera_degrees, game.camera_degrees, (2,), numpy.float32)
    return spaces.Dict({"pov": pov}), spaces.Dict({**{key: spaces.Discrete(2) for key in game.keys}, "camera": camera})


def _pixels(step: Step, game: Spaces) -> numpy.ndarray:
    return numpy.frombuffer(step.frame, numpy.uint8).reshape(game.frame_height, game.frame_width, 3)


def _action_of(wanted: Mapping[str, Any]) -> Action:
    """An action of a dictionary; keys left out are not held, and without `camera` the view rests."""
    _require_known(wanted)
    keys = 0
    for bit, key in enumerate(KEYS):
        held = wanted.get(key, 0)
        if held == 1:
            keys |= 1 << bit
        elif held != 0:
            raise ValueError(f"'{key}' of the action is {held}; expected 0 or 1")
    pitch, yaw = wanted.get("camera", (0.0, 0.0))
    action = Action(keys, float(pitch), float(yaw))
    action.require(Spaces())
    return action


def _actions_of(wanted: Mapping[str, Any], count: int) -> list[Action]:
    """The same of a dictionary of arrays, an entry a world."""
    _require_known(wanted)
    held = numpy.zeros((len(KEYS), count), numpy.int64)
    for bit, key in enumerate(KEYS):
        if key in wanted:
            held[bit] = wanted[key]
    if (held & ~1).any():
        bit, i = numpy.argwhere(held & ~1)[0]
        raise ValueError(f"'{KEYS[bit]}' of action {i} is {held[bit, i]}; expected 0 or 1")
    camera = numpy.zeros((count, 2)) if "camera" not in wanted else numpy.asarray(wanted["camera"], numpy.float64)
    if camera.shape != (count, 2):
        raise ValueError(f"'camera' of the actions has shape {camera.shape}; expected ({count}, 2)")
    actions = [Action(int(keys), float(pitch), float(yaw)) for keys, (pitch, yaw) in zip(_BITS @ held, camera)]
    for action in actions:
        action.require(Spaces())
    return actions


def _require_known(wanted: Mapping[str, Any]) -> None:
    unknown = wanted.keys() - _KNOWN
    if unknown:
        raise ValueError(f"actions have no {', '.join(sorted(map(repr, unknown)))}; known: {', '.join(KEYS)}, camera")


_KNOWN = frozenset((*KEYS, "camera"))


def _require_mode(render_mode: str | None) -> None:
    if render_mode not in (None, "rgb_array"):
        raise ValueError(f"render_mode is '{render_mode}'; expected None or 'rgb_array'")


def _require_no_options(options: Mapping[str, Any] | None) -> None:
    if options:
        raise ValueError(f"a reset has no options here, but was given {', '.join(options)}; the world is chosen by its seed")


def _world_seed(seed: int | None, random: numpy.random.Generator) -> int:
    if seed is None:
        return int(random.integers(TRAINING_SEEDS))
    if not 0 <= seed <= _LARGEST_SEED:
        raise ValueError(f"seed is {seed}; expected 0 to {_LARGEST_SEED}")
    return int(seed)


def _register() -> None:
    for world in WORLDS:
        name = f"RlWorld/{world.capitalize()}-v0"
        if name not in gymnasium.registry:
            gymnasium.register(
                id=name, entry_point="rl_bridge.world:WorldEnv", vector_entry_point="rl_bridge.world:WorldVectorEnv", kwargs={"world": world},
            )


_register()


def _wander(step: int) -> dict[str, Any]:
    """Somebody who walks, jumps and looks around."""
    turn = 1.6 * ((step // 20) % 5 - 2)
    return {**dict.fromkeys(KEYS, 0), "forward": 1, "jump": 1, "sprint": step // 40 % 2, "attack": int(step // 30 % 4 == 0), "camera": numpy.array([0, turn], numpy.float32)}


def _play_one(env: WorldEnv, steps: int) -> None:
    for number in range(steps):
        _, _, terminated, truncated, _ = env.step(_wander(number))
        if terminated or truncated:
            env.reset()


def _play_many(env: WorldVectorEnv, steps: int) -> None:
    for number in range(steps):
        one = _wander(number)
        env.step({key: numpy.broadcast_to(value, (env.num_envs, *numpy.shape(value))) for key, value in one.items()})


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="rl_bridge.world", description="Play the embedded world by a plain loop, and print its speed.")
    parser.add_argument("--env", default="compact", choices=WORLDS, help="the world (default %(default)s)")
    parser.add_argument("--num-envs", type=int, default=0, help="worlds at once, as a vector; 0 is one, as a plain environment")
    parser.add_argument("--steps", type=int, default=2000, help="steps of each world that are measured (default %(default)s)")
    parser.add_argument("--warm-up", type=int, default=500, help="steps before (default %(default)s)")
    parser.add_argument("--frame-size", default="64", help="one number, or WIDTHxHEIGHT (default %(default)s)")
    parser.add_argument("--episode", type=int, default=1200, help="steps of an episode (default %(default)s)")
    parser.add_argument("--address", help="a server that runs already, whose episodes and rewards hold; one is started otherwise")
    parser.add_argument("--stream", action="store_true", help="do without shared memory")
    options = parser.parse_args(arguments)
    width, _, height = options.frame_size.partition("x")
    size = (int(height or width), int(width))
    common = dict(
        world=options.env, frame_size=size, task=None, steps=None if options.address else options.episode, address=options.address,
        shared_memory=not options.stream,
    )
    try:
        env = WorldVectorEnv(options.num_envs, **common) if options.num_envs > 0 else WorldEnv(**common)
    except (GameFault, OSError, ValueError) as error:
        print(f"rl_bridge.world: {error}", file=sys.stderr)
        return 1
    play = _play_many if options.num_envs > 0 else _play_one
    try:
        env.reset(seed=1)
        play(env, options.warm_up)
        started = time.perf_counter()
        play(env, options.steps)
        seconds = time.perf_counter() - started
    finally:
        env.close()
    worlds = max(1, options.num_envs)
    print(
        f"{options.env} {size[1]}x{size[0]}, {f'a vector of {worlds}' if options.num_envs > 0 else 'one environment'}: "
        f"{worlds * options.steps / seconds:.0f} steps/s ({worlds} x {options.steps} steps in {seconds:.1f} s, resets counted, warm-up left out)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

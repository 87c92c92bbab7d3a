"""The embedded world as Gymnasium's environment, by the checker and by plain loops: `PYTHONPATH=bridge RL_COMMAND=./rl python3 tests/gymnasium_world.py`.

Uses Gymnasium where it is installed, and bridge/standins otherwise; the first line says which.
"""

import importlib.util
import os
import pathlib
import signal
import sys
import warnings

if importlib.util.find_spec("gymnasium") is None:
    sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "bridge" / "standins"))

import gymnasium
import numpy
from gymnasium.utils.env_checker import check_env

from rl_bridge import world
from rl_bridge.client import Server, Session, find_command
from rl_bridge.game import Action, FaultKind, GameFault, Spaces

ATTACK = {"attack": 1, "camera": numpy.array([3.0, 12.0], numpy.float32)}


def raises(kind, said, call):
    try:
        call()
    except kind as error:
        assert said in str(error), f"'{said}' is not in: {error}"
        return
    raise AssertionError(f"expected {kind.__name__}: {said}")


def serve(*options):
    return Server([*find_command(), "world", "serve", "--env", "flat", "--frame-size", "24x16", "--while-stdin", *options])


def the_checker_finds_nothing():
    server = serve("--task", "ladder")
    env = gymnasium.make("RlWorld/Flat-v0", address=server.address)
    with warnings.catch_warnings(record=True) as advice:
        warnings.simplefilter("always", UserWarning)
        check_env(env.unwrapped)
    env.close()
    # Degrees, as MineRL has them.
    assert all("normali" in str(warning.message) for warning in advice), [str(warning.message) for warning in advice]
    assert env.observation_space["pov"].shape == (16, 24, 3)
    server.close()


def one_world_is_played_by_a_server_of_its_own():
    with gymnasium.make("RlWorld/Flat-v0", frame_size=(16, 24), steps=3, render_mode="rgb_array") as env:
        first, info = env.reset(seed=5)
        assert info == {"seed": 5, "obtained": {}}
        kept = first["pov"].copy()
        idle = {key: 0 for key in env.action_space.spaces if key != "camera"} | {"camera": numpy.zeros(2, numpy.float32)}
        ends = [env.step({**idle, **ATTACK})[2:4] for _ in range(3)]
        assert ends == [(False, False), (False, False), (False, True)], ends
        assert (first["pov"] == kept).all(), "an observation changed after it was handed out"
        assert (env.render() != kept).any()
        raises(gymnasium.error.ResetNeeded, "call reset", lambda: env.unwrapped.step(idle))
        raises(ValueError, "actions have no 'swim'", lambda: (env.reset(), env.unwrapped.step({"swim": 1})))
        raises(ValueError, "'jump' of the action is 2; expected 0 or 1", lambda: env.unwrapped.step({"jump": 2}))
        raises(ValueError, "pitch_degrees is nan; expected -180 to 180", lambda: env.unwrapped.step({"camera": (float("nan"), 0)}))
        raises(ValueError, "a reset has no options here, but was given biome", lambda: env.reset(options={"biome": 1}))
        assert env.unwrapped.step(idle)[4] == {"obtained": {}}, "a refused action has broken the episode"
    env.close()


def a_vector_is_its_worlds_one_by_one_and_begins_anew_in_the_next_step():
    envs = gymnasium.make_vec("RlWorld/Flat-v0", num_envs=3, frame_size=(16, 24), steps=2)
    ones = [world.WorldEnv("flat", address=envs.unwrapped._place._server.address) for _ in range(3)]
    seen, infos = envs.reset(seed=40)
    assert infos["seed"].tolist() == [40, 41, 42]
    assert seen["pov"] in envs.observation_space["pov"]
    expected = numpy.stack([one.reset(seed=40 + i)[0]["pov"] for i, one in enumerate(ones)])
    assert (seen["pov"] == expected).all()
    actions = {"attack": numpy.ones(3, numpy.int64), "camera": numpy.array([[3, 12 * (i + 1)] for i in range(3)], numpy.float32)}
    for number in range(4):
        seen, rewards, terminated, truncated, infos = envs.step(actions)
        if number == 2:
            answers = [one.reset() for one in ones]
            assert infos["seed"].tolist() == [info["seed"] for _, info in answers]
        else:
            answers = [one.step({"attack": 1, "camera": actions["camera"][i]}) for i, one in enumerate(ones)]
        assert (seen["pov"] == numpy.stack([answer[0]["pov"] for answer in answers])).all(), number
        assert truncated.tolist() == [number == 1] * 3, number
        assert rewards.shape == (3,) and not terminated.any()
    raises(ValueError, "'camera' of the actions has shape (2,)", lambda: envs.step({"camera": numpy.zeros(2)}))
    for one in ones:
        one.close()
    envs.close()
    envs.close()


def what_is_dug_out_is_told_once_and_is_no_log():
    with world.WorldEnv("flat", frame_size=16, task="log", steps=80) as env:
        env.reset(seed=1)
        answers = [env.step({"attack": 1, "camera": (90 if number == 0 else 0, 0)}) for number in range(80)]
        obtained = [answer[4]["obtained"] for answer in answers if answer[4]["obtained"]]
        assert obtained and all(gain == {"dirt": 1} for gain in obtained), obtained
        assert all(answer[1] == 0 for answer in answers)
        assert answers[-1][2:4] == (False, True)


def only_new_highs_of_a_total_are_gains():
    fake = [sys.executable, "-m", "rl_bridge", "--game", "fake", "--while-stdin", "--set", "log_every=2", "--set", "drop_every=3"]
    server = Server(fake)
    session = Session(server.address)
    session.reset(1)
    # Totals: 0 1 0 1 1 1 1 2.
    assert [session.step(Action()).obtained.get("oak_log", 0) for _ in range(8)] == [0, 1, 0, 0, 0, 0, 0, 1]
    session.close()
    server.close()


def a_server_that_does_not_answer_is_given_up():
    server = serve()
    session = Session(server.address, step_timeout=0.2)
    session.reset(1)
    os.kill(server._process.pid, signal.SIGSTOP)
    raises(GameFault, "did not answer a step in time", lambda: session.step(Action()))
    os.kill(server._process.pid, signal.SIGCONT)
    server.close()


def what_a_server_does_not_have_is_refused_in_words():
    server = serve("--players", "1")
    make = lambda **options: world.WorldEnv(**{"world": "flat", "address": server.address, "task": None, **options})
    raises(ValueError, "gives no rewards, but task is 'ladder'", lambda: make(task="ladder"))
    raises(ValueError, "not the world 'compact'", lambda: make(world="compact"))
    raises(ValueError, "leave steps out", lambda: make(steps=5))
    raises(GameFault, "the player expects other spaces", lambda: make(frame_size=64))
    first = Session(server.address, spaces=Spaces(16, 24))
    raises(GameFault, "1 players are in session", lambda: Session(server.address))
    raises(ValueError, "keys is 0x100000", lambda: (first.reset(1), first.step(Action(1 << 20))))
    first.close()
    raises(GameFault, "was lost before, or left", lambda: first.reset(1))
    server.close()
    try:
        Session(server.address)
    except GameFault as fault:
        assert fault.kind == FaultKind.CRASH, fault.kind
    else:
        raise AssertionError("a server that was ended was found")
    raises(GameFault, "ended with code 2 before it listened", lambda: serve("--task", "gold"))
    raises(FileNotFoundError, "/nowhere/rl", lambda: Server(["/nowhere/rl"]))


def a_server_that_died_is_replaced_by_the_next_reset():
    with world.WorldEnv("flat", frame_size=16, steps=30) as env:
        before = env.reset(seed=3)[0]["pov"]
        env._place._server._process.kill()
        env._place._server._process.wait()
        raises(GameFault, "broke off over a step", lambda: env.step({}))
        assert (env.reset(seed=3)[0]["pov"] == before).all()


def pictures_are_the_same_through_the_stream():
    seen = []
    for shared_memory in (True, False):
        with world.WorldEnv("flat", frame_size=(16, 24), shared_memory=shared_memory) as env:
            assert (env._session._shared is not None) == (shared_memory and pathlib.Path("/dev/shm").exists())
            seen.append([env.reset(seed=9)[0]["pov"], *(env.step(ATTACK)[0]["pov"] for _ in range(5))])
    assert (numpy.stack(seen[0]) == numpy.stack(seen[1])).all()


def main():
    print(f"gymnasium {getattr(gymnasium, '__version__', 'stand-in')}")
    checks = (
        the_checker_finds_nothing, one_world_is_played_by_a_server_of_its_own, a_vector_is_its_worlds_one_by_one_and_begins_anew_in_the_next_step,
        what_is_dug_out_is_told_once_and_is_no_log, only_new_highs_of_a_total_are_gains, a_server_that_does_not_answer_is_given_up,
        what_a_server_does_not_have_is_refused_in_words, a_server_that_died_is_replaced_by_the_next_reset,
        pictures_are_the_same_through_the_stream,
    )
    for check in checks:
        check()
        print(f"ok {check.__name__}", flush=True)


if __name__ == "__main__":
    main()

"""Serves one game to one player at a time, and ends with the game."""

from __future__ import annotations

import concurrent.futures
import logging
import os
import secrets
import sys
import threading
import time
import traceback
from typing import Iterator

import grpc

from rl_bridge import PROTOCOL
from rl_bridge import game_pb2 as pb
from rl_bridge.game import Action, FaultKind, Game, GameFault, InvalidAction, Observation
from rl_bridge.shared_frames import SharedFrames

EXIT_FAULT = 75
"""Exit code after a fault of the game: start me again."""

_log = logging.getLogger("rl_bridge")

_SERVICE = "rl.bridge.v1.Game"
_LOG_TAIL = 2_000  # characters
_NEVER = float("inf")


def tail(path: str, characters: int = _LOG_TAIL) -> str:
    """The last of a text file; empty if there is none."""
    try:
        with open(path, "rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - characters))
            return file.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""


class Watchdog:
    """Ends the process if a call to the game takes too long: what hangs in native code can be ended in no other way.

    Where it hangs goes to standard error first.
    """

    def __init__(self, exit_code: int = EXIT_FAULT) -> None:
        self._exit_code = exit_code
        self._due = _NEVER
        self._what = ""
        self._thread = 0
        self._wake = threading.Condition()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def start(self, what: str, seconds: float) -> None:
        """A call begins that may take so long; 0 is for ever."""
        with self._wake:
            self._thread = threading.get_ident()
            self._what = f"{what} took more than {seconds:g} s"
            self._due = time.monotonic() + seconds if seconds > 0 else _NEVER
            self._wake.notify()

    def stop(self) -> None:
        """The call has ended. Wakes nobody: the watch looks again when the call would have been due."""
        self._due = _NEVER

    def _watch(self) -> None:
        with self._wake:
            while True:
                due = self._due
                left = due - time.monotonic()
                if left > 0:
                    self._wake.wait(None if left == _NEVER else left)
                elif due == self._due:
                    frame = sys._current_frames().get(self._thread)
                    where = "".join(traceback.format_stack(frame)) if frame is not None else ""
                    print(f"{where}rl_bridge: {self._what}; the game is given up", file=sys.stderr, flush=True)
                    os._exit(self._exit_code)


class GameServer:
    """Speaks the contract for one game.

    game: what is served, and closed at the end.
    step_timeout, reset_timeout: seconds after which a call counts as hung where the player does not say.
    on_fault: called once the game is of no use any more, after the player was told.
    """

    def __init__(self, game: Game, step_timeout: float = 60.0, reset_timeout: float = 600.0, on_fault=None) -> None:
        self._game = game
        self._timeouts = (step_timeout, reset_timeout)
        self._on_fault = on_fault
        self._incarnation = secrets.randbits(64)
        self._frame_number = 0
        self._session = threading.Lock()
        self._watchdog = Watchdog()
        self._server: grpc.Server | None = None

    def start(self, address: str) -> str:
        """Listens at "127.0.0.1:PORT", with port 0 for any that is free, or "unix:/PATH". Answers with the address as a player dials it."""
        # A frame is larger than the 4 MiB that gRPC takes by default once the game is larger than 1280x720. Two players cannot share a port unseen.
        options = [("grpc.max_send_message_length", -1), ("grpc.so_reuseport", 0), ("grpc.max_concurrent_streams", 8)]
        self._server = grpc.server(concurrent.futures.ThreadPoolExecutor(8, "session"), options=options)
        self._server.add_generic_rpc_handlers((
            grpc.method_handlers_generic_handler(_SERVICE, {
                "Play": grpc.stream_stream_rpc_method_handler(self._play, pb.Request.FromString, pb.Reply.SerializeToString),
            }),
            # grpc.health.v1.HealthCheckResponse with status 1, SERVING: whoever can be asked, serves.
            grpc.method_handlers_generic_handler("grpc.health.v1.Health", {
                "Check": grpc.unary_unary_rpc_method_handler(lambda request, context: b"\x08\x01"),
            }),
        ))
        port = self._server.add_insecure_port(address)
        if port == 0:
            raise OSError(f"nobody can listen at '{address}'")
        self._server.start()
        return address if address.startswith("unix:") else f"{address.rsplit(':', 1)[0]}:{port}"

    def stop(self) -> None:
        """Lets nobody in any more, ends the session, and closes the game."""
        if self._server is not None:
            self._server.stop(1.0).wait()
        self._watchdog.start("closing the game", 30)
        self._game.close()
        self._watchdog.stop()

    def _play(self, requests: Iterator[pb.Request], context: grpc.ServicerContext) -> Iterator[pb.Reply]:
        if not self._session.acquire(blocking=False):
            yield self._fault(1, GameFault(FaultKind.BUSY, "another player is in session; a server has one game, and a game one player"))
            return
        session = _Session()
        lost = False
        try:
            for request in requests:
                try:
                    reply = self._answer(session, request)
                except InvalidAction as error:
                    reply = self._fault(request.sequence, GameFault(FaultKind.INVALID, str(error)))
                except GameFault as error:
                    lost = error.kind != FaultKind.MISMATCH
                    reply = self._fault(request.sequence, error)
                except Exception as error:  # Whatever a game raises is a fault of the game.
                    _log.exception("the game failed")
                    lost = True
                    reply = self._fault(request.sequence, GameFault(FaultKind.OTHER, f"{type(error).__name__}: {error}"))
                yield reply
                if reply.WhichOneof("content") == "fault":
                    return
        except grpc.RpcError:
            _log.info("the player is gone")
        finally:
            self._watchdog.stop()
            session.close()
            if not lost:
                self._session.release()  # A lost game is never played again.
            elif self._on_fault is not None:
                self._on_fault()

    def _answer(self, session: "_Session", request: pb.Request) -> pb.Reply:
        kind = request.WhichOneof("content")
        if kind == "action":
            return self._step(session, request)
        if kind == "reset":
            return self._reset(session, request)
        if kind == "hello":
            return self._welcome(session, request)
        raise GameFault(FaultKind.MISMATCH, "the request has no content that this version knows")

    def _welcome(self, session: "_Session", request: pb.Request) -> pb.Reply:
        hello = request.hello
        spaces = self._game.spaces
        if session.is_open:
            raise InvalidAction("the player has said hello before")
        if hello.protocol != PROTOCOL:
            raise GameFault(FaultKind.MISMATCH, f"the player speaks version {hello.protocol} of the contract, this server version {PROTOCOL}; bring both to one version")
        if hello.spaces_hash and hello.spaces_hash != spaces.hash():
            raise GameFault(FaultKind.MISMATCH, f"the player expects other spaces than {self._game.name} has: {spaces}")
        session.step_timeout, session.reset_timeout = (
            given / 1000 if given else default for given, default in zip((hello.step_timeout_ms, hello.reset_timeout_ms), self._timeouts)
        )
        if hello.shared_memory:
            session.shared = SharedFrames.open(hello.shared_memory, hello.shared_memory_nonce, spaces.frame_bytes)
        session.is_open = True
        _log.info("%s plays; frames go through %s", hello.player or "somebody", "shared memory" if session.shared else "the stream")
        game = self._game.capabilities
        return pb.Reply(sequence=request.sequence, welcome=pb.Welcome(
            protocol=PROTOCOL,
            game=self._game.name,
            incarnation=self._incarnation,
            spaces=pb.Spaces(
                frame_height=spaces.frame_height, frame_width=spaces.frame_width, keys=spaces.keys,
                camera_degrees=spaces.camera_degrees, steps_per_second=spaces.steps_per_second,
            ),
            spaces_hash=spaces.hash(),
            capabilities=pb.Capabilities(
                seeds=game.seeds, deterministic=game.deterministic, lock_step=game.lock_step, items=game.items, rewards=game.rewards,
            ),
            shared_memory=session.shared is not None,
            log=self._game.log,
        ))

    def _reset(self, session: "_Session", request: pb.Request) -> pb.Reply:
        if not session.is_open:
            raise InvalidAction("reset before hello")
        self._watchdog.start("a reset", session.reset_timeout)
        observation = self._game.reset(request.reset.seed)
        self._watchdog.stop()
        session.totals = {}
        session.is_playing = True
        return self._observation(session, request.sequence, observation, pb.FIRST)

    def _step(self, session: "_Session", request: pb.Request) -> pb.Reply:
        if not session.is_playing:
            raise InvalidAction("an action where a reset has to come first")
        wanted = request.action
        action = Action(wanted.keys, wanted.pitch_degrees, wanted.yaw_degrees)
        action.require(self._game.spaces)
        self._watchdog.start("a step", session.step_timeout)
        observation = self._game.step(action)
        self._watchdog.stop()
        session.is_playing = not (observation.terminated or observation.truncated)
        return self._observation(session, request.sequence, observation, pb.MIDDLE if session.is_playing else pb.LAST)

    def _observation(self, session: "_Session", sequence: int, seen: Observation, kind: int) -> pb.Reply:
        frame = memoryview(seen.frame)
        if frame.nbytes != self._game.spaces.frame_bytes or not frame.c_contiguous:
            raise GameFault(FaultKind.CORRUPT, f"a frame has {frame.nbytes} bytes, expected {self._game.spaces.frame_bytes}")
        frame = frame.cast("B") if frame.format != "B" or frame.ndim != 1 else frame
        self._frame_number += 1
        reply = pb.Reply(sequence=sequence)
        observation = reply.observation
        observation.kind = kind
        observation.reward = seen.reward if kind != pb.FIRST else 0.0
        observation.discount = 0.0 if seen.terminated else 1.0
        observation.frame_number = self._frame_number
        observation.game_ms = seen.game_ms
        for item, total in seen.totals.items():
            if session.totals.get(item, 0) != total:
                session.totals[item] = total
                observation.obtained.add(item=item, total=total)
        if session.shared is not None:
            session.shared.write(frame, self._frame_number)
        else:
            observation.frame = frame.tobytes()
        return reply

    def _fault(self, sequence: int, fault: GameFault) -> pb.Reply:
        _log.warning("%s: %s", fault.kind.name, fault)
        return pb.Reply(sequence=sequence, fault=pb.Fault(
            kind=int(fault.kind), message=str(fault), log=self._game.log, log_tail=tail(self._game.log) if self._game.log else "",
        ))


class _Session:
    """What a player's stream has come to."""

    def __init__(self) -> None:
        self.is_open = False
        self.is_playing = False
        self.shared: SharedFrames | None = None
        self.totals: dict[str, int] = {}
        self.step_timeout = 0.0
        self.reset_timeout = 0.0

    def close(self) -> None:
        if self.shared is not None:
            self.shared.close()

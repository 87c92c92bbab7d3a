"""The player's end of the contract: dials a server, or starts one, and plays in lock step."""

from __future__ import annotations

import dataclasses
import mmap
import os
import pathlib
import queue
import secrets
import select
import shlex
import shutil
import subprocess
import tempfile
import threading
import time
from typing import Mapping, Sequence

import grpc

from rl_bridge import PROTOCOL
from rl_bridge import game_pb2 as pb
from rl_bridge.game import Action, FaultKind, GameFault, Spaces
from rl_bridge.shared_frames import HEADER

COMMAND_VARIABLE = "RL_COMMAND"
"""The environment variable that says how the framework's program is called, if it is not beside this package."""

_SHARED_FOLDER = "/dev/shm"
_SHARED_BYTES = HEADER.size + 1920 * 1080 * 3  # Pages that nobody writes cost nothing; larger frames come through the stream.
_HELLO_TIMEOUT = 20.0
_GRACE = 5.0  # How much longer we wait than the server, so that it can say what hangs.
_NEVER = float("inf")


def find_command(command: str | Sequence[str] | None = None) -> list[str]:
    """The framework's program: what was given, or RL_COMMAND, or ./rl of the repository that this package lies in, or `rl` in PATH."""
    given = command or os.environ.get(COMMAND_VARIABLE)
    if given:
        return shlex.split(given) if isinstance(given, str) else list(given)
    # The repository's own first: it speaks this package's version of the contract, and other programs are called rl too.
    beside = pathlib.Path(__file__).resolve().parents[2] / "rl"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("rl")
    if found is None:
        raise FileNotFoundError(
            f"the program rl is neither at {beside} nor in PATH; say where it is by 'command' or by the variable {COMMAND_VARIABLE}, or give the address of a server",
        )
    return [found]


class Server:
    """A process that serves a game, started here. It ends with `close`, and with us: its standard input is ours.

    command: what to start; it has to print "listening ADDRESS" and to end when its standard input is closed.
    start_timeout: seconds until it has to listen; a program that is built first takes minutes.
    """

    def __init__(self, command: Sequence[str], start_timeout: float = 300.0) -> None:
        self._name = shlex.join(command)
        self._log = tempfile.TemporaryFile()
        try:
            # A session of its own, so that Ctrl-C interrupts the loop that plays, and not the game.
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, start_new_session=True)
        except OSError as error:
            self._log.close()
            raise FileNotFoundError(f"'{self._name}' cannot be started: {error}") from error
        try:
            self.address = self._read_address(start_timeout)
        except BaseException:
            self.close()
            raise

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def tail(self, characters: int = 2_000) -> str:
        """The last of what it had to say."""
        size = os.fstat(self._log.fileno()).st_size
        return os.pread(self._log.fileno(), characters, max(0, size - characters)).decode("utf-8", "replace").strip()

    def close(self) -> None:
        """Ends it, and waits for that."""
        if self._process.stdin.closed:
            return
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def _read_address(self, timeout: float) -> str:
        due = time.monotonic() + timeout
        said = b""
        while True:
            for line in said.split(b"\n")[:-1]:
                if line.startswith(b"listening "):
                    return line.split()[1].decode()
            ready, _, _ = select.select([self._process.stdout], [], [], max(0.0, due - time.monotonic()))
            if not ready:
                raise GameFault(FaultKind.START, f"'{self._name}' did not listen within {timeout:g} s; the last that it said:\n{self.tail()}")
            more = os.read(self._process.stdout.fileno(), 4096)
            if not more:
                code = self._process.wait()
                raise GameFault(FaultKind.START, f"'{self._name}' ended with code {code} before it listened; the last that it said:\n{self.tail()}")
            said += more


@dataclasses.dataclass
class Step:
    """What a game answered.

    frame: height x width x 3 bytes, RGB, rows from the top; valid until the next request of the session, so copy what must last.
    obtained: units of every item that this step brought, each unit once.
    """

    frame: memoryview
    reward: float
    terminated: bool
    truncated: bool
    obtained: Mapping[str, int]


class Session:
    """One stream to one game. After a fault, a broken connection or a limit of time it is lost, and closes itself.

    address: "HOST:PORT" or "unix:/PATH".
    spaces: what is expected; a game that has others is a fault. None takes what there is.
    step_timeout, reset_timeout: seconds that an answer may take.
    """

    def __init__(
        self, address: str, player: str = "", spaces: Spaces | None = None, shared_memory: bool = True, step_timeout: float = 30.0, reset_timeout: float = 300.0,
    ) -> None:
        self._where = f"the game at {address}"
        self._step_timeout = step_timeout
        self._reset_timeout = reset_timeout
        self._sequence = 0
        self._asked = ""
        self._due = _NEVER
        self._is_late = False
        self._highest: dict[str, int] = {}
        self._requests: queue.SimpleQueue[pb.Request | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        # A proxy is not asked, as it would be for addresses of this machine too.
        options = [("grpc.max_receive_message_length", -1), ("grpc.enable_http_proxy", 0)]
        self._channel = grpc.insecure_channel(address.removeprefix("http://"), options)
        play = self._channel.stream_stream("/rl.bridge.v1.Game/Play", pb.Request.SerializeToString, pb.Reply.FromString)
        self._call = play(iter(self._requests.get, None))
        self._shared = _SharedMemory.create() if shared_memory else None
        threading.Thread(target=self._watch, name="limit", daemon=True).start()
        try:
            self._open(player or f"python, process {os.getpid()}", spaces)
        except BaseException:
            self.close()
            raise

    @property
    def is_lost(self) -> bool:
        return self._closed.is_set()

    def reset(self, seed: int) -> Step:
        """Begins an episode in the world of a seed."""
        self.send_reset(seed)
        return self.receive()

    def step(self, action: Action) -> Step:
        """Carries an action out."""
        self.send_step(action)
        return self.receive()

    def send_reset(self, seed: int) -> None:
        """Asks for an episode; `receive` has to follow. So several sessions are asked before the first is waited for."""
        self._highest.clear()
        self._send(pb.Request(reset=pb.Reset(seed=seed)), "a reset", self._reset_timeout + _GRACE)

    def send_step(self, action: Action) -> None:
        """Asks for a step; `receive` has to follow. An action that the spaces do not have is a ValueError, and nothing is asked."""
        action.require(self.spaces)
        wanted = pb.Action(keys=action.keys, pitch_degrees=action.pitch_degrees, yaw_degrees=action.yaw_degrees)
        self._send(pb.Request(action=wanted), "a step", self._step_timeout + _GRACE)

    def receive(self) -> Step:
        """Waits for what was asked."""
        asked = self._asked
        seen = self._receive("observation")
        if (seen.kind == pb.FIRST) != (asked == "a reset"):
            raise self._lose(FaultKind.CORRUPT, f"answered {asked} with a step of kind {pb.StepKind.Name(seen.kind)}")
        size = self.spaces.frame_bytes
        if self._shared is None:
            frame = memoryview(seen.frame)
        elif self._shared.number == seen.frame_number:
            frame = self._shared.pixels(size)
        else:
            raise self._lose(FaultKind.CORRUPT, f"says that it wrote frame {seen.frame_number}, but frame {self._shared.number} lies in the shared memory")
        if len(frame) != size:
            raise self._lose(FaultKind.CORRUPT, f"sent a frame of {len(frame)} bytes, expected {size}")
        is_last = seen.kind == pb.LAST
        return Step(frame, seen.reward, is_last and seen.discount == 0, is_last and seen.discount != 0, self._gains(seen.obtained) if seen.obtained else {})

    def close(self) -> None:
        """Leaves the game."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._requests.put(None)
        if self._due == _NEVER:
            # Nothing is on its way: the server ends the stream by itself, and by then the place is free for the next player.
            try:
                self._call.result(timeout=1.0)
            except (grpc.RpcError, grpc.FutureTimeoutError, grpc.FutureCancelledError):
                pass
        self._call.cancel()
        self._channel.close()
        if self._shared is not None:
            self._shared.close()

    def _open(self, player: str, spaces: Spaces | None) -> None:
        hello = pb.Hello(
            protocol=PROTOCOL, player=player, spaces_hash=spaces.hash() if spaces is not None else b"",
            step_timeout_ms=round(1000 * self._step_timeout), reset_timeout_ms=round(1000 * self._reset_timeout),
        )
        if self._shared is not None:
            hello.shared_memory, hello.shared_memory_nonce = self._shared.path, self._shared.nonce
        self._send(pb.Request(hello=hello), "hello", _HELLO_TIMEOUT)
        welcome = self._receive("welcome")
        if welcome.protocol != PROTOCOL:
            raise self._lose(FaultKind.MISMATCH, f"speaks version {welcome.protocol} of the contract, we speak version {PROTOCOL}; bring both to one version")
        has = welcome.spaces
        self.spaces = Spaces(has.frame_height, has.frame_width, tuple(has.keys), has.camera_degrees, has.steps_per_second)
        if self.spaces.hash() != welcome.spaces_hash:
            raise self._lose(FaultKind.MISMATCH, "gave a hash that is not its spaces'")
        self.game = welcome.game
        self.capabilities = welcome.capabilities
        self.incarnation = welcome.incarnation
        if self._shared is not None:
            self._shared.unlink()
            if not welcome.shared_memory:
                self._shared.close()
                self._shared = None

    def _send(self, request: pb.Request, what: str, timeout: float) -> None:
        if self.is_lost:
            raise GameFault(FaultKind.OTHER, f"{self._where} was lost before, or left")
        self._sequence += 1
        request.sequence = self._sequence
        self._asked = what
        self._due = time.monotonic() + timeout
        self._requests.put(request)

    def _receive(self, kind: str):
        try:
            reply = next(self._call)
        except StopIteration:
            raise self._lose(FaultKind.CRASH, f"ended the session over {self._asked}") from None
        except grpc.RpcError as error:
            if self._is_late:
                raise self._lose(FaultKind.TIMEOUT, f"did not answer {self._asked} in time") from error
            raise self._lose(FaultKind.CRASH, f"broke off over {self._asked}: {error.details()}") from error
        except BaseException:
            self.close()  # Interrupted: its answer must not pass for the next one's.
            raise
        self._due = _NEVER
        content = reply.WhichOneof("content")
        if content == "fault":
            fault = reply.fault
            log = f"\nThe last of its log {fault.log}:\n{fault.log_tail}" if fault.log_tail else ""
            kind_of_fault = FaultKind(fault.kind) if 0 < fault.kind <= FaultKind.OTHER else FaultKind.OTHER
            raise self._lose(kind_of_fault, f"says over {self._asked}: {fault.message}{log}")
        if reply.sequence != self._sequence or content != kind:
            raise self._lose(FaultKind.CORRUPT, f"answered request {reply.sequence} with {content}, but was asked {self._asked} by request {self._sequence}")
        return getattr(reply, kind)

    def _lose(self, kind: FaultKind, what: str) -> GameFault:
        self.close()
        return GameFault(kind, f"{self._where} {what}")

    def _gains(self, obtained: Sequence[pb.ItemTotal]) -> dict[str, int]:
        """What was gained, of totals that have changed: new highs only, since what was dropped and picked up again is not obtained twice."""
        gains: dict[str, int] = {}
        for entry in obtained:
            before = self._highest.get(entry.item, 0)
            if entry.total > before:
                gains[entry.item] = gains.get(entry.item, 0) + entry.total - before
                self._highest[entry.item] = entry.total
        return gains

    def _watch(self) -> None:
        """Ends a call whose answer does not come. Looks at the clock now and then: to be woken by every step would cost more than the step."""
        while not self._closed.wait(min(1.0, self._step_timeout / 4)):
            if time.monotonic() > self._due:
                self._is_late = True
                self._call.cancel()
                return


class _SharedMemory:
    """A file of shared memory, made and owned by the player."""

    def __init__(self, path: str, memory: mmap.mmap) -> None:
        self.path = path
        self.nonce = secrets.token_bytes(16)
        self._memory = memory
        self._view = memoryview(memory)
        memory[:16] = self.nonce

    @classmethod
    def create(cls) -> "_SharedMemory | None":
        """Makes one; None on a machine that has no such memory."""
        path = os.path.join(_SHARED_FOLDER, f"rl-{secrets.token_hex(16)}")
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            return None
        try:
            os.ftruncate(file, _SHARED_BYTES)
            return cls(path, mmap.mmap(file, _SHARED_BYTES))
        except BaseException:
            os.unlink(path)
            raise
        finally:
            os.close(file)

    @property
    def number(self) -> int:
        """Number of the frame that lies there."""
        return HEADER.unpack_from(self._memory)[1]

    def pixels(self, size: int) -> memoryview:
        return self._view[HEADER.size : HEADER.size + size].toreadonly()

    def unlink(self) -> None:
        """Takes the file's name away; both ends keep the memory."""
        if self.path:
            os.unlink(self.path)
            self.path = ""

    def close(self) -> None:
        """Lets go of the memory; it stays as long as somebody has a frame of it in hands."""
        self.unlink()
        try:
            self._view.release()
            self._memory.close()
        except BufferError:
            pass

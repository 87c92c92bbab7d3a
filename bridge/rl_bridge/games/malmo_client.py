"""MalmoEnv's protocol: requests and answers over one connection to a Minecraft with Malmo's mod, written from its public sources.

Every message has its length before it, in 4 bytes, high ones first. A client that is greeted with another version than its own hangs up without a
word, and a mission that it does not take is answered with a zero and no reason: both are in its log alone.
"""

from __future__ import annotations

import dataclasses
import socket
import struct
import time

from rl_bridge.game import FaultKind, GameFault

_LARGEST = 64 << 20  # bytes; more than any frame
_PAUSE = 0.02  # seconds between two askings where the client answers at once
_STATUS_SECONDS = 10.0
_QUICK_ACK = getattr(socket, "TCP_QUICKACK", None)  # Linux alone has it


class Deadline:
    """When something has to be done; if it is not, the fault says so."""

    def __init__(self, what: str, seconds: float, kind: FaultKind = FaultKind.TIMEOUT, advice: str = "") -> None:
        self.what = what
        self.kind = kind
        self.advice = advice
        self._seconds = seconds
        self._due = time.monotonic() + seconds

    def part(self, what: str, kind: FaultKind, advice: str) -> "Deadline":
        """The same moment for one part of what has to be done, with a fault of its own."""
        part = Deadline(what, self._seconds, kind, advice)
        part._due = self._due
        return part

    def left(self) -> float:
        """Seconds until then."""
        left = self._due - time.monotonic()
        if left <= 0:
            raise GameFault(self.kind, f"{self.what} took more than {self._seconds:g} s{self.advice and '; '}{self.advice}")
        return left

    def pause(self) -> None:
        """Waits a little before something is asked again."""
        time.sleep(min(_PAUSE, self.left()))


@dataclasses.dataclass
class Reply:
    """The answer to a step. frame: what was drawn last, empty if nothing was; info: JSON, empty if nothing was observed since the last answer.

    is_taken: the commands were queued; otherwise they have to be sent again.
    """

    frame: bytearray
    reward: float
    is_done: bool
    is_taken: bool
    info: str


class MalmoClient:
    """A connection to a client that awaits missions. What it does after its connection has closed is end its mission."""

    def __init__(self, host: str, port: int, version: str, deadline: Deadline) -> None:
        """Connects once. A refused connection is an OSError, a client of another version a GameFault."""
        self._where = f"the Malmo client at {host}:{port}"
        self._turn_key = b""
        self._socket = socket.create_connection((host, port), timeout=deadline.left())
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._greet(version)
        except BaseException:
            self.close()
            raise

    def start_mission(self, mission: str, token: str, deadline: Deadline) -> None:
        """Begins an episode: asks until the client takes the mission. token: unlike that of every mission before."""
        while True:
            self._send(mission.encode(), deadline)
            self._send(f"{token}:1".encode(), deadline)  # One agent
            is_taken = self._number(deadline) == 1
            self._turn_key = bytes(self._receive(deadline))
            if is_taken:
                return
            deadline.pause()

    def peek(self, deadline: Deadline) -> tuple[bytearray, bool]:
        """The last frame, left where it is and empty if none has been drawn yet, and whether the mission is over."""
        self._send(b"<Peek/>", deadline)
        frame = self._receive(deadline)
        return frame, self._fixed("!b", deadline)[0] != 0

    def step(self, commands: str, deadline: Deadline) -> Reply:
        """Sends commands, one a line, and answers with what is there, or, if that was fetched before, with what comes next."""
        self._send(f"<Step0>{commands}</Step0 >".encode(), deadline)
        self._send(self._turn_key, deadline)
        frame = self._receive(deadline)
        reward, is_done, is_taken = self._fixed("!dbb", deadline)
        info = self._receive(deadline).decode("utf-8", "replace")
        self._turn_key = bytes(self._receive(deadline))
        return Reply(frame, reward, is_done != 0, is_taken != 0, info)

    def quit_mission(self, deadline: Deadline) -> None:
        """Ends the episode, if it has not ended yet."""
        while True:
            self._send(b"<Quit/>", deadline)
            if self._number(deadline) != 0:
                return
            deadline.pause()

    def forget(self, token: str, deadline: Deadline) -> None:
        """Lets the client forget a mission's token."""
        self._send(f"<Close>{token}</Close>".encode(), deadline)
        self._number(deadline)

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()

    def _greet(self, version: str) -> None:
        hello = f"<MalmoEnv{version}/>"
        deadline = Deadline("the first answer", _STATUS_SECONDS, FaultKind.START, f"is that {self._where}, started with -env, or another program?")
        try:
            self._send(hello.encode(), deadline)
            self._send(b"<Status/>", deadline)
            self._receive(deadline)
        except GameFault as fault:
            if fault.kind != FaultKind.CRASH:
                raise
            raise GameFault(
                FaultKind.SETTINGS,
                f"{self._where} hung up over '{hello}': it is of another version, or is no MalmoEnv; its log says which it expected. Set 'version' to it",
            ) from fault

    def _send(self, message: bytes, deadline: Deadline) -> None:
        try:
            self._socket.settimeout(deadline.left())
            self._socket.sendall(struct.pack("!I", len(message)) + message)
        except TimeoutError:
            deadline.left()
            raise
        except OSError as error:
            raise self._gone(deadline) from error

    def _receive(self, deadline: Deadline) -> bytearray:
        size, = struct.unpack("!I", self._exactly(4, deadline))
        if size > _LARGEST:
            raise GameFault(FaultKind.CORRUPT, f"{self._where} announced a message of {size} bytes; does it speak MalmoEnv's protocol?")
        return self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: Deadline) -> bytearray:
        message = bytearray(size)
        rest = memoryview(message)
        while rest:
            self._socket.settimeout(deadline.left())
            if _QUICK_ACK is not None:
                # The client sends an answer in many small parts, and each waits until the one before is acknowledged: 40 ms, unless at once.
                self._socket.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)
            try:
                count = self._socket.recv_into(rest)
            except TimeoutError:
                continue
            except OSError as error:
                raise self._gone(deadline) from error
            if count == 0:
                raise self._gone(deadline)
            rest = rest[count:]
        return message

    def _fixed(self, layout: str, deadline: Deadline) -> tuple:
        message = self._receive(deadline)
        if len(message) != struct.calcsize(layout):
            raise GameFault(FaultKind.CORRUPT, f"{self._where} sent {len(message)} bytes where {struct.calcsize(layout)} were due; is it of another version?")
        return struct.unpack(layout, message)

    def _number(self, deadline: Deadline) -> int:
        return self._fixed("!I", deadline)[0]

    def _gone(self, deadline: Deadline) -> GameFault:
        return GameFault(FaultKind.CRASH, f"{self._where} closed the connection during {deadline.what}; it has ended, or its log says why")

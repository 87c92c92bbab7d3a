"""A program that a game runs in, ended with everything it has started, whatever becomes of us; paused and resumed on request."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Any, Mapping, Sequence

_PATIENCE = 3.0  # seconds between asking and killing
_PAUSE, _RESUME = b"p", b"r"
_LOWER = 10  # niceness: about a tenth of the weight of those that are not nice


class Guarded:
    """A running program. Between it and us stands a guard, a process that ends the program's group as soon as our end of a pipe closes: launchers start
    others, which a signal to the launcher would leave behind, and the server's watchdog ends us without a word.

    command: what is run. log: a file to which it adds what it says; empty drops that. environment: its variables. pass_fds: descriptors that it keeps.
    """

    def __init__(self, command: Sequence[str], log: str = "", environment: Mapping[str, str] | None = None, pass_fds: tuple[int, ...] = ()) -> None:
        self.command = list(command)
        self.log = log
        with open(log or os.devnull, "ab") as file:
            self._guard = subprocess.Popen(
                [sys.executable, os.path.abspath(__file__), ",".join(map(str, pass_fds)), *command], stdin=subprocess.PIPE, stdout=file,
                stderr=subprocess.STDOUT, env=environment, pass_fds=pass_fds, start_new_session=True)

    def code(self, seconds: float = 0.0) -> int | None:
        """The program's exit code, as a shell gives it; None if it still runs after so long."""
        try:
            return self._guard.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def lower(self, names: Sequence[str]) -> None:
        """Lets the program's threads whose names begin so wait for its others, where both want a core."""
        try:
            for program in _read(f"/proc/{self._guard.pid}/task/{self._guard.pid}/children").split():
                for thread in os.listdir(f"/proc/{program}/task"):
                    if _read(f"/proc/{program}/task/{thread}/comm").startswith(tuple(names)):
                        os.setpriority(os.PRIO_PROCESS, int(thread), _LOWER)
        except (FileNotFoundError, ProcessLookupError):
            pass  # It has ended; `code` says so.

    def pause(self) -> None:
        """Lets the program stand still, and what it has started."""
        self._tell(_PAUSE)

    def resume(self) -> None:
        """Lets it go on."""
        self._tell(_RESUME)

    def close(self) -> None:
        """Ends the program, and waits until it has ended."""
        self._guard.stdin.close()
        try:
            self._guard.wait(2 * _PATIENCE)
        except subprocess.TimeoutExpired:
            self._guard.kill()
            self._guard.wait()

    def _tell(self, what: bytes) -> None:
        try:
            os.write(self._guard.stdin.fileno(), what)
        except BrokenPipeError:
            pass  # It has ended; `code` says so.


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _guard(kept: tuple[int, ...], command: Sequence[str]) -> int:
    try:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=kept, start_new_session=True)
    except OSError as error:
        print(f"{command[0]} cannot be started: {error.strerror}", file=sys.stderr, flush=True)
        return 127
    for descriptor in kept:
        os.close(descriptor)  # So that whoever reads the other end learns when the program is gone
    threading.Thread(target=_obey, args=(program.pid,), daemon=True).start()
    code = program.wait()
    _signal(program.pid, signal.SIGKILL)  # What a launcher leaves behind holds the port.
    return code if code >= 0 else 128 - code


def _obey(group: int) -> None:
    while told := os.read(0, 1):
        _signal(group, signal.SIGSTOP if told == _PAUSE else signal.SIGCONT)
    _signal(group, signal.SIGCONT)
    _signal(group, signal.SIGTERM)
    threading.Timer(_PATIENCE, _signal, (group, signal.SIGKILL)).start()


def _signal(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    status = _guard(tuple(int(number) for number in sys.argv[1].split(",") if number), sys.argv[2:])
    sys.stderr.flush()
    os._exit(status)  # Not through the thread that reads standard input.

"""Runs a command, and ends it as soon as standard input is closed; pauses and resumes it on request.

So a game ends with the server that has started it, even where the server is killed: the pipe closes whatever happens.
"""

from __future__ import annotations

import os
import pathlib
import signal
import subprocess
import sys
import threading
from typing import Any, Mapping

_PATIENCE = 3.0  # seconds between asking and killing
_PAUSE, _RESUME = b"p", b"r"


class Guarded:
    """A process that ends with this one.

    command: what is run. environment: its variables. log: a file that gets what it says; None drops it.
    pass_fds: file descriptors that it keeps.
    """

    def __init__(self, command: list[str], environment: Mapping[str, str] | None = None, log: Any = None, pass_fds: tuple[int, ...] = ()) -> None:
        package = pathlib.Path(__file__).resolve().parent.parent
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rl_bridge.guard", ",".join(map(str, pass_fds)), *command],
            stdin=subprocess.PIPE, stdout=log or subprocess.DEVNULL, stderr=subprocess.STDOUT if log else subprocess.DEVNULL, pass_fds=pass_fds,
            env={**(os.environ if environment is None else environment), "PYTHONPATH": str(package)})

    def exit_code(self) -> int | None:
        """None while it runs; negative for the signal that has ended it."""
        code = self._process.poll()
        return code if code is None or code < 128 else 128 - code

    def pause(self) -> None:
        """Lets it stand still, it and what it has started."""
        self._tell(_PAUSE)

    def resume(self) -> None:
        """Lets it go on."""
        self._tell(_RESUME)

    def close(self) -> None:
        """Ends it, and waits until it has ended."""
        self._process.stdin.close()
        self._process.wait()

    def _tell(self, what: bytes) -> None:
        try:
            os.write(self._process.stdin.fileno(), what)
        except BrokenPipeError:
            pass  # It has ended; `exit_code` says so.


def main() -> int:
    kept = tuple(int(number) for number in sys.argv[1].split(",") if number)
    child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, pass_fds=kept, start_new_session=True)
    for descriptor in kept:
        os.close(descriptor)  # So that whoever reads the other end learns that the child is gone
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # The pipe tells when it is over.
    threading.Thread(target=_obey, args=(child,), daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _obey(child: subprocess.Popen) -> None:
    while told := os.read(0, 1):
        _signal(child, signal.SIGSTOP if told == _PAUSE else signal.SIGCONT)
    for number in (signal.SIGCONT, signal.SIGTERM, signal.SIGKILL):
        _signal(child, number)
        if number == signal.SIGTERM:
            try:
                child.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                pass


def _signal(child: subprocess.Popen, number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    sys.exit(main())

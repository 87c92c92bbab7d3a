"""A program that a game runs in, ended with everything it has started, whatever becomes of us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import Sequence

_PATIENCE = 3.0  # seconds between asking and killing


class Child:
    """A running program. Between it and us stands a keeper, a process that ends the program's group as soon as our end of a pipe closes: launchers
    start others, which a signal to the launcher would leave behind, and the server's watchdog ends us without a word."""

    def __init__(self, command: Sequence[str], log: str) -> None:
        self.command = list(command)
        self.log = log
        with open(log, "ab") as file:
            self._keeper = subprocess.Popen(
                [sys.executable, os.path.abspath(__file__), *command], stdin=subprocess.PIPE, stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
            )

    def code(self, seconds: float = 0.0) -> int | None:
        """The program's exit code, as a shell gives it; None if it still runs after so long."""
        try:
            return self._keeper.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """Ends the program, and waits until it has ended."""
        self._keeper.stdin.close()
        try:
            self._keeper.wait(2 * _PATIENCE)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()


def _keep(command: Sequence[str]) -> int:
    try:
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        print(f"{command[0]} cannot be started: {error.strerror}", file=sys.stderr, flush=True)
        return 127

    def end() -> None:
        while os.read(0, 4096):
            pass
        _signal(program.pid, signal.SIGTERM)
        threading.Timer(_PATIENCE, _signal, (program.pid, signal.SIGKILL)).start()

    threading.Thread(target=end, daemon=True).start()
    code = program.wait()
    _signal(program.pid, signal.SIGKILL)  # What a launcher leaves behind holds the port.
    return code if code >= 0 else 128 - code


def _signal(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass


if __name__ == "__main__":
    status = _keep(sys.argv[1:])
    sys.stderr.flush()
    os._exit(status)  # Not through the thread that reads standard input.

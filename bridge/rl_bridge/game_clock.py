"""A game that stands still while nobody plays, and does not know it."""

from __future__ import annotations

import glob
import os
import pathlib
import threading
import time

from rl_bridge.guard import Guarded

_LIBRARIES = "/usr/lib/*/faketime/libfaketimeMT.so.1"  # Debian's package libfaketime


class GameClock:
    """Pauses a process when nobody has played for a while, and takes the pause out of its clock by libfaketime.

    Without that the process would see its clock jump, and a game would make up for it in one leap. Where the library is not there nothing is paused.

    folder: where the clock's offset is kept, in a file. after: seconds without a step until the pause; 0 never pauses.
    """

    def __init__(self, folder: pathlib.Path, after: float) -> None:
        self._offset = folder / "clock"
        self._after = after
        self._library = next(iter(sorted(glob.glob(_LIBRARIES))), "") if after > 0 else ""
        self._changed = threading.Condition()
        self._process: Guarded | None = None
        self._due = float("inf")
        self._paused_at = 0.0  # 0 while it runs
        self._paused = 0.0
        if self._library:
            threading.Thread(target=self._watch, name="game clock", daemon=True).start()

    def command(self, command: list[str]) -> list[str]:
        """The command that runs another one under this clock."""
        if not self._library:
            return command
        self._write()
        # Read whenever the time is asked for: the offset has to hold from the very first moment after a pause.
        return ["env", f"LD_PRELOAD={self._library}", f"FAKETIME_TIMESTAMP_FILE={self._offset}", "FAKETIME_NO_CACHE=1", *command]

    def now(self) -> float:
        """Seconds of the game's time, from some moment on; while it runs."""
        return time.monotonic() - self._paused

    def play(self, process: Guarded) -> None:
        """A step begins: the process runs, and goes on running until `rest`."""
        with self._changed:
            self._due = float("inf")
            if self._paused_at:
                self._paused += time.monotonic() - self._paused_at
                self._paused_at = 0.0
                self._write()
                process.resume()

    def rest(self, process: Guarded) -> None:
        """A step has ended: if none begins for a while, the process pauses."""
        if self._library:
            with self._changed:
                self._process = process
                self._due = time.monotonic() + self._after
                self._changed.notify()

    def _write(self) -> None:
        # Renamed into place, since it may be read at any moment.
        new = self._offset.with_suffix(".new")
        new.write_text(f"{-self._paused:+.6f}", encoding="ascii")
        os.replace(new, self._offset)

    def _watch(self) -> None:
        with self._changed:
            while True:
                left = self._due - time.monotonic()
                if left > 0:
                    self._changed.wait(None if left == float("inf") else left)
                else:
                    self._due = float("inf")
                    self._paused_at = time.monotonic()
                    self._process.pause()

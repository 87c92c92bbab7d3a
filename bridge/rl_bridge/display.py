"""A display for games that need one, where there is none."""

from __future__ import annotations

import os
import shutil

from rl_bridge.game import FaultKind, GameFault
from rl_bridge.guard import Guarded


class Display:
    """An X server without a screen (Xvfb), ended with `close`, or with this process; its number is chosen by itself, so that any number may run side by side.

    name: what DISPLAY has to be for programs that draw there.
    framebuffer: a folder in which the picture is to lie as a file that can be mapped.
    """

    def __init__(self, width: int, height: int, framebuffer: str | None = None) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise GameFault(FaultKind.SETTINGS, "there is no display, and no Xvfb to make one; install Debian's package xvfb, or set DISPLAY")
        read, write = os.pipe()
        arguments = [program, "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
        if framebuffer is not None:
            arguments += ["-fbdir", framebuffer]
        self._process = Guarded(arguments, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            self.close()
            raise GameFault(FaultKind.START, "Xvfb ended before it had a display")
        self.name = f":{number}"

    def close(self) -> None:
        """Ends the server."""
        self._process.close()


def ensure(width: int, height: int) -> Display | None:
    """Makes a display for this process if it has none. The answer has to be closed; None if there is one already."""
    if os.environ.get("DISPLAY"):
        return None
    display = Display(width, height)
    os.environ["DISPLAY"] = display.name
    return display

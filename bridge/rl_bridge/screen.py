"""A game's window on an X server without a screen: its pictures through shared memory, keys and mouse through XTest."""

from __future__ import annotations

import mmap
import os
import select
import struct
import time

import numpy
from Xlib import X, XK
from Xlib.display import Display as Connection
from Xlib.ext import damage, xtest

from rl_bridge.game import FaultKind, GameFault

_XWD_FIELDS = 25  # of a header in the format of xwd, each 32 bits, big-endian


class Screen:
    """What a player has of a game: one window, a keyboard and a mouse.

    name: the display, as in DISPLAY.
    framebuffer: the folder that Xvfb was given with -fbdir.
    """

    def __init__(self, name: str, framebuffer: str) -> None:
        self._connection = Connection(name)
        self._root = self._connection.screen().root
        self._connection.damage_query_version()
        self._held: set[str] = set()
        with open(os.path.join(framebuffer, "Xvfb_screen0"), "rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(f">{_XWD_FIELDS}I", self._memory[:4 * _XWD_FIELDS])
        header_bytes, width, height, pixel_bits, row_bytes, colours = header[0], header[4], header[5], header[11], header[12], header[19]
        if pixel_bits != 32:
            raise GameFault(FaultKind.SETTINGS, f"the display has {pixel_bits} bits a pixel, expected 32")
        rows = numpy.frombuffer(self._memory, numpy.uint8, count=row_bytes * height, offset=header_bytes + 12 * colours)
        self._pixels = rows.reshape(height, row_bytes)[:, :4 * width].reshape(height, width, 4)

    def attach(self, width: int, height: int) -> bool:
        """Takes the first window of that size for the game's, gives it the keyboard, and watches it draw. False if there is none yet."""
        for window in self._root.query_tree().children:
            shape = window.get_geometry()
            if (shape.width, shape.height) == (width, height):
                window.set_input_focus(X.RevertToParent, X.CurrentTime)
                window.damage_create(damage.DamageReportRawRectangles)
                self._connection.sync()
                return True
        return False

    def press(self, key: str, is_down: bool) -> None:
        """Presses or releases a key, by the name of its keysym, or "button1" (left) to "button3" (right) of the mouse. What is as it should be stays."""
        if (key in self._held) == is_down:
            return
        if key.startswith("button"):
            kind, code = X.ButtonPress if is_down else X.ButtonRelease, int(key[6:])
        else:
            kind, code = X.KeyPress if is_down else X.KeyRelease, self._connection.keysym_to_keycode(XK.string_to_keysym(key))
        xtest.fake_input(self._connection, kind, code)
        self._held.symmetric_difference_update({key})

    def release(self) -> None:
        """Releases whatever is held."""
        for key in list(self._held):
            self.press(key, False)

    def move(self, right: int, down: int) -> None:
        """Moves the mouse, in pixels."""
        xtest.fake_input(self._connection, X.MotionNotify, 1, x=right, y=down)

    def send(self) -> None:
        """Lets the X server carry out what was asked so far."""
        self._connection.sync()

    def pictures(self) -> int:
        """How many pictures the window has drawn since the last call; a picture is a drawing of the whole window."""
        count = 0
        for _ in range(self._connection.pending_events()):
            event = self._connection.next_event()
            if event.type == self._connection.extension_event.DamageNotify and event.area.width == event.drawable_geometry.width \
                    and event.area.height == event.drawable_geometry.height:
                count += 1
        return count

    def wait_picture(self, seconds: float) -> int:
        """Waits until at least one more picture is drawn, and says how many were; 0 if none was in that time."""
        due = time.monotonic() + seconds
        while True:
            count = self.pictures()
            left = due - time.monotonic()
            if count or left <= 0:
                return count
            select.select([self._connection.fileno()], [], [], left)

    def take(self, frame: numpy.ndarray) -> None:
        """Copies the window's newest picture, as RGB. Nobody draws meanwhile, so that it is one picture and not parts of two."""
        self._connection.grab_server()
        self._connection.sync()
        height, width = frame.shape[:2]
        numpy.copyto(frame, self._pixels[:height, :width, 2::-1])
        self._connection.ungrab_server()
        self._connection.flush()

    def close(self) -> None:
        self._connection.close()

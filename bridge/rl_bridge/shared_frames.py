"""Frames that pass through memory which a player on the same machine has made."""

from __future__ import annotations

import mmap
import struct
from typing import Any

HEADER = struct.Struct("<16sQ40x")
"""The player's nonce, the number of the frame that follows, and padding to a cache line."""

_NUMBER = struct.Struct("<Q")


class SharedFrames:
    """A player's file of shared memory: a header, then one frame."""

    def __init__(self, memory: mmap.mmap, frame_bytes: int) -> None:
        self._memory = memory
        self._view = memoryview(memory)
        self._pixels = self._view[HEADER.size : HEADER.size + frame_bytes]

    @classmethod
    def open(cls, path: str, nonce: bytes, frame_bytes: int) -> "SharedFrames | None":
        """The memory, or None where it is not to be had: on another machine, or in another user's eyes."""
        try:
            with open(path, "r+b") as file:
                memory = mmap.mmap(file.fileno(), 0)
        except (OSError, ValueError):
            return None
        if len(nonce) != 16 or len(memory) < HEADER.size + frame_bytes or memory[:16] != nonce:
            memory.close()
            return None
        return cls(memory, frame_bytes)

    def write(self, frame: Any, number: int) -> None:
        """Writes a frame, and then its number."""
        self._pixels[:] = frame
        _NUMBER.pack_into(self._memory, 16, number)

    def close(self) -> None:
        """Lets go of the memory; the file is the player's."""
        self._pixels.release()
        self._view.release()
        self._memory.close()

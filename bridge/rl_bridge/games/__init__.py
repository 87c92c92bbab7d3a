"""The games that can be served, by the names of `--game`."""

from __future__ import annotations

import dataclasses
import importlib
from typing import Any

from rl_bridge.game import Game

NAMES = ("fake", "gymnasium", "luanti", "malmo", "minerl")


def settings_of(name: str) -> type:
    """The dataclass of a game's settings."""
    return _module(name).Settings


def create(name: str, settings: Any, logs: str) -> Game:
    """Starts a game, which writes its logs to a folder; it takes as long as the game takes to start."""
    return _module(name).start(settings, logs)


def parse_settings(name: str, pairs: list[str]) -> Any:
    """Makes settings of "key=value" texts; an unknown key or a value of another type is a ValueError."""
    kind = settings_of(name)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    values: dict[str, Any] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or key not in fields:
            raise ValueError(f"'{pair}' is no setting of '{name}'; known ones: {', '.join(f'{field.name}={field.default}' for field in fields.values())}")
        try:
            values[key] = _convert(type(fields[key].default), text)
        except ValueError as error:
            raise ValueError(f"'{pair}': {error}") from error
    return kind(**values)


def _convert(kind: type, text: str) -> Any:
    if kind is bool:
        if text not in ("true", "false"):
            raise ValueError("expected true or false")
        return text == "true"
    return kind(text)


def _module(name: str) -> Any:
    if name not in NAMES:
        raise ValueError(f"there is no game '{name}'; known ones: {', '.join(NAMES)}")
    return importlib.import_module(f"rl_bridge.games.{name}")

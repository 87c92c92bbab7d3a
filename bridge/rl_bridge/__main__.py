"""`python3 -m rl_bridge --game NAME`: serves a game until it fails or is told to stop."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

from rl_bridge import games
from rl_bridge.game import FaultKind, GameFault
from rl_bridge.server import EXIT_FAULT, GameServer

EXIT_USAGE = 2
EXIT_UNFIT = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="rl_bridge", description="Serve a game to one player at a time.")
    parser.add_argument("--game", required=True, choices=games.NAMES)
    parser.add_argument("--listen", default="127.0.0.1:0", help="HOST:PORT, port 0 for any that is free, or unix:/PATH (default %(default)s)")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a setting of the game; a wrong one lists them all")
    parser.add_argument("--step-timeout", type=float, default=60.0, help="seconds after which a step counts as hung, unless the player says")
    parser.add_argument("--reset-timeout", type=float, default=600.0, help="the same of a reset")
    parser.add_argument("--logs", default="", metavar="FOLDER", help="where the game writes its log; a temporary folder of its own otherwise")
    parser.add_argument("--keep", action="store_true", help="start the game anew after each fault, instead of ending with it")
    parser.add_argument("--while-stdin", action="store_true", help="end as soon as standard input is closed, as it is when whoever started this dies")
    parser.add_argument("--any-host", action="store_true", help="let players of other machines in; there is no password, so do this in a network of your own only")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    if not options.any_host and not _is_local(options.listen):
        parser.error(f"'{options.listen}' can be reached from other machines, and a player can do with the game what it likes; if that is meant: --any-host")
    if options.keep:
        return _keep(arguments if arguments is not None else sys.argv[1:])
    try:
        settings = games.parse_settings(options.game, options.set)
    except ValueError as error:
        parser.error(str(error))
    return _serve(options, settings)


def _serve(options: argparse.Namespace, settings: object) -> int:
    ends = threading.Event()
    codes = [0]

    def end(code: int) -> None:
        codes[0] = code
        ends.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end(0))
    if options.while_stdin:
        threading.Thread(target=lambda: (_drain_stdin(), end(0)), name="stdin", daemon=True).start()
    logs = options.logs or tempfile.mkdtemp(prefix="rl-bridge-")
    try:
        game = games.create(options.game, settings, logs)
    except GameFault as fault:
        print(f"rl_bridge: {options.game} does not start: {fault}", file=sys.stderr)
        return EXIT_UNFIT if fault.kind == FaultKind.SETTINGS else EXIT_FAULT  # Who starts it again would hear the same.
    except ImportError as error:
        print(f"rl_bridge: {options.game} needs a Python package that is not here: {error}", file=sys.stderr)
        return EXIT_UNFIT
    server = GameServer(game, options.step_timeout, options.reset_timeout, on_fault=lambda: end(EXIT_FAULT))
    try:
        print(f"listening {server.start(options.listen)}", flush=True)
        ends.wait()
    except OSError as error:
        print(f"rl_bridge: {error}", file=sys.stderr)
        codes[0] = EXIT_UNFIT
    finally:
        server.stop()
    return codes[0]


def _keep(arguments: list[str]) -> int:
    """Runs the same without --keep in a process of its own, and again after each fault; waits longer after each that comes at once."""
    command = [sys.executable, "-m", "rl_bridge", *(argument for argument in arguments if argument != "--keep")]
    wait = 1.0
    child: subprocess.Popen | None = None

    def end(*_: object) -> None:
        if child is not None:
            child.terminate()
            child.wait(40)
        os._exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    while True:
        started = time.monotonic()
        child = subprocess.Popen(command)
        code = child.wait()
        if code in (0, EXIT_USAGE, EXIT_UNFIT):
            return code
        wait = 1.0 if time.monotonic() - started > 60 else min(60.0, 2 * wait)
        print(f"rl_bridge: the game ended with code {code}; it is started again in {wait:g} s", file=sys.stderr)
        time.sleep(wait)


def _drain_stdin() -> None:
    """Waits until standard input is closed. Not through sys.stdin, whose lock Python wants when it ends."""
    while os.read(0, 4096):
        pass


def _is_local(address: str) -> bool:
    host = address.rsplit(":", 1)[0]
    return address.startswith("unix:") or host in ("127.0.0.1", "[::1]", "localhost") or host.startswith("127.")


if __name__ == "__main__":
    sys.exit(main())

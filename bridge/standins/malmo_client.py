"""A Malmo client without Minecraft: MalmoEnv's protocol as the real one speaks it, and a world that is only a view, a pack and a chest.

`python3 malmo_client.py -port N -env`, as with launchClient.sh; port 0 takes any that is free and says which. What a press does: attack puts an oak
log into the pack, use makes four planks of one, drop drops what is in hand. A key that is pressed while it is down ends the program, with a word.
Faults are made on request, `--make NAME=N`: where N counts, it counts steps that press a key or turn the view, from 1 in each connection.
"""

import argparse
import json
import os
import random
import socket
import struct
import sys
import threading
import time
import xml.etree.ElementTree as xml

import numpy

KEYS = (
    "attack", "back", "forward", "jump", "left", "right", "sneak", "sprint", "use", "drop", "inventory",
    "hotbar.1", "hotbar.2", "hotbar.3", "hotbar.4", "hotbar.5", "hotbar.6", "hotbar.7", "hotbar.8", "hotbar.9", "swapHands", "pickItem",
)
DEFAULTS = {
    "version": "0.37.0",  # Expects this version of whoever connects
    "exit": "",  # Ends with this code before it listens
    "busy": 0,  # Refuses so many missions
    "no_world": "",  # Ends every mission before it begins
    "hang": 0,  # Does not answer this step
    "die": 0,  # Ends in it
    "short": 0,  # Shows a frame that lacks a row
    "long": 0,  # Announces a message that cannot be
    "mute": 0,  # Observes no inventory
    "quit": 0,  # Ends the mission
    "kill": 0,  # Kills the player
    "refuse": 0,  # Does not take it at first
    "still": 0,  # Observes once more what was before it
    "sensitivity": 1.0,  # How far the mouse turns the view, of what it should
    "turn_keys": "",  # Steps need a key that changes with each
}
NAMESPACE = "{http://ProjectMalmo.microsoft.com}"
HANDLERS = ("ObservationFromFullStats", "ObservationFromFullInventory", "VideoProducer", "HumanLevelCommands")


class Hung(Exception):
    """No answer, ever."""


class Player:
    """What a mission is played by."""

    def __init__(self, seed, height, width, held, make):
        self.seed, self.height, self.width, self.held, self.make = seed, height, width, held, make
        self.yaw, self.pitch = 0.0, 0.0
        self.pack = {}
        self.slot, self.life, self.time = 0, 20.0, 0

    def carry_out(self, command):
        verb, *values = command.split(" ")
        if verb == "moveMouse":
            right, up = (int(value) * 0.15 * float(self.make["sensitivity"]) for value in values)
            self.yaw += right
            self.pitch = max(-90.0, min(90.0, self.pitch - up))
            return
        assert verb in KEYS and values in (["0"], ["1"]), f"'{command}' is no command"
        if values == ["0"]:
            self.held.discard(verb)
            return
        assert verb not in self.held, f"{verb} was pressed while it was down"
        self.held.add(verb)
        if verb.startswith("hotbar."):
            self.slot = int(verb[7:]) - 1
        elif verb == "attack":
            self.put("log", 1)
        elif verb == "use" and self.count("log") > 0:
            self.put("log", -1)
            self.put("planks", 4)
        elif verb == "drop" and self.slot in self.pack:
            self.put(self.pack[self.slot][0], -1)

    def put(self, name, count):
        slot = next((slot for slot, (item, _) in self.pack.items() if item == name), None)
        if slot is None:
            slot = next(slot for slot in range(36) if slot not in self.pack)
        count += self.count(name)
        if count > 0:
            self.pack[slot] = (name, count)
        else:
            self.pack.pop(slot, None)

    def count(self, name):
        return sum(count for item, count in self.pack.values() if item == name)

    def draw(self):
        """Lowest row first. The row on top begins with what the view is: hundredths of degrees, and keys, as numbers of three bytes."""
        view = [round(self.yaw * 100) % 36000, round((self.pitch + 90) * 100), sum(1 << bit for bit, key in enumerate(KEYS[:20]) if key in self.held)]
        phase = self.seed % 65521 + view[0] + 7 * view[1] + view[2]
        rows = numpy.empty((self.height, self.width * 3), numpy.uint8)
        rows[:] = ((numpy.arange(self.width * 3) + 3 * phase) % 256).astype(numpy.uint8)
        rows[-1, :9] = [byte for number in view for byte in number.to_bytes(3, "big")]
        return rows.tobytes()

    def observe(self):
        pack = [
            {"type": name, "variant": "oak", "index": slot, "quantity": count, "inventory": "inventory"} for slot, (name, count) in self.pack.items()
        ]
        chest = [{"type": "diamond", "index": 0, "quantity": 1 + self.time % 7, "inventory": "chest"}]
        return {
            "Life": self.life, "IsAlive": self.life > 0, "Yaw": self.yaw, "Pitch": self.pitch, "TotalTime": self.time, "WorldTime": self.time % 24000,
            "inventory": pack + chest, "currentItemIndex": self.slot,
            "inventoriesAvailable": [{"name": "inventory", "size": 41}, {"name": "chest", "size": 27}],
        }


class Client:
    """One connection's state, as MalmoEnvServer keeps it. Time passes when somebody waits for it."""

    def __init__(self, make):
        self.make = make
        self.player = None
        self.frame, self.info, self.queue = b"", "", []
        self.is_done, self.turn_key = True, b""
        self.missions = self.steps = 0
        self.refused = False

    def serve(self, connection):
        self.connection = connection
        self.receive = lambda: exactly(connection, struct.unpack("!I", exactly(connection, 4))[0])
        self.send = lambda message: connection.sendall(struct.pack("!I", len(message)) + message)
        hello = self.receive().decode()
        if not hello.startswith(f"<MalmoEnv{self.make['version']}"):
            return log(f"invalid protocol or version: got {hello}, expected <MalmoEnv{self.make['version']}")
        while True:
            message = self.receive().decode()
            if message.startswith("<Step"):
                self.step(message)
            elif message.startswith("<Peek"):
                self.send(self.wait_for_frame())
                self.send(struct.pack("!b", self.is_done))
            elif message.startswith("<MissionInit"):
                self.send(struct.pack("!I", self.begin(message, self.receive().decode())))
                self.send(b"")
            elif message.startswith("<Quit"):
                was_done, self.is_done = self.is_done, True  # It takes the real one a tick, too.
                self.send(struct.pack("!I", was_done))
            elif message.startswith("<Status"):
                self.send(b"{}")
            elif message.startswith("<Echo"):
                self.send(f"<Echo>{message}</Echo>".encode())
            elif message.startswith(("<Close", "<Init", "<Find")):
                self.send(struct.pack("!I", 1))
            else:
                return log(f"unknown command {message[:40]}")

    def begin(self, message, token):
        self.missions += 1
        if self.missions <= int(self.make["busy"]):
            return log("busy") or 0
        root = xml.fromstring(message)
        parts = [part.tag.removeprefix(NAMESPACE) for part in root]
        handlers = root.find(f".//{NAMESPACE}AgentHandlers")
        video = handlers.find(f"{NAMESPACE}VideoProducer")
        size = [int(video.find(NAMESPACE + side).text) for side in ("Height", "Width")]
        generator = root.find(f".//{NAMESPACE}DefaultWorldGenerator")
        experiment, role, episode, agents = token.split(":")
        for is_right, what in (
            (root.tag == f"{NAMESPACE}MissionInit", root.tag),
            (parts == ["Mission", "ExperimentUID", "ClientRole", "ClientAgentConnection"], parts),
            (root.get("PlatformVersion") == self.make["version"], root.get("PlatformVersion")),
            ([handler.tag.removeprefix(NAMESPACE) for handler in handlers] == list(HANDLERS), "handlers"),
            (video.get("want_depth") == "false", "depth"),
            (generator.get("forceReset") == "true", "a world of an earlier mission"),
            (self.is_done, "a mission while one runs"),
            (root.find(f"{NAMESPACE}ExperimentUID").text == experiment and (role, agents) == ("0", "1"), token),
        ):
            if not is_right:
                return log(f"refused: {what}") or 0
        seed = int(generator.get("seed")) or random.getrandbits(48)  # Minecraft takes 0 for none.
        held = self.player.held if self.player else set()  # The real one lets keys go between missions; nobody should lean on that.
        self.player = Player(seed, *size, held, self.make)
        self.frame, self.info, self.queue = b"", "", []
        self.is_done, self.turn_key = bool(self.make["no_world"]), b"0" if self.make["turn_keys"] else b""
        return 1

    def step(self, message):
        commands = [command for command in message[7:-9].split("\n") if command]
        assert message[5] == "0" and message.endswith("</Step0 >"), message
        turn_key = self.receive()
        is_action = any(command.endswith(" 1") or command.startswith("moveMouse") for command in commands)
        if is_action and not self.refused:
            self.steps += 1
            self.fail()
        frame, is_done = b"" if self.is_done else self.wait_for_frame(), self.is_done
        refuses = is_action and self.at("refuse") and not self.refused
        self.refused = refuses
        is_taken = not is_done and turn_key == self.turn_key and not refuses
        info = ""
        if is_taken:
            self.queue += commands
            self.turn_key = str(int(self.turn_key) + 1).encode() if self.turn_key else b""
            if not self.info:
                self.tick(is_action)
            frame = self.frame or frame
        if is_taken or is_done:
            info, self.info, self.frame = self.info, "", b""
        if is_action and self.at("short"):
            frame = frame[: -self.player.width * 3]
        if is_action and self.at("long"):
            self.connection.sendall(struct.pack("!I", 1 << 30))
            raise Hung
        self.send(frame)
        self.send(struct.pack("!dbb", 0.0, is_done, is_taken))
        self.send(info.encode())
        self.send(self.turn_key)

    def at(self, fault):
        return self.steps == int(self.make[fault])

    def fail(self):
        if self.at("hang"):
            raise Hung
        if self.at("die"):
            log("asked to end")
            os._exit(3)
        if self.at("quit"):
            self.is_done = True
        if self.at("kill"):
            self.player.life = 0.0
            self.tick(True)
            self.is_done = True

    def wait_for_frame(self):
        if not self.frame and not self.is_done:
            self.frame = self.player.draw()
        return self.frame

    def tick(self, is_action):
        if not (is_action and self.at("still")):
            for command in self.queue:
                self.player.carry_out(command)
            self.queue = []
            self.player.time += 1
        info = self.player.observe()
        if is_action and self.at("mute"):
            del info["inventory"]
        self.info, self.frame = json.dumps(info), self.player.draw()


def exactly(connection, size):
    message = b""
    while len(message) < size:
        part = connection.recv(size - len(message))
        if not part:
            raise ConnectionResetError("disconnected")
        message += part
    return message


def log(text):
    print(text, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-port", type=int, default=0)
    parser.add_argument("-env", action="store_true", required=True)
    parser.add_argument("--make", action="append", default=[])
    options = parser.parse_args()
    make = dict(DEFAULTS)
    for name, _, value in (pair.partition("=") for pair in options.make):
        assert name in make, name
        make[name] = value
    if make["exit"]:
        log("asked not to start")
        return int(make["exit"])
    server = socket.create_server(("127.0.0.1", options.port))
    log(f"process {os.getpid()} listens at {server.getsockname()[1]}")
    while True:
        connection, _ = server.accept()
        try:
            Client(make).serve(connection)
        except Hung:
            threading.Event().wait(3600)
        except ConnectionError as error:
            log(f"{error} (can be on disconnect)")
        except AssertionError as error:
            log(f"this should not have come: {error}")
            return 4
        finally:
            connection.close()


if __name__ == "__main__":
    sys.exit(main())

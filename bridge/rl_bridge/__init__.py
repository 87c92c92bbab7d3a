"""Games behind a gRPC stream, for players on this machine or another.

A server (`python3 -m rl_bridge --game fake`) knows no game: it speaks the contract of `proto/rl/bridge/v1/game.proto` and plays whatever
`rl_bridge.game.Game` it was given. The other way round, `rl_bridge.world` is the framework's own world as a Gymnasium environment.
"""

PROTOCOL = 1
"""Version of the contract that this package speaks."""

"""The policy in plain PyTorch, written for comparison: the same network, the same arithmetic, nothing tuned.

    python3 reference_policy.py bench --model 1x --device cpu            frames a second, as CSV
    python3 reference_policy.py forward --weights W --frames F --out DIR  log-probabilities of frames in a .npy file

`bench` measures what `./rl bench model --csv` measures, on the same machine and with the same sizes. `forward` writes buttons.npy, camera.npy and
value.npy, which `./rl model forward` writes too, so that one can see that both run the same network. Needs PyTorch 1.13 or later and NumPy.
"""
import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SIZES = {
    "nano": dict(size=64, hidden=128, heads=4, layers=2, memory=64, channels=(8, 16, 16)),
    "1x": dict(size=128, hidden=1024, heads=8, layers=4, memory=128, channels=(64, 128, 128)),
    "2x": dict(size=128, hidden=2048, heads=16, layers=4, memory=128, channels=(128, 256, 256)),
}
TRUNK, BUTTONS, CAMERA, BASES = 256, 8641, 121, 10


class Normed(nn.Module):
    """A convolution or a linear layer with a norm before it and no bias, or with a bias and no norm; then ReLU."""

    def __init__(self, layer, norm=None):
        super().__init__()
        self.norm, self.layer = norm, layer

    def forward(self, x):
        return F.relu(self.layer(x if self.norm is None else self.norm(x)))


def convolution(inputs, outputs, normed=True):
    norm = nn.GroupNorm(1, inputs) if normed else None
    return Normed(nn.Conv2d(inputs, outputs, 3, padding=1, bias=not normed), norm)


def dense(inputs, outputs):
    return Normed(nn.Linear(inputs, outputs, bias=False), nn.LayerNorm(inputs))


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv0, self.conv1 = convolution(channels, channels), convolution(channels, channels)

    def forward(self, x):
        return x + self.conv1(self.conv0(x))


class Stack(nn.Module):
    def __init__(self, inputs, outputs, first):
        super().__init__()
        self.firstconv = convolution(inputs, outputs, normed=not first)
        self.n = nn.GroupNorm(1, outputs)
        self.blocks = nn.ModuleList([Block(outputs), Block(outputs)])

    def forward(self, x):
        x = self.n(F.max_pool2d(self.firstconv(x), 3, 2, 1))
        for block in self.blocks:
            x = block(x)
        return x


class Cnn(nn.Module):
    def __init__(self, size, channels):
        super().__init__()
        inputs = (3,) + channels[:-1]
        self.stacks = nn.ModuleList([Stack(i, o, n == 0) for n, (i, o) in enumerate(zip(inputs, channels))])
        self.dense = dense(channels[-1] * (size // 8) ** 2, TRUNK)

    def forward(self, x):
        for stack in self.stacks:
            x = stack(x)
        return self.dense(x.flatten(1))


class ImageProcess(nn.Module):
    def __init__(self, size, channels, hidden):
        super().__init__()
        self.cnn, self.linear = Cnn(size, channels), dense(TRUNK, hidden)

    def forward(self, x):
        return self.linear(self.cnn(x))


class Attention(nn.Module):
    """Clipped causal attention over what is remembered and what is new, with a learned bias by distance."""

    def __init__(self, hidden, heads, context):
        super().__init__()
        self.heads, self.context = heads, context
        self.q_layer, self.proj_layer = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.k_layer, self.v_layer = nn.Linear(hidden, hidden, bias=False), nn.Linear(hidden, hidden, bias=False)
        self.r_layer = nn.Linear(hidden, BASES * heads)
        self.b_nd = nn.Parameter(torch.randn(BASES, context) * 0.2)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x, keys, values, hidden):
        batch, time_, width = x.shape
        keys = torch.cat([keys, self.k_layer(x)], 1)[:, -(self.context - 1 + time_):]
        values = torch.cat([values, self.v_layer(x)], 1)[:, -(self.context - 1 + time_):]
        length = keys.shape[1]
        q, k, v = self.split(self.q_layer(x)), self.split(keys), self.split(values)
        logits = (q / (width // self.heads)) @ k.transpose(-1, -2)
        by_distance = self.split(self.r_layer(x)) @ self.b_nd  # [batch, heads, time, context], by growing distance
        distance = torch.arange(time_, device=x.device)[:, None] + self.context - 1 - torch.arange(length, device=x.device)[None]
        inside = (distance >= 0) & (distance < self.context)
        index = distance.clamp(0, self.context - 1).expand(batch, self.heads, -1, -1)
        logits = logits.float() + by_distance.float().gather(-1, index)
        logits = logits.masked_fill(~inside | hidden[:, None], -1e9)
        mixed = (logits.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, time_, width)
        return self.proj_layer(mixed), keys[:, -self.context:], values[:, -self.context:]


class Recurrent(nn.Module):
    def __init__(self, hidden, heads, context):
        super().__init__()
        self.pre_r_ln = nn.LayerNorm(hidden)
        self.r = nn.ModuleDict({"orc_block": Attention(hidden, heads, context)})
        self.mlp0, self.mlp1 = dense(hidden, 4 * hidden), nn.ModuleDict({"layer": nn.Linear(4 * hidden, hidden)})

    def forward(self, x, keys, values, hidden):
        x = self.pre_r_ln(x)
        mixed, keys, values = self.r["orc_block"](x, keys, values, hidden)
        x = x + mixed
        return x + self.mlp1["layer"](self.mlp0(x)), keys, values


class Net(nn.Module):
    def __init__(self, size, hidden, heads, layers, memory, channels):
        super().__init__()
        self.img_process = ImageProcess(size, channels, hidden)
        self.recurrent_layer = nn.ModuleDict({"blocks": nn.ModuleList([Recurrent(hidden, heads, memory) for _ in range(layers)])})
        self.lastlayer, self.final_ln = dense(hidden, hidden), nn.LayerNorm(hidden)


class Policy(nn.Module):
    def __init__(self, size, hidden, heads, layers, memory, channels, temperature=1.0):
        super().__init__()
        self.shape, self.temperature = dict(layers=layers, context=memory, hidden=hidden, size=size), temperature
        self.net = Net(size, hidden, heads, layers, memory, channels)
        self.pi_head = nn.ModuleDict({
            "buttons": nn.ModuleDict({"linear_layer": nn.Linear(hidden, BUTTONS)}),
            "camera": nn.ModuleDict({"linear_layer": nn.Linear(hidden, CAMERA)}),
        })
        self.value_head = nn.ModuleDict({"linear": nn.Linear(hidden, 1)})

    def empty(self, batch, device):
        """Keys and values of every block, and which frames of them may be seen."""
        shape = (batch, self.shape["context"], self.shape["hidden"])
        zeros = [torch.zeros(shape, device=device) for _ in range(2 * self.shape["layers"])]
        return zeros, torch.zeros(shape[:2], dtype=torch.bool, device=device)

    def forward(self, frames, memory=None):
        """frames [batch, time, height, width, 3] uint8, in which no episode begins; log-probabilities, value and the next memory."""
        batch, time_ = frames.shape[:2]
        context = self.shape["context"]
        states, seen = memory if memory is not None else self.empty(batch, frames.device)
        images = frames.flatten(0, 1).permute(0, 3, 1, 2).float() / 255
        x = self.net.img_process(images).view(batch, time_, -1)
        seen = torch.cat([seen, torch.ones(batch, time_, dtype=torch.bool, device=frames.device)], 1)[:, -(context - 1 + time_):]
        after = []
        for layer, block in enumerate(self.net.recurrent_layer["blocks"]):
            keys, values = states[2 * layer].to(x.dtype), states[2 * layer + 1].to(x.dtype)
            x, keys, values = block(x, keys, values, ~seen[:, None])
            after += [keys.detach(), values.detach()]
        latent = self.net.final_ln(self.net.lastlayer(F.relu(x)))
        buttons = self.pi_head["buttons"]["linear_layer"](latent).float() / self.temperature
        camera = self.pi_head["camera"]["linear_layer"](latent).float() / self.temperature
        value = self.value_head["linear"](latent).float().squeeze(-1)
        return buttons.log_softmax(-1), camera.log_softmax(-1), value, (after, seen[:, -context:])


def wait(device):
    if device.startswith("cuda"):
        torch.cuda.synchronize()


def rate(frames, seconds, device, run):
    run()
    wait(device)
    rounds, start = 0, time.perf_counter()
    while rounds == 0 or time.perf_counter() - start < seconds:
        run()
        wait(device)
        rounds += 1
    return rounds * frames / (time.perf_counter() - start)


def bench(args):
    policy = Policy(**SIZES[args.model]).to(args.device)
    if args.channels_last:
        policy = policy.to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(policy.parameters(), lr=1e-5)
    size = SIZES[args.model]["size"]
    kind = args.device.split(":")[0]

    def frames(batch, time_):
        return torch.randint(0, 256, (batch, time_, size, size, 3), dtype=torch.uint8, device=args.device)

    def act(batch):
        memory = policy.empty(batch, args.device)

        def run():
            nonlocal memory
            with torch.no_grad(), torch.autocast(kind, torch.bfloat16, enabled=args.bf16):
                memory = policy(frames(batch, 1), memory)[3]
        return rate(batch, args.seconds, args.device, run)

    def look(batch, time_):
        def run():
            with torch.no_grad(), torch.autocast(kind, torch.bfloat16, enabled=args.bf16):
                policy(frames(batch, time_))
        return rate(batch * time_, args.seconds, args.device, run)

    def train(batch, time_):
        def run():
            with torch.autocast(kind, torch.bfloat16, enabled=args.bf16):
                buttons, camera, value, _ = policy(frames(batch, time_))
                loss = value.square().mean() - buttons[..., 0].mean() - camera[..., 0].mean()
            loss.backward()
            nn.utils.clip_grad_norm_(policy.parameters(), 5)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return rate(batch * time_, args.seconds, args.device, run)

    precision = "bf16" if args.bf16 else "fp32"
    steps = SIZES[args.model]["memory"]
    print("implementation,torch,device,threads,model,precision,figure,batch,time,frames_per_second")
    rows = [("forward", b, 1, lambda b=b: act(b)) for b in args.batches]
    rows += [("forward", 1, steps, lambda: look(1, steps)), ("training", args.micro_batch, args.length, lambda: train(args.micro_batch, args.length))]
    for figure, batch, time_, measure in rows:
        speed = measure()
        threads = torch.get_num_threads()
        print(f"pytorch,{torch.__version__},{args.device},{threads},{args.model},{precision},{figure},{batch},{time_},{speed:.1f}", flush=True)
    if kind == "cuda":
        print(f"# peak memory {torch.cuda.max_memory_allocated() / 2**30:.2f} GiB")


def forward(args):
    sizes = json.loads(args.sizes) if args.sizes else SIZES[args.model]
    policy = Policy(**{**sizes, "channels": tuple(sizes["channels"])}, temperature=args.temperature)
    weights = torch.load(args.weights, map_location="cpu")
    unused = [name for name in weights if "normalizer" in name]
    missing = policy.load_state_dict({name: value.view_as(policy.state_dict()[name]) for name, value in weights.items() if name not in unused})
    assert not missing.missing_keys and not missing.unexpected_keys
    with torch.no_grad():
        buttons, camera, value, _ = policy(torch.from_numpy(np.load(args.frames)))
    np.save(f"{args.out}/buttons.npy", buttons.unsqueeze(2).numpy())
    np.save(f"{args.out}/camera.npy", camera.unsqueeze(2).numpy())
    np.save(f"{args.out}/value.npy", value.unsqueeze(2).numpy())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("bench")
    verb.add_argument("--model", choices=SIZES, default="1x")
    verb.add_argument("--device", default="cpu")
    verb.add_argument("--threads", type=int)
    verb.add_argument("--batches", type=lambda text: [int(number) for number in text.split(",")], default=[1, 8])
    verb.add_argument("--micro-batch", type=int, default=1)
    verb.add_argument("--length", type=int, default=64)
    verb.add_argument("--seconds", type=float, default=5)
    verb.add_argument("--bf16", action="store_true")
    verb.add_argument("--channels-last", action="store_true")
    verb = verbs.add_parser("forward")
    verb.add_argument("--model", choices=SIZES, default="nano")
    verb.add_argument("--sizes", help="other sizes than a model's, as JSON in the form of SIZES")
    verb.add_argument("--weights", required=True)
    verb.add_argument("--frames", required=True)
    verb.add_argument("--out", required=True)
    verb.add_argument("--temperature", type=float, default=1)
    args = parser.parse_args()
    if getattr(args, "threads", None):
        torch.set_num_threads(args.threads)
    bench(args) if args.verb == "bench" else forward(args)


if __name__ == "__main__":
    main()

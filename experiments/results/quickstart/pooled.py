"""Differences between the stages of `./rl quickstart`, pooled over the seeds in the folders beside this file.

    python3 experiments/results/quickstart/pooled.py

A world's difference is the mean over the seeds, and worlds are drawn anew 10,000 times: a 95 % interval over worlds. That the seeds differ too is told by
their own rows; three are too few for an interval over seeds.
"""
import csv
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
SEEDS = sorted(folder for folder in FOLDER.iterdir() if folder.is_dir())


def returns(folder, stage):
    with open(folder / f"{stage}.csv", newline="") as rows:
        return {row["world_seed"]: float(row["return"]) for row in csv.DictReader(rows)}


def mean(numbers):
    return sum(numbers) / len(numbers)


for first, second in (("cloned", "fine-tuned"), ("fine-tuned", "rl"), ("cloned", "rl")):
    pairs = [(returns(folder, first), returns(folder, second)) for folder in SEEDS]
    worlds = sorted(pairs[0][0])
    differences = [mean([b[world] - a[world] for a, b in pairs]) for world in worlds]
    draws = random.Random(1)
    means = sorted(mean(draws.choices(differences, k=len(differences))) for _ in range(10_000))
    print(f"{second} - {first}: {mean(differences):+.3f} (95 % {means[250]:+.3f} to {means[9749]:+.3f}), {len(SEEDS)} seeds, {len(worlds)} worlds; "
          + ", ".join(f"{folder.name} {mean(list(b.values())) - mean(list(a.values())):+.3f}" for folder, (a, b) in zip(SEEDS, pairs)))

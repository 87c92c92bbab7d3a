#!/usr/bin/env bash
# What docs/gpu.md reports, on a machine with an NVIDIA GPU: ./tests/gpu/run.sh PART [OUT]. Parts, each a few minutes: tests, speed, wake, labels, train.
# Needs what docs/gpu.md says: a build with -p:TorchFlavor=cuda, or RL_LIBTORCH; for `speed` also python3 with PyTorch and NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
part=${1:?tests, speed, wake, labels or train}
out=${2:-gpu-results}
command -v nvidia-smi >/dev/null || { echo "There is no nvidia-smi, hence no NVIDIA driver: nothing to measure here." >&2; exit 2; }
mkdir -p "$out"
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv | tee "$out/card.csv"

case $part in
  tests)
    dotnet test tests/Rl.Tests -c Release --filter "Category=Gpu|FullyQualifiedName~Placement" 2>&1 | tee "$out/tests.txt"
    ;;
  speed) # The same sizes, micro-batches and random frames for both; each waits for the card after every round.
    for model in 1x 2x; do
      for type in fp32 bf16; do
        ./rl bench model --csv --device cuda --models "$model" --types "$type" --batches 1,16,64,256 --micro-batch 4 --length 128 | tee "$out/rl-$model-$type.csv"
        flag=$([ "$type" = bf16 ] && echo --bf16 || true)
        python3 tests/gpu/reference_policy.py bench --device cuda --model "$model" $flag --channels-last --batches 1,16,64,256 --micro-batch 4 --length 128 \
          | tee "$out/pytorch-$model-$type.csv"
      done
    done
    ;;
  wake) # PPG on 40 sequences of 128, in micro-batches of 4, with the prior, the wake and the sleep by stage.
    for model in 1x 2x; do
      ./rl bench train --model "$model" --json --set training.environment=compact --set training.device=cuda --set training.slotsPerFragment=128 \
        --set training.fragmentsPerIteration=40 --set training.learner.wake.sequencesPerBatch=40 --set training.learner.wake.microBatchSequences=4 \
        --set training.workers="$(nproc)" --iterations 2 --warm-up 1 | tee "$out/wake-$model.txt"
    done
    ;;
  labels)
    ./rl data record --env compact --episodes 16 --steps 1800 --out "$out/play"
    ./rl idm train --data "$out/play" --out "$out/idm" --minutes 3 --set inverseDynamics.device=cuda | tee "$out/idm.txt"
    ./rl idm label --idm "$out/idm" --data "$out/play" --out "$out/labels" --set labelling.device=cuda --set labelling.batch=64 | tee "$out/labels.txt"
    ;;
  train) # Two sittings of nine minutes from a clone; before and after are compared by eval.
    ./rl train --preset quick --run-id gpu --env compact --minutes 9 --no-eval --set training.device=cuda --set training.workers="$(nproc)"
    ./rl train --preset quick --run-id gpu --env compact --minutes 9 --set training.device=cuda --set training.workers="$(nproc)" --resume
    cp -r runs/gpu/eval "$out/train-eval"
    ;;
  *)
    echo "There is no part '$part'; there are tests, speed, wake, labels and train." >&2
    exit 2
    ;;
esac

#!/usr/bin/env bash
# The project's command: builds when a source is newer than the last build, then runs.
#   ./rl train --preset quick
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$root/.ci/prepare.sh"
require_dotnet

case "${1-}" in
  data | idm | bench) offer ffmpeg ffmpeg "without it videos can be neither written nor read" ;;
  train | eval | play) offer ffmpeg ffmpeg "without it videos become folders of PNG pictures" ;;
esac

stamp="$root/artifacts/rl.stamp"
is_stale() {
  [ ! -e "$stamp" ] || [ -n "$(cd "$root" && find src experiments bridge Directory.*.props global.json -newer "$stamp" ! -path '*/__pycache__*' -print -quit)" ]
}

if is_stale; then
  mkdir -p "$root/artifacts"
  (
    flock 9
    if is_stale; then
      touch "$stamp.next"
      echo "rl: building (once; later starts take well under a second) ..." >&2
      log="$root/artifacts/rl-build.log"
      if ! dotnet build "$root/experiments/Rl.Experiments" -c Release --nologo -v quiet >"$log" 2>&1; then
        grep -E ': (error|warning) ' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
        echo "rl: the build failed; the whole output is in artifacts/rl-build.log" >&2
        exit 3
      fi
      mv "$stamp.next" "$stamp"
    fi
  ) 9>"$root/artifacts/rl.lock"
fi

exec dotnet "$root/artifacts/bin/Rl.Experiments/release/Rl.Experiments.dll" "$@"

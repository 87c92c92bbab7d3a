#!/usr/bin/env bash
# A million random steps in each of twenty worlds, checked tick by tick: two and a half minutes on one core of Zen 5. Not part of ./check.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .ci/prepare.sh
require_dotnet
exec dotnet test tests/Rl.Env.Tests -c Release --nologo --filter "FullyQualifiedName~A_million_random_actions"

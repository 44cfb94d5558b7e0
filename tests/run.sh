#!/usr/bin/env bash
# Installs what is missing, builds, runs every test: one line per suite, then ctest's own summary.
#   run.sh [--quick]   without the slow labels (faults)
#   PRESET=asan run.sh runs another preset than release
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
preset=${PRESET:-release}

arguments=()
for option in "$@"; do
  case $option in
    --quick) arguments+=(-LE faults) ;;
    *) echo "usage: tests/run.sh [--quick]" >&2; exit 2 ;;
  esac
done

"$root/bot/install_packages.sh"
"$root/bot/build.sh" "$preset"
"$root/tests/fetch_alertmanager.sh" "$root/build/alertmanager"
cd "$root/build/$preset"
rm -rf results
exec ctest --output-on-failure -j "$(nproc)" "${arguments[@]}"

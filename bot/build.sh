#!/usr/bin/env bash
# Configures and builds one preset into build/PRESET; quiet unless it fails. build.sh [PRESET [TARGET…]]
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:-release}
shift || true
# One compiler takes up to 900 MB: no more of them than the memory holds.
jobs=$(nproc)
memory_jobs=$(($(awk '/MemAvailable/ {print $2}' /proc/meminfo) / 900000))
[ "$memory_jobs" -lt "$jobs" ] && jobs=$((memory_jobs > 0 ? memory_jobs : 1))
export CCACHE_SLOPPINESS=pch_defines,time_macros

mkdir -p "build/$preset"
log="build/$preset/build.log"
[ -f "build/$preset/build.ninja" ] || echo "Building build/$preset, once, with $jobs compilers; about six minutes on two cores" >&2
if ! { cmake --preset "$preset" && cmake --build "build/$preset" -j "$jobs" ${1:+--target "$@"}; } >"$log" 2>&1; then
  grep -E "error|Error|FAILED" "$log" | head -n 20 >&2 || true
  echo "deskhand: the build failed; the whole output is in $log" >&2
  exit 1
fi

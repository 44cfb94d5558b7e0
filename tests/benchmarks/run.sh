#!/usr/bin/env bash
# Builds the desk and the benchmarks and prints their figures: the table of targets, then the parts one by one.
#   run.sh            the desk alone, about eight minutes
#   run.sh --peers    beside the peers of ../shared/bench (PEERS=PATH for another place); installs what they need
#   ROUNDS=1 SECONDS_EACH=1 run.sh    a quick look
#   NICE=-15 run.sh   as root, on a machine where other work runs: before all of it
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build="$root/build/release"

peers=()
if [ "${1:-}" = --peers ]; then
  needed=(wrk errbot)
  command -v npm >/dev/null || needed+=(nodejs npm)
  "$root/bot/install_packages.sh" "${needed[@]}"
  peers=(--bench "$root/build/peers" --install-from "${PEERS:-$root/../shared/bench}")
else
  "$root/bot/install_packages.sh"
fi
"$root/bot/build.sh" release deskhand echo_plugin fault_plugin desk_load desk_growth micro_benchmark store_benchmark plugin_call_benchmark desk_benchmark understanding_benchmark

python3 "$root/tests/benchmarks/peers/run.py" --build "$build" "${peers[@]}" --rounds "${ROUNDS:-5}" --seconds "${SECONDS_EACH:-3}" --nice "${NICE:-0}"

cd "$build"
./micro_benchmark --benchmark_min_time=0.5 2>/dev/null
./store_benchmark --benchmark_min_time=1 2>/dev/null
./plugin_call_benchmark --benchmark_min_time=1 2>/dev/null
./desk_benchmark "${SECONDS_EACH:-5}"
./understanding_benchmark --quick

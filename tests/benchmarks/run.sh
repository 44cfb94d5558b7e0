#!/usr/bin/env bash
# Builds the benchmarks and prints their figures: HTTP alone, durable inserts, one plugin call, the whole desk, understanding.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root/bot/install_packages.sh"
"$root/bot/build.sh" release deskhand echo_plugin fault_plugin desk_load store_benchmark plugin_call_benchmark desk_benchmark understanding_benchmark
cd "$root/build/release"
echo "$(date -u +%F) · $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo) · $(uname -r)"
./desk_load --road door
./store_benchmark --benchmark_min_time=1 2>/dev/null
./plugin_call_benchmark --benchmark_min_time=1 2>/dev/null
./desk_benchmark 5
./understanding_benchmark --quick

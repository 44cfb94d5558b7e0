#!/usr/bin/env bash
# Installs what is missing, builds a release into build/release and runs the sample desk. Everything stays on this
# machine.   demo.sh [--check] [options of `deskhand demo`]
#   --check   asks the sample desk the README's questions, prints the answers, stops; exit 0 when they are right
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

"$root/bot/install_packages.sh"
"$root/bot/build.sh" release deskhand
exec "$root/build/release/deskhand" demo "$@"

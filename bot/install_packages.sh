#!/usr/bin/env bash
# Installs what a build of Deskhand needs on Debian 12, if anything is missing. Says in one line what and why before it
# does. Used by bot/demo.sh and tests/run.sh; `install_packages.sh NAME…` installs these as well.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config ccache mold
  libcpp-httplib-dev nlohmann-json3-dev libboost-dev libboost-filesystem-dev libsqlite3-dev libspdlog-dev libgtest-dev
  libgmock-dev libssl-dev libcurl4-openssl-dev libtomlplusplus-dev libcli11-dev libre2-dev libicu-dev libedit-dev
  libseccomp-dev libexpat1-dev libbenchmark-dev python3 "$@"
)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "deskhand: packages are missing and there is no sudo; as root run: apt-get install ${missing[*]}" >&2
    exit 1
  }
  run=(sudo)
fi

echo "Installing what the build needs from Debian: ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${run[@]}" apt-get update -q && "${run[@]}" env DEBIAN_FRONTEND=noninteractive \
       apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "deskhand: apt-get could not install the packages above; check the package sources, then run this again" >&2
  exit 1
fi

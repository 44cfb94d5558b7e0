#!/usr/bin/env bash
# Unpacks Debian's Prometheus Alertmanager below the given folder, for the test that runs the real one. Not installed: its
# package would start a service on this machine. Without it the test says that it was skipped.
set -euo pipefail
folder=$1
program=$folder/usr/bin/prometheus-alertmanager
[ -x "$program" ] && exit 0

mkdir -p "$folder"
cd "$folder"
if apt-get download -q prometheus-alertmanager >/dev/null 2>&1 && dpkg-deb -x prometheus-alertmanager_*.deb . && [ -x "$program" ]; then
  rm -f prometheus-alertmanager_*.deb
else
  echo "tests: prometheus-alertmanager cannot be had from the package sources; its test is skipped" >&2
fi

#!/usr/bin/env bash
# What the tests need beside Python: Chromium, for the browser tests.
# Installed from Debian's packages when root; otherwise said aloud. Under CI=true a missing part is a failure.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi

echo "!!! No Chromium here: THE BROWSER TESTS ARE SKIPPED. On Debian: apt-get install chromium" >&2
[ "${CI:-}" != true ]

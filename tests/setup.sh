#!/usr/bin/env bash
# What the tests need beside Python: Chromium for the browser tests, PostgreSQL for those of its store.
# Installed from Debian's packages when root; otherwise said aloud. Under CI=true a missing part is a failure.
set -euo pipefail

main() {
  local missing=()
  has_chromium || missing+=(chromium)
  has_postgresql || missing+=(postgresql)
  [ ${#missing[@]} = 0 ] && return
  install "${missing[@]}" || true

  has_chromium || warn "No Chromium here: THE BROWSER TESTS ARE SKIPPED. On Debian: apt-get install chromium"
  has_postgresql || warn "No PostgreSQL here: THE TESTS OF ITS STORE ARE SKIPPED. On Debian: apt-get install postgresql"
  has_chromium && has_postgresql || [ "${CI:-}" != true ]
}

has_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null

has_postgresql() {
  command -v initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb"
} >/dev/null

install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  echo "Installing $* for the tests..."
  export DEBIAN_FRONTEND=noninteractive
  # The tests start a cluster of their own: Debian need not start one now.
  local no_cluster=/etc/postgresql-common/createcluster.d/premier-pas-tests.conf
  mkdir -p "${no_cluster%/*}"
  echo "create_main_cluster = false" >"$no_cluster"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  rm -f "$no_cluster"
}

warn() {
  echo "!!! $1" >&2
}

main

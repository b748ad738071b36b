# make run, make test: each sets up what it needs first. A second run starts at once.
PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

.PHONY: setup setup-dev run test test-long lint check lock clean

setup: .venv/runtime.stamp

setup-dev: .venv/dev.stamp

run: setup
	@exec $(BIN)/python -m bot serve

test: lint
	@tests/setup.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

test-long: lint
	@tests/setup.sh
	$(BIN)/python -m pytest

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

check: setup-dev
	@$(BIN)/python -m bot check

# The locked versions move only here: make lock UPGRADE=--upgrade takes the newest.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(UPGRADE) pyproject.toml

lock: setup-dev
	$(BIN)/python -m pip --disable-pip-version-check --quiet install uv
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra dev -o requirements-dev.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/runtime.stamp: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	$(PIP) -r requirements-dev.txt
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Premier Pas needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Premier Pas needs Python's venv module: on Debian and Ubuntu, apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# Unblame. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types contracts eval bench snapshots clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

setup: $(BIN)/.ready ## install everything that `run` and `test` share into .venv

$(BIN)/.ready: requirements.lock pyproject.toml agent/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit("Unblame needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv module. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@# Where a start may not write bytecode, each one would compile the code, the rules and their patterns anew.
	@$(BIN)/python -m compileall -q agent prompts rubrics tui
	@PYTHONDONTWRITEBYTECODE= $(BIN)/unblame check README.md ARCHITECTURE.md evals/datasets/blame.yaml >/dev/null || test $$? -eq 1
	@touch $@

run: setup ## open the terminal app; with no terminal, play the demo to standard output
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/unblame; else $(BIN)/unblame demo --plain; fi

# One thread a worker: they fill the cores already, and waiting threads would only spin.
test: setup ## run every test
	OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto

$(BIN)/.ready-dev: $(BIN)/.ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lint: $(BIN)/.ready-dev ## format and lint, nothing is changed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(BIN)/.ready-dev ## strict types
	$(BIN)/basedpyright

contracts: $(BIN)/.ready-dev ## who may import whom
	$(BIN)/lint-imports

check: lint types contracts test ## everything that a change has to pass

eval: setup ## measure quality (not a test)
	$(BIN)/python -m evals

bench: setup ## measure speed as ratios against a peer
	$(BIN)/python evals/bench.py

snapshots: setup ## accept the pictures of the screens as they are now
	$(BIN)/python -m pytest tests/tui --snapshot-update

clean: ## remove what setup made
	rm -rf $(VENV)

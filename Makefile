# Four commands: run, test, check, bench. `make setup` is what the container image does too.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -q

.PHONY: run test check bench setup lock format

run: setup
	$(BIN)/jardam run

setup: .venv/.installed
.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/jardam train # so that the first start need not
	touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

test: export PYTHONDONTWRITEBYTECODE = # many tests start processes: without kept bytecode each compiles everything anew
test: .venv/.installed-dev
	$(BIN)/python -m pytest -n 4 --dist worksteal

check: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/jardam migrate --check
	$(BIN)/jardam content check
	$(MAKE) test

bench: .venv/.installed-dev
	$(BIN)/python -m tests.benchmarks

format: .venv/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. The lock files hold versions and hashes for every platform, and no registry address.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	uv pip compile --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

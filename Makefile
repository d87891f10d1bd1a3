# make run    sets everything up and serves the dashboard on http://127.0.0.1:$(PORT)
# make test   sets everything up, a browser included, and checks everything
# make help   names the other targets

.DELETE_ON_ERROR:
.DEFAULT_GOAL := run

PORT ?= 8501
TEST_WORKERS ?= 2
BIN := .venv/bin
# The name of each stamp holds the checksum of what it was installed from, so a changed lock is noticed and an
# unchanged one costs nothing.
RUN_STAMP := .venv/installed-$(shell cat requirements.lock pyproject.toml | cksum | cut -d' ' -f1)
DEV_STAMP := .venv/installed-dev-$(shell cat requirements-dev.lock pyproject.toml | cksum | cut -d' ' -f1)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check lint types contracts format pytest browser bench bench-past screenshots lock clean help

run: $(RUN_STAMP)
	@export LINK_INSPECTOR_DEMO=1 PORT=$(PORT) && \
	$(BIN)/link-inspector init --demo --if-missing && \
	exec $(BIN)/link-inspector serve

test: check browser pytest

check: lint types contracts

lint: $(DEV_STAMP)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Run 'make format' and look at what it changed."; exit 1; }

types: $(DEV_STAMP)
	@$(BIN)/mypy

contracts: $(DEV_STAMP)
	@$(BIN)/lint-imports --no-logo

format: $(DEV_STAMP)
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

pytest: $(DEV_STAMP)
	@$(BIN)/python -m pytest -q -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder

browser: $(DEV_STAMP)
	@$(BIN)/python tests/real_browser.py

bench: $(DEV_STAMP) browser
	@$(BIN)/python -m tests.bench

bench-past: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench_past

screenshots: $(DEV_STAMP) browser
	@$(BIN)/python -m tests.screenshots

# Locks are resolved on the lowest Python that is supported; `make lock PIP_COMPILE_ARGS=--upgrade` raises versions.
PIP_COMPILE_ARGS ?=
lock: $(DEV_STAMP)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Lock with Python 3.11, the lowest that is supported.")'
	@compile="$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --build-deps-for editable $(PIP_COMPILE_ARGS)" && \
	$$compile --output-file requirements.lock pyproject.toml && \
	$$compile --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@echo "run          the dashboard with its demonstration world, on port $(PORT)"
	@echo "test         lint, types, import contracts, and every test"
	@echo "check        lint, types and import contracts alone"
	@echo "format       rewrite the code in the one format"
	@echo "bench        page timings beside those of an empty app"
	@echo "bench-past   questions of past days beside those of today, on records with a long history"
	@echo "screenshots  the pictures of the pages"
	@echo "lock         resolve the dependencies again"
	@echo "clean        remove what was installed and cached; the record in var/ stays"

$(RUN_STAMP): | .venv/bin/python
	@echo "Installing the dashboard (once) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation -e .
	@rm -f .venv/installed-[0-9]* && touch $@

$(DEV_STAMP): | .venv/bin/python
	@echo "Installing the dashboard and what its tests need (once) ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation -e .
	@rm -f .venv/installed-* && touch $@ $(RUN_STAMP)

.venv/bin/python:
	@for python in python3 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -m venv .venv; exit 0; \
	    fi; \
	done; \
	echo "Python 3.11 or newer with its venv module is needed: install it (on Debian or Ubuntu: python3 and python3-venv) and run make again." >&2; \
	exit 1

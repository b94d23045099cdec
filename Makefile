# make demo · make test · make check · make attack · make bench · make install
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The first Python on the machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Without compiled modules each process would compile all of them anew.
export PYTHONDONTWRITEBYTECODE :=

# The pages are built into the package, anew when a source of theirs has changed.
PAGES := src/fieldops/web/pages_built/.sources
PAGE_SOURCES := $(shell find ui -name node_modules -prune -o -name __pycache__ -prune -o -type f -print)

.PHONY: install demo test attack check check-ui ui-types bench docs clean

install: $(VENV)/.installed $(PAGES)

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "fieldops needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint constraints.txt
	@touch $@

$(PAGES): $(PAGE_SOURCES) | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: install
	$(BIN)/python -m fieldops demo $(ARGS)

test: install
	$(BIN)/python tests/ui/prepare_browser.py
	$(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

# Everything that make test tries a part of, and docs/security.md anew.
attack: install
	FIELDOPS_ATTACK_CASES=10 FIELDOPS_WRITE_SECURITY=1 $(BIN)/python -m pytest tests/attacks $(ARGS)

check: install check-ui
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

check-ui: install
	@command -v npm >/dev/null || { echo "The pages are checked with Node.js 20.19 or newer; none was found." >&2; exit 1; }
	cd ui && npm run --silent check && npm run --silent test

# The client's types, from the API's own document.
ui-types: install
	$(BIN)/python -m fieldops openapi | (cd ui && npm run --silent types)

bench: install
	$(BIN)/python -m benchmarks.ledger $(ARGS)
	$(BIN)/python -m benchmarks.stock $(ARGS)
	$(BIN)/python -m benchmarks.zones $(ARGS)
	$(BIN)/python -m benchmarks.clocks $(ARGS)
	$(BIN)/python -m benchmarks.roads $(ARGS)

docs: install
	$(BIN)/python -m fieldops reference docs/reference

clean:
	rm -rf $(VENV) ui/node_modules src/fieldops/web/pages_built artefacts build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

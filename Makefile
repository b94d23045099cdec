# make demo · make test · make check · make attack · make bench · make install
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The first Python on the machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Without compiled modules each process would compile all of them anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install demo test attack check bench docs clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "fieldops needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint constraints.txt
	@touch $@

demo: install
	$(BIN)/python -m fieldops demo $(ARGS)

test: install
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# Everything that make test tries a part of, and docs/security.md anew.
attack: install
	FIELDOPS_ATTACK_CASES=10 FIELDOPS_WRITE_SECURITY=1 $(BIN)/python -m pytest tests/attacks $(ARGS)

check: install
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

bench: install
	$(BIN)/python -m benchmarks.ledger $(ARGS)
	$(BIN)/python -m benchmarks.stock $(ARGS)
	$(BIN)/python -m benchmarks.zones $(ARGS)
	$(BIN)/python -m benchmarks.clocks $(ARGS)
	$(BIN)/python -m benchmarks.roads $(ARGS)

docs: install
	$(BIN)/python -m fieldops reference docs/reference

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

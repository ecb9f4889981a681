# make demo | make test | make check: each works on a fresh machine that has Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: help demo test check golden docs lock clean

help:  ## show what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/:/'

.venv/litweave: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Litweave needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) hatchling editables
	$(PIP) --no-build-isolation --editable .
	touch $@

.venv/tests: .venv/litweave
	$(PIP) --no-build-isolation --editable '.[test]'
	touch $@

demo: .venv/litweave  ## build the graph of examples/ into demo/
	$(BIN)/litweave build examples --output demo
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/litweave view demo"
	@echo "  $(BIN)/litweave show demo GRPO"
	@echo "  $(BIN)/litweave query demo 'SELECT ?new ?old WHERE { ?a lw:extends ?b . ?a rdfs:label ?new . ?b rdfs:label ?old }'"

test: .venv/tests  ## run all tests, and all checks
	$(BIN)/python -m pytest

check: .venv/tests  ## ruff, ruff format, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

golden: .venv/tests  ## rewrite the golden files
	$(BIN)/python -m pytest --update-golden tests/test_golden.py

docs: .venv/tests  ## write docs/commands.md, docs/cookbook.md and the outputs shown in README.md again
	$(BIN)/python docs/commands.py > docs/commands.md
	$(BIN)/python docs/cookbook.py > docs/cookbook.md
	$(BIN)/python -m pytest --update-golden tests/test_docs.py

lock: .venv/tests  ## write the versions installed now to requirements.lock
	$(BIN)/python -m pip freeze --exclude-editable | LC_ALL=C sort --ignore-case > requirements.lock

clean:  ## remove the virtual environment and the demo
	rm -rf .venv demo

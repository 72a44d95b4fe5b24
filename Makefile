# `make demo` and `make test` each do all the set-up they need. PYTHON names the interpreter to build on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint check docs fixture clean
.DEFAULT_GOAL := check

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(READY)  ## archive the shipped pages over loopback HTTP, search them, export them
	$(BIN)/python -m demo

test: $(READY)  ## the tests, with branch coverage of at least 90 %
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

lint: $(READY)  ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test  ## what CI runs

docs: $(READY)  ## write docs/cli.md anew from the --help texts
	$(BIN)/python -m scripts.cli_docs --write

fixture: $(READY)  ## draft a fixture: make fixture PLATFORM=wordpress NAME=hello SOURCE=page.html [URL=https://…]
	$(BIN)/python -m scripts.new_fixture '$(PLATFORM)' '$(NAME)' '$(SOURCE)' '$(URL)'

clean:  ## remove what the other targets made
	rm -rf $(VENV) demo-archive .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

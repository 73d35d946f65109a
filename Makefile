# make demo     the graph of the example minutes, and who promised what in them
# make test     every test
# make check    style, types and the order of imports
# make quick    the tests that take no time
# make golden   write the expected results anew; read the diff before you commit it
# make score    how good the extraction is, beside the floors in floors.toml
# make clean    remove what the others made

PYTHON ?= python3
EXTRAS ?= pictures,xlsx
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
GRAPH := build/demo.kg
DAY := 2026-06-01

.PHONY: demo test check quick golden score constraints clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@echo "Reading the minutes in examples/minutes ..."
	@$(BIN)/kg build examples/minutes --graph $(GRAPH) --as-of $(DAY)
	@echo
	@echo "Checking the graph ..."
	@$(BIN)/kg validate --graph $(GRAPH) --severity warning
	@echo
	@echo "Who promised what to which panel?"
	@$(BIN)/kg query who-promised-what --graph $(GRAPH) --as-of $(DAY) --kind promise
	@echo "More questions: $(BIN)/kg query --graph $(GRAPH)"

test: $(VENV)/tested-with
	$(BIN)/python -m pytest

quick: $(VENV)/tested-with
	$(BIN)/python -m pytest -m "not slow"

check: $(VENV)/tested-with
	$(BIN)/ruff check kg tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/kg lexicon check

golden: $(VENV)/tested-with
	$(BIN)/python -m pytest -q --update-golden tests/pipeline tests/test_docs.py tests/export/test_pictures.py tests/web/browser/test_picture.py
	git diff --stat

score: $(VENV)/tested-with
	$(BIN)/python -m tests.scores

# Needs uv. The header says nothing of the machine that wrote it.
constraints:
	@{ echo "# The versions with which minutes-kg is tested: pip install -c constraints.txt"; echo "# Written by: make constraints"; \
	  uv pip compile pyproject.toml --all-extras --group test --universal --python-version 3.11 --upgrade --quiet \
	    --no-emit-index-url --no-header | sed -e 's# (pyproject.toml)##' -e 's# (pyproject.toml:test)# (tests)#'; } > constraints.new
	@mv constraints.new constraints.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Files that say what was installed: nothing is installed again until the pins or the project's needs change.
$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing minutes-kg into $(VENV) (once) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/tested-with: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing minutes-kg and what its tests need into $(VENV) (once) ..."
	@$(PIP) pip
	@$(PIP) -e ".[$(EXTRAS)]" --group test
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Everything that a developer runs. Needs Python 3.11 or newer and make; the rest is set up here.

# The first of these that is new enough; say PYTHON=... to choose another.
CANDIDATES = python3 python3.13 python3.12 python3.11 python
NEW_ENOUGH = import sys; raise SystemExit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN = $(VENV)/Scripts
else
BIN = $(VENV)/bin
endif
IN_VENV = $(BIN)/python -m

BENCHMARKS ?= $(filter-out benchmarks/\_%.py,$(wildcard benchmarks/*.py))

# More words for the command that a target runs.
ARGS ?=
LOCK = $(IN_VENV) uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: help demo test check form types layers pytest format docs bench lock clean
.DELETE_ON_ERROR:

help: ## Say what there is to make.
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

demo: $(VENV)/installed ## Two invented companies in the application; ARGS=--check ends at once.
	@rm -rf demo/cloud demo/factory demo/store
	$(BIN)/assay demo demo/cloud --organisation cloud
	$(BIN)/assay demo demo/factory --organisation factory
	ASSAY_HOME=demo/store DATABASE_URL= $(BIN)/assay serve demo/cloud demo/factory --into-store $(ARGS)

test: check pytest ## Everything: form, types, layers, then every test.

check: form types layers ## Form, types and layers; no test is run.

form: $(VENV)/installed
	$(IN_VENV) ruff format --check
	$(IN_VENV) ruff check

types: $(VENV)/installed
	$(IN_VENV) mypy

layers: $(VENV)/installed
	$(BIN)/lint-imports

pytest: $(VENV)/installed ## The tests alone; ARGS are more words for pytest.
	$(IN_VENV) pytest -n auto --dist loadgroup $(ARGS)

format: $(VENV)/installed ## Bring the source into form.
	$(IN_VENV) ruff format
	$(IN_VENV) ruff check --fix

docs: $(VENV)/installed ## Write the generated pages of docs/reference/ again.
	$(IN_VENV) docs.generator

bench: $(VENV)/installed ## Measure beside a yardstick of the same run; BENCHMARKS=FILE for one.
	@for one in $(BENCHMARKS); do echo "== $$one"; $(BIN)/python $$one $(ARGS) || exit 1; done

lock: $(VENV)/installed ## Write down versions with their hashes; ARGS=--upgrade takes the newest.
	$(IN_VENV) pip install --quiet uv
	$(LOCK) $(ARGS) pyproject.toml --extra postgres --output-file requirements/run.txt
	$(LOCK) $(ARGS) pyproject.toml --extra postgres --group dev \
		--constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Take away what was set up, and the demo.
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp is written last, so whatever was interrupted is done again.
$(VENV)/locked: requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Assay needs Python 3.11 or newer; expected one of: $(CANDIDATES)."; exit 1; }
	@echo "Setting up $(VENV), which takes a minute the first time."
	@$(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(IN_VENV) pip install -qq --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/installed: $(VENV)/locked pyproject.toml
	$(IN_VENV) pip install -qq --no-build-isolation --no-deps --no-index --editable .
	@touch $@

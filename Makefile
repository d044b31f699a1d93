# make run opens the demo, make test runs every test; both set up .venv first, and need Python 3.11+ and make only.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check format bench snapshots picture clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/installed ## Open the demo
	@exec $(BIN)/contacts-tui demo --database data/demo.db

test: .venv/installed-dev ## Run every test, on SQLite and PostgreSQL
	$(BIN)/pytest -n 3

check: .venv/installed-dev ## Check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-dev ## Bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-dev ## Measure it against its budgets (Linux); BENCH=--help tells the options
	$(BIN)/python -m bench $(BENCH)

snapshots: .venv/installed-dev ## Write the text snapshots of the screens anew
	SNAPSHOTS=write $(BIN)/pytest -p no:xdist tests/ui/test_snapshots.py

picture: .venv/installed-dev ## Draw the README's picture from the real screen
	$(BIN)/python docs/picture.py

clean: ## Remove what was set up
	rm -rf .venv

.venv/python: Makefile
	@command -v $(PYTHON) >/dev/null || { echo "There is no '$(PYTHON)' here. contacts-tui needs Python 3.11 or newer: install it, or name it: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "contacts-tui needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name a newer one: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. Install it (Debian, Ubuntu: apt install python3-venv) and try again."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

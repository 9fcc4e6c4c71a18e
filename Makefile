# Every command of the project. `make help` prints this list.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: help demo serve test check format bench gallery docs lock clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Pinned dependencies; made anew only when the pins or the project's metadata change.
$(INSTALLED): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("omnireel needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Installing into $(VENV) (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

demo: $(INSTALLED) ## Render the sample prompt through the real API and print the receipt
	@$(BIN)/python -m omnireel.cli.demo

serve: $(INSTALLED) ## Start the server; prints the address, the key and a curl line
	@$(BIN)/omnireel serve

# The page is tested in Debian's Chromium; without it those tests say that they are left out.
test: $(INSTALLED) ## Run every test (both databases and a browser included)
	@(command -v chromium && command -v node) >/dev/null || ! command -v apt-get >/dev/null || test "$$(id -u)" != 0 || \
		(echo "Installing Chromium and Node for the tests of the page ..." && apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium nodejs) || true
	@command -v chromium >/dev/null || echo "!!! No Chromium here: the tests of the page are LEFT OUT (apt-get install chromium)" >&2
	@command -v node >/dev/null || echo "!!! No Node here: the page's JavaScript sample is LEFT OUT of the tests (apt-get install nodejs)" >&2
	@$(BIN)/python -m pytest $(ARGS)

check: $(INSTALLED) ## Format, lint, types, import law
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(INSTALLED) ## Format the code and mend what the linter can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(INSTALLED) ## Measure the server, the engine and the page; prints tables
	@$(BIN)/python bench/server.py
	@$(BIN)/python bench/animatic.py
	@$(BIN)/python bench/page.py

gallery: $(INSTALLED) ## Render the forty samples into docs/gallery
	@$(BIN)/python docs/gallery.py

docs: $(INSTALLED) ## Write docs/reference anew from the code
	@$(BIN)/python docs/generate.py

lock: $(INSTALLED) ## Resolve the pinned dependencies anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --quiet -o requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --group dev --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --quiet -o requirements/dev.txt

clean: ## Remove the virtual environment and everything generated
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis clip.mp4

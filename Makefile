# AppealDesk. `make` alone lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run packet test test-core check format bench sample pictures guide-pictures screens package test-package clean setup-run setup-dev

BIN := .venv/bin

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup-run:
	@PYTHON='$(PYTHON)' bash tools/setup.sh run

setup-dev:
	@PYTHON='$(PYTHON)' bash tools/setup.sh dev

run: setup-run ## Open the window on the sample; without a display export build/sample-packet.pdf and verify it
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname)" = Darwin ]; then \
		mkdir -p build && $(BIN)/appealdesk --sample --home build; \
	else echo "There is no display, so the packet of the sample is made without the window."; \
		$(MAKE) --no-print-directory packet; fi

packet: setup-run ## Make the sample case, export its packet to build/sample-packet.pdf and verify it
	@mkdir -p build && rm -f build/sample.appeal build/sample.appeal-* build/sample-packet.pdf
	@$(BIN)/appealdesk sample build/sample.appeal
	@$(BIN)/appealdesk export build/sample.appeal -o build/sample-packet.pdf
	@$(BIN)/appealdesk verify build/sample-packet.pdf
	@echo "The sample packet is here: $(CURDIR)/build/sample-packet.pdf"

test: setup-dev ## Run the whole test suite
	@$(BIN)/python -m pytest

test-core: setup-dev ## Run the quick tests of everything below the window
	@$(BIN)/python -m pytest -m "not slow" --ignore=tests/ui --ignore=tests/e2e

check: setup-dev ## Check format, lint, types and import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup-dev ## Bring the code into the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only .

bench: setup-dev ## Measure beside named peers and write build/bench.json (BENCH=--quick for a short one)
	@$(BIN)/python tools/bench.py $(BENCH)

sample: setup-dev ## Draw the papers of the sample anew (resources/sample)
	@$(BIN)/python tools/make_sample.py

pictures: setup-dev packet ## Draw the README's pictures anew from the sample packet
	@$(BIN)/python tools/pictures.py build/sample-packet.pdf docs/images

guide-pictures: setup-dev ## Draw the pictures of the guide anew from the sample (resources/guide/pictures)
	@$(BIN)/python tools/guide_pictures.py

screens: setup-dev ## Take pictures of every view and dialog (docs/images/window)
	@$(BIN)/python tools/screens.py docs/images/window

package: ## Make the installer for this system (dist/), see packaging/README.md
	@python3 tools/package.py

test-package: setup-dev ## Install the package in a bare Debian made for it, and use it as a person does (needs root)
	@$(BIN)/python tools/test_package.py

clean: ## Remove what was built, and the virtual environment
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

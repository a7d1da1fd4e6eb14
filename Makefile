PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
EVENT := data/events/karrow-bay-ferry
MODEL := src/claimcheck/models/claimcheck-mini

.DEFAULT_GOAL := help

$(BIN)/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/pip pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

# torch goes first and pinned: any looser demand may fetch gigabytes of CUDA libraries.
$(VENV)/.all: $(VENV)/.core
	$(PIP) install "$$(grep '^torch==' constraints.txt)"
	$(PIP) install --constraint constraints.txt --editable '.[train,dev]'
	@touch $@

.PHONY: help install demo test lint format figures
help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: $(VENV)/.all ## Build .venv with everything that training and tests need

demo: $(VENV)/.core ## Check the three articles of an example event; only the core is installed
	$(BIN)/claimcheck check $(EVENT)/*.txt --html report.html

test: $(VENV)/.all ## Run the test suite, without network
	$(BIN)/pytest

lint: $(VENV)/.all ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.all ## Apply the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

figures: $(VENV)/.all ## Measure the bundled model (CLAIMCHECK_DATA), rewrite docs/figures.json, docs/crosscheck.json, pictures and card
	$(BIN)/claimcheck evaluate run targets --model $(MODEL) --precision int8 --results runs/targets
	$(BIN)/claimcheck evaluate run crosscheck --model $(MODEL) --precision int8 --results runs/crosscheck
	cp runs/targets/results.json docs/figures.json
	cp runs/crosscheck/results.json docs/crosscheck.json
	cp $(addprefix runs/targets/figures/task-,dev_news_events.svg mnli_m.svg healthver.svg) docs/
	$(BIN)/python -m training card docs/figures.json

# Everything is set up by these targets; nothing needs to be installed by hand.
SHELL := /bin/bash
UV_VERSION := 0.13.9
TOOLS := .tools
UV := $(TOOLS)/bin/uv
PYTHON := .venv/bin/python
SHUHUI := .venv/bin/shuhui
HOST_PYTHON := $(shell for p in python3 python3.12 python3.11 python3.10 python3.9 python3.8 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys,venv; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 && echo $$p && break; done)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export UV_PYTHON_PREFERENCE ?= system

.PHONY: run setup test lint format bench bench-nlu bench-questions clean

run: .venv/.synced  ## set up, then serve (which makes model and page if need be) and print the address
	@$(SHUHUI) serve

setup: .venv/.synced  ## environment, model and page; leaves .venv/bin/shuhui
	@$(SHUHUI) train
	@$(SHUHUI) page

$(UV):
	@test -n "$(HOST_PYTHON)" || { echo "需要 Python 3.8 或更新的版本"; exit 2; }
	@echo "准备 uv ……"
	@$(HOST_PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.synced: $(UV) pyproject.toml uv.lock .python-version
	@echo "按 uv.lock 安装依赖（第一次要几分钟）……"
	@set -o pipefail; $(UV) sync --locked 2>&1 | { grep -v '^ [+~-] ' || true; }
	@touch $@

test: setup  ## every check and every test
	@scripts/browser.sh
	@scripts/postgres.sh
	@scripts/redis.sh
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	$(PYTHON) -m mypy
	$(SHUHUI) lint
	$(SHUHUI) coverage --check
	$(PYTHON) -m pytest

lint: .venv/.synced  ## the quick checks only
	$(PYTHON) -m ruff check .
	.venv/bin/lint-imports
	$(PYTHON) -m mypy
	$(SHUHUI) lint

format: .venv/.synced
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: setup  ## speed, memory and start against the default Rasa bot, in one run
	$(PYTHON) -m bench.speed

bench-nlu: setup  ## accuracy on the development set, beside the default Rasa pipeline
	$(PYTHON) -m bench.nlu

bench-questions: .venv/.synced  ## how many questions residents are asked, beside a form and the best decision tree
	$(PYTHON) -m bench.questions

clean:
	rm -rf models var web/dist web/node_modules .venv $(TOOLS)

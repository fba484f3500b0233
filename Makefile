# Hoa Ban: every command of the house. `make help` lists them.
PYTHON ?= python3
ifndef PORT
PORT   := $(or $(HOABAN_PORT),8000)
endif
ifndef VAR
VAR    := $(or $(HOABAN_VAR),var)
endif
JOBS   ?= 2
WALKS  ?= 3 # browsers at once: a walk waits for its page more than it works
VENV   := .venv
BIN    := $(VENV)/bin
SUITE  := not journey and not chaos and not breach and not oracle
UV     := VIRTUAL_ENV=$(VENV) $(BIN)/uv --no-python-downloads --quiet
LOCK   := $(BIN)/uv --no-python-downloads --quiet pip compile --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --no-header
unexport PYTHONDONTWRITEBYTECODE # each of the many processes would compile every module anew
export HOABAN_PORT := $(PORT)
export HOABAN_VAR := $(VAR)

.DEFAULT_GOAL := help
.PHONY: help install run test test-postgres coverage check check-types check-rest breaches oracle bench demo journeys pictures lock translations clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.base: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Missing: Python 3.11 or newer (Debian 12: apt-get install python3)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "Missing: python3-venv (Debian 12: apt-get install python3-venv)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

$(BIN)/hoaban: deploy/launcher | $(VENV)/.base
	@install -m 755 deploy/launcher $@

$(VENV)/.run: requirements.txt $(VENV)/.base
	@echo "Hoa Ban: cài các gói phần mềm …"
	@$(UV) pip install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@$(UV) pip install --require-hashes -r requirements-dev.txt
	@touch $@

install: $(VENV)/.run $(BIN)/hoaban ## virtual environment and packages, nothing started

run: $(VENV)/.run $(BIN)/hoaban ## the demo on http://127.0.0.1:8000 (PORT=8123 VAR=elsewhere move it, FRESH=yes begins anew)
	@exec $(BIN)/hoaban serve --demo $(if $(FRESH),--fresh)

test: $(VENV)/.dev $(BIN)/hoaban ## the whole suite on SQLite; ROOM=onestop (casework, core/people) that room alone
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "$(SUITE) and not race" \
	  $(if $(ROOM),$(or $(wildcard hoaban/domains/$(ROOM) hoaban/$(ROOM)),$(error No room $(ROOM))))

test-postgres: $(VENV)/.dev $(BIN)/hoaban ## all that may reach a database, and the races, on a private PostgreSQL
	@HOABAN_TESTS=database $(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "$(SUITE)"

coverage: $(VENV)/.dev $(BIN)/hoaban ## branches of domains, casework, engines and core that the suite takes on SQLite
	@$(BIN)/python -m coverage run -m pytest -m "$(SUITE) and not race"
	@$(BIN)/python -m coverage report

check: $(VENV)/.dev ## style, types, imports, migrations, translations, dependencies
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-types check-rest

check-types: # the longest of them, beside all the others
	@$(BIN)/mypy --no-error-summary hoaban tests bench

check-rest:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0 \
	  || { echo "A model changed without its migration: python manage.py makemigrations"; exit 1; }
	@$(BIN)/python -m tests.translations
	@$(BIN)/deptry .

breaches: $(VENV)/.dev ## apply each deliberate violation once and expect its check to turn red
	@$(BIN)/python -m tests.breaches

oracle: $(VENV)/.dev ## record journal, API, papers and pages anew, compare with tests/oracle/golden
	@$(BIN)/python -m pytest -m oracle tests/oracle

bench: $(VENV)/.dev ## the measures; writes bench/results.md
	@$(BIN)/python -m bench

demo: $(VENV)/.run $(BIN)/hoaban ## replay 1/9/2019-27/3/2020 into var/demo and print the figures
	@HOABAN_VAR=$(if $(filter var,$(VAR)),var/demo,$(VAR)) $(BIN)/hoaban replay

journeys: $(VENV)/.dev $(BIN)/hoaban ## the browser walks and the tests that kill processes (needs Chromium)
	@$(BIN)/python -m pytest -n $(WALKS) --dist worksteal -m "journey or chaos" \
	  $$(grep -rlE "mark\.(journey|chaos)" hoaban tests --include="test_*.py") # each walker collects these alone

pictures: $(VENV)/.dev $(BIN)/hoaban ## take the pictures of docs/pictures anew (needs Chromium)
	@HOABAN_PICTURES=1 $(BIN)/python -m pytest -q -m journey tests/journeys/test_pages.py -k test_a_page

lock: $(VENV)/.base ## pin what requirements*.in ask for, with hashes
	@$(BIN)/uv --no-python-downloads --quiet pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --output-file requirements-uv.txt requirements-uv.in
	@$(LOCK) --output-file requirements.txt requirements.in
	@$(LOCK) --constraint requirements.txt --output-file requirements-dev.txt requirements-dev.in

translations: $(VENV)/.dev ## collect texts for translation and compile the English catalogue
	@$(BIN)/python -m tests.translations --write

clean: ## remove the virtual environment and caches (data under var/ stay)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
